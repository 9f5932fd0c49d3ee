using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace StageReady.Manifest;

/// <summary>Ed25519 (RFC 8032). .NET has none, so the arithmetic is BouncyCastle's; keys are read and written here (RFC 8410).</summary>
internal sealed class Ed25519Key : KeyAlgorithm
{
    public const string Oid = "1.3.101.112";

    private readonly byte[] _publicKey;
    private readonly byte[] _privateKey;

    private Ed25519Key(byte[] publicKey, byte[] privateKey) => (_publicKey, _privateKey) = (publicKey, privateKey);

    public override string Name => "Ed25519";

    public override byte[] PublicKey
    {
        get
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                    writer.WriteObjectIdentifier(Oid);
                writer.WriteBitString(_publicKey);
            }

            return writer.Encode();
        }
    }

    public static Ed25519Key Generate() => OfSecret(RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize));

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    /// <exception cref="CryptographicException">Its point is none that a private key has: of a small order, or with two spellings, it would verify what nobody signed.</exception>
    public static Ed25519Key OfPublicKeyInfo(ReadOnlyMemory<byte> info)
    {
        var outer = new AsnReader(info, AsnEncodingRules.DER);
        var sequence = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var algorithm = sequence.ReadSequence();
        algorithm.ReadObjectIdentifier();
        algorithm.ThrowIfNotEmpty();
        var point = sequence.ReadBitString(out var unused);
        sequence.ThrowIfNotEmpty();
        return unused == 0 && point.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(point, 0)
            ? new Ed25519Key(point, [])
            : throw new CryptographicException("The public key is no point of prime order");
    }

    /// <summary>Reads the private key as PKCS#8 has it, in one more OCTET STRING (RFC 8410, 7).</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static Ed25519Key OfPrivateKey(byte[] encoded)
    {
        var reader = new AsnReader(encoded, AsnEncodingRules.DER);
        var privateKey = reader.ReadOctetString();
        reader.ThrowIfNotEmpty();
        return privateKey.Length == Ed25519.SecretKeySize ? OfSecret(privateKey) : throw new CryptographicException("The private key has another length");
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature.ToArray(), 0, _publicKey, 0, data.ToArray(), 0, data.Length);

    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(_privateKey, 0, data.ToArray(), 0, data.Length, signature, 0);
        return signature;
    }

    public override byte[] ExportPkcs8PrivateKey()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(_privateKey);
        return new Pkcs8PrivateKeyInfo(new Oid(Oid), null, writer.Encode()).Encode();
    }

    public override void Dispose() => CryptographicOperations.ZeroMemory(_privateKey);

    private static Ed25519Key OfSecret(byte[] privateKey)
    {
        var publicKey = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(privateKey, 0, publicKey, 0);
        return new Ed25519Key(publicKey, privateKey);
    }
}
