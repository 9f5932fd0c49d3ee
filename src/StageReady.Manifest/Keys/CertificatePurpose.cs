using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>What a certificate is for, by its extended key usage (RFC 5280, 4.2.1.12). One without the extension is for nothing here.</summary>
internal sealed record CertificatePurpose(string Name, string Oid)
{
    public static readonly CertificatePurpose CodeSigning = new("code signing", "1.3.6.1.5.5.7.3.3");
    public static readonly CertificatePurpose TimeStamping = new("time stamping", "1.3.6.1.5.5.7.3.8");

    public bool IsOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(extension => extension.EnhancedKeyUsages.OfType<Oid>().Any(usage => usage.Value == Oid))
        && certificate.Extensions.OfType<X509KeyUsageExtension>().All(extension => extension.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));
}
