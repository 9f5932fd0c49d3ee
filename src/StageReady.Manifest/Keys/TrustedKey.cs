using System.Formats.Asn1;
using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>A public key that the deploying side trusts. It alone decides the algorithm of a signature.</summary>
public sealed class TrustedKey : IDisposable
{
    private readonly KeyAlgorithm _algorithm;

    private TrustedKey(KeyAlgorithm algorithm) => (_algorithm, KeyId) = (algorithm, Sha256Hex.Of(algorithm.PublicKey));

    /// <summary>The SHA-256 of the public key's SubjectPublicKeyInfo in lower-case hexadecimal. Two keys are the same key if and only if this is the same.</summary>
    public string KeyId { get; }

    /// <summary>The algorithm, for people.</summary>
    public string Algorithm => _algorithm.Name;

    /// <summary>Reads a public key: ECDSA on P-256 or P-384, RSA of at least 3072 bits, or Ed25519.</summary>
    /// <param name="pem">A text with one <c>PUBLIC KEY</c> block (SubjectPublicKeyInfo, RFC 7468).</param>
    /// <param name="name">What the text is, for messages: the file's name.</param>
    /// <exception cref="UnusableInputException">The text is no such key.</exception>
    public static TrustedKey FromPem(string pem, string name) => new(ReadAlgorithm(pem, name));

    internal static KeyAlgorithm ReadAlgorithm(string pem, string name)
    {
        var block = KeyPem.Find(pem, name);
        if (block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            throw new UnusableInputException($"{name} is a private key; the public one is wanted here, NAME.pub.pem");
        if (block.Label != "PUBLIC KEY")
            throw new UnusableInputException($"{name} is a {block.Label}; expected a PUBLIC KEY, as `openssl pkey -pubout` writes it");
        try
        {
            return Import(block.Der(), name);
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException or ArgumentException)
        {
            throw new UnusableInputException($"{name} is damaged: its PUBLIC KEY block holds no public key");
        }
    }

    /// <summary>Whether the signature over the data is by this key.</summary>
    /// <param name="data">What was signed: <see cref="DsseEnvelope.PreAuthenticationEncoding"/>.</param>
    /// <param name="signature">The signature's bytes; for ECDSA in DER.</param>
    public bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => _algorithm.Verify(data, signature);

    /// <inheritdoc/>
    public void Dispose() => _algorithm.Dispose();

    private static KeyAlgorithm Import(byte[] info, string name)
    {
        switch (AlgorithmOf(info))
        {
            case EcdsaKey.Oid:
                var ecdsa = ECDsa.Create();
                ecdsa.ImportSubjectPublicKeyInfo(info, out _);
                return EcdsaKey.Create(ecdsa, name);
            case RsaKey.Oid:
                var rsa = RSA.Create();
                rsa.ImportSubjectPublicKeyInfo(info, out _);
                return RsaKey.Create(rsa, RSASignaturePadding.Pss, name);
            case Ed25519Key.Oid:
                return Ed25519Key.OfPublicKeyInfo(info);
            case var other:
                throw KeyAlgorithm.Unsupported(other, name);
        }
    }

    // SubjectPublicKeyInfo ::= SEQUENCE { SEQUENCE { algorithm OBJECT IDENTIFIER, … }, BIT STRING } (RFC 5280, 4.1)
    private static string AlgorithmOf(byte[] info) => new AsnReader(info, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadObjectIdentifier();
}
