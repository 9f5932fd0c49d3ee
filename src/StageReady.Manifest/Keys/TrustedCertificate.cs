using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>
/// A certificate that the deploying side trusts: a root, for those that it has issued, or any other for itself alone. Verifying asks nobody else, so that revocation is not looked at: a
/// certificate is withdrawn by no longer trusting it.
/// </summary>
public sealed class TrustedCertificate : IDisposable
{
    private readonly X509Certificate2 _anchor;
    private readonly X509Certificate2Collection _intermediates;

    private TrustedCertificate(X509Certificate2 anchor, X509Certificate2Collection intermediates) => (_anchor, _intermediates) = (anchor, intermediates);

    /// <summary>Whom it is for.</summary>
    public string Subject => _anchor.Subject;

    internal bool IsRoot => IsSelfIssued(_anchor);

    internal byte[] PublicKey => _anchor.PublicKey.ExportSubjectPublicKeyInfo();

    /// <summary>Reads a certificate.</summary>
    /// <param name="pem">A text with one <c>CERTIFICATE</c> block, or with those of a root and of the intermediates below it.</param>
    /// <param name="name">What the text is, for messages: the file's name.</param>
    /// <exception cref="UnusableInputException">The text is no such certificate.</exception>
    public static TrustedCertificate FromPem(string pem, string name)
    {
        var blocks = KeyPem.All(pem, name);
        if (blocks.FirstOrDefault(block => block.Label != KeyPem.Certificate) is { } other)
            throw new UnusableInputException($"{name} is a {other.Label}; expected a CERTIFICATE");
        var certificates = blocks.Select(block => block.LoadCertificate(name)).ToList();
        var roots = certificates.FindAll(IsSelfIssued);
        return (roots.Count, certificates.Count) switch
        {
            (1, _) => new TrustedCertificate(roots[0], [.. certificates.Except(roots)]),
            (0, 1) when !IsAuthority(certificates[0]) => new TrustedCertificate(certificates[0], []),
            (0, _) => throw new UnusableInputException($"{name} holds no root certificate; give the one that issued {certificates[^1].Subject} too"),
            _ => throw new UnusableInputException($"{name} holds {roots.Count} root certificates; give a file for each"),
        };
    }

    /// <summary>What speaks against a certificate.</summary>
    /// <param name="leaf">The certificate.</param>
    /// <param name="others">Those that came with it; nobody trusts them.</param>
    /// <param name="time">When it must have been valid.</param>
    /// <param name="purpose">What it must be for.</param>
    /// <returns>Null if this certificate vouches for it.</returns>
    internal CertificateObjection? ObjectionTo(X509Certificate2 leaf, IEnumerable<X509Certificate2> others, DateTimeOffset time, CertificatePurpose purpose)
    {
        if (!purpose.IsOf(leaf))
            return new CertificateObjection($"the certificate of {leaf.Subject} is not for {purpose.Name}", IsOfTime: false);
        if (leaf.RawDataMemory.Span.SequenceEqual(_anchor.RawDataMemory.Span))
            return CertificateObjection.OfTime(leaf, time);

        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.Add(_anchor);
        policy.ExtraStore.AddRange(_intermediates);
        policy.ExtraStore.AddRange(others.ToArray());
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.ApplicationPolicy.Add(new Oid(purpose.Oid));
        policy.VerificationTime = time.UtcDateTime;
        if (chain.Build(leaf))
            return null;
        return chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.NotTimeValid)
            ? CertificateObjection.OfTime(leaf, time) ?? new CertificateObjection($"a certificate above that of {leaf.Subject} was not valid on {CertificateObjection.Text(time)}", IsOfTime: true)
            : new CertificateObjection($"the certificate of {leaf.Subject} is not issued by {Subject} ({string.Join(", ", chain.ChainStatus.Select(status => status.Status).Distinct())})", IsOfTime: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _anchor.Dispose();
        foreach (var certificate in _intermediates)
            certificate.Dispose();
    }

    internal static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static bool IsAuthority(X509Certificate2 certificate) => certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(constraints => constraints.CertificateAuthority);
}
