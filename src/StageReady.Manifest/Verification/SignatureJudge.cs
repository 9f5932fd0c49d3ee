using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>Whether a signature is by a trusted key, or by the key of a certificate that a trusted one vouches for.</summary>
internal sealed class SignatureJudge(IReadOnlyCollection<TrustedCertificate> timestampAuthorities, DateTimeOffset now)
{
    public SignatureVerdict Judge(TrustedKey key, byte[] encoding, DsseSignature signature, VerificationMaterial? material)
    {
        try
        {
            if (key.Certificate is not { } trusted)
                return key.Verify(encoding, signature.Value.Span) ? SignatureVerdict.By(key.KeyId) : SignatureVerdict.Unfit;
            return material is null ? SignatureVerdict.Unfit : Judge(trusted, encoding, signature, material);
        }
        catch (Exception exception) when (exception is CryptographicException or UnusableInputException)
        {
            return SignatureVerdict.Unfit;
        }
    }

    private SignatureVerdict Judge(TrustedCertificate trusted, byte[] encoding, DsseSignature signature, VerificationMaterial material)
    {
        var certificates = material.Certificates.Select(bytes => X509CertificateLoader.LoadCertificate(bytes)).ToList();
        try
        {
            using var key = KeyAlgorithm.OfPublicKeyInfo(certificates[0].PublicKey.ExportSubjectPublicKeyInfo(), "the certificate");
            if (!key.Verify(encoding, signature.Value.Span))
                return SignatureVerdict.Unfit;
            var objection = trusted.ObjectionTo(certificates[0], certificates.Skip(1), TimeOf(signature, material), CertificatePurpose.CodeSigning);
            return objection is null ? SignatureVerdict.By(Sha256Hex.Of(key.PublicKey)) : new SignatureVerdict(null, objection);
        }
        finally
        {
            certificates.ForEach(certificate => certificate.Dispose());
        }
    }

    // A timestamp that nobody trusts proves nothing, so that the certificate must be valid now.
    private DateTimeOffset TimeOf(DsseSignature signature, VerificationMaterial material)
    {
        DateTimeOffset? earliest = null;
        foreach (var timestamp in material.Timestamps)
        {
            if (Timestamp.TimeOf(timestamp, signature.Value.Span, timestampAuthorities) is { } time && time <= now + EvidenceJudge.ClockTolerance && !(time >= earliest))
                earliest = time;
        }

        return earliest ?? now;
    }
}

/// <param name="KeyId">The SHA-256 of the public key that signed; null if none that is trusted.</param>
/// <param name="Objection">What speaks against the certificate of a signature that fits.</param>
internal sealed record SignatureVerdict(string? KeyId, CertificateObjection? Objection)
{
    public static readonly SignatureVerdict Unfit = new(null, null);

    public static SignatureVerdict By(string keyId) => new(keyId, null);
}
