using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>A public key that the deploying side trusts, or a certificate that vouches for keys. The key alone decides the algorithm of a signature.</summary>
public sealed class TrustedKey : IDisposable
{
    private readonly KeyAlgorithm? _algorithm;

    private TrustedKey(KeyAlgorithm algorithm) => (_algorithm, KeyId, Algorithm) = (algorithm, Sha256Hex.Of(algorithm.PublicKey), algorithm.Name);

    private TrustedKey(TrustedCertificate certificate) =>
        (Certificate, KeyId, Algorithm) = (certificate, Sha256Hex.Of(certificate.PublicKey), $"certificate of {certificate.Subject}");

    /// <summary>The SHA-256 of the public key's SubjectPublicKeyInfo in lower-case hexadecimal. Two keys are the same key if and only if this is the same.</summary>
    public string KeyId { get; }

    /// <summary>The algorithm, for people.</summary>
    public string Algorithm { get; }

    /// <summary>The certificate that vouches for those of signers; null for a key.</summary>
    internal TrustedCertificate? Certificate { get; }

    /// <summary>Reads a public key (ECDSA on P-256 or P-384, RSA of at least 3072 bits, or Ed25519), or a certificate as <see cref="TrustedCertificate.FromPem"/> reads it.</summary>
    /// <param name="pem">A text with one <c>PUBLIC KEY</c> block (SubjectPublicKeyInfo, RFC 7468), or with <c>CERTIFICATE</c> blocks.</param>
    /// <param name="name">What the text is, for messages: the file's name.</param>
    /// <exception cref="UnusableInputException">The text is no such key.</exception>
    public static TrustedKey FromPem(string pem, string name) => KeyPem.All(pem, name)[0].Label == KeyPem.Certificate
        ? new TrustedKey(TrustedCertificate.FromPem(pem, name))
        : new TrustedKey(ReadAlgorithm(KeyPem.Find(pem, name), name));

    internal static KeyAlgorithm ReadAlgorithm(KeyPem block, string name)
    {
        if (block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            throw new UnusableInputException($"{name} is a private key; the public one is wanted here, NAME.pub.pem");
        if (block.Label != "PUBLIC KEY")
            throw new UnusableInputException($"{name} is a {block.Label}; expected a PUBLIC KEY, as `openssl pkey -pubout` writes it");
        try
        {
            return KeyAlgorithm.OfPublicKeyInfo(block.Der(), name);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new UnusableInputException($"{name} is damaged: its PUBLIC KEY block holds no public key");
        }
    }

    /// <summary>Whether the signature over the data is by this key. Never for a certificate, which vouches for what stands beside a signature.</summary>
    /// <param name="data">What was signed: <see cref="DsseEnvelope.PreAuthenticationEncoding"/>.</param>
    /// <param name="signature">The signature's bytes; for ECDSA in DER.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => _algorithm?.Verify(data, signature) == true;

    /// <inheritdoc/>
    public void Dispose()
    {
        _algorithm?.Dispose();
        Certificate?.Dispose();
    }
}
