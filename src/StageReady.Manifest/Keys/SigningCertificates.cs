using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>The certificates that a signature brings with it.</summary>
internal static class SigningCertificates
{
    /// <summary>That of the key first, then those between it and the root, which whoever verifies must have already.</summary>
    /// <exception cref="UnusableInputException">None is of the key, or it cannot sign now: no line is written that nobody could verify.</exception>
    public static IReadOnlyList<byte[]> Of(KeyAlgorithm key, IReadOnlyList<X509Certificate2> certificates, string name)
    {
        if (certificates.Count == 0)
            return [];
        var leaf = certificates.FirstOrDefault(certificate => IsOf(key, certificate)) ?? throw new UnusableInputException($"None of the certificates in {name} is of the key that it holds");
        var objection = CertificatePurpose.CodeSigning.IsOf(leaf)
            ? CertificateObjection.OfTime(leaf, DateTimeOffset.UtcNow)
            : new CertificateObjection($"the certificate of {leaf.Subject} is not for {CertificatePurpose.CodeSigning.Name}", IsOfTime: false);
        return objection is null
            ? [leaf.RawData, .. certificates.Where(certificate => certificate != leaf && !TrustedCertificate.IsSelfIssued(certificate)).Select(certificate => certificate.RawData)]
            : throw new UnusableInputException($"{name} cannot sign: {objection.Reason}");
    }

    // Authorities may have keys that releases are not signed with.
    private static bool IsOf(KeyAlgorithm key, X509Certificate2 certificate)
    {
        try
        {
            using var other = KeyAlgorithm.OfPublicKeyInfo(certificate.PublicKey.ExportSubjectPublicKeyInfo(), certificate.Subject);
            return other.PublicKey.AsSpan().SequenceEqual(key.PublicKey);
        }
        catch (Exception exception) when (exception is CryptographicException or UnusableInputException)
        {
            return false;
        }
    }
}
