using System.Formats.Asn1;
using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>A key with the one way it signs. The way follows from the key; nothing in an envelope can choose another.</summary>
internal abstract class KeyAlgorithm : IDisposable
{
    /// <summary>The algorithm in the field's terms.</summary>
    public abstract string Name { get; }

    /// <summary>The public key as SubjectPublicKeyInfo, in one encoding for each key.</summary>
    public abstract byte[] PublicKey { get; }

    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    public abstract void Dispose();
}

/// <summary>ECDSA on P-256 with SHA-256 or on P-384 with SHA-384; signatures are DER, as every tool but .NET writes them by default.</summary>
internal sealed class EcdsaKey : KeyAlgorithm
{
    private readonly ECDsa _key;
    private readonly HashAlgorithmName _hash;

    private EcdsaKey(ECDsa key, string curve, HashAlgorithmName hash) => (_key, Name, _hash) = (key, $"ECDSA {curve} with {hash}", hash);

    public override string Name { get; }

    public override byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <summary>Null if the curve is none of the two.</summary>
    public static EcdsaKey? Create(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return !curve.IsNamed ? null : (curve.Oid.Value, curve.Oid.FriendlyName) switch
        {
            ("1.2.840.10045.3.1.7", _) or (null, "nistP256" or "ECDSA_P256") => new EcdsaKey(key, "P-256", HashAlgorithmName.SHA256),
            ("1.3.132.0.34", _) or (null, "nistP384" or "ECDSA_P384") => new EcdsaKey(key, "P-384", HashAlgorithmName.SHA384),
            _ => null,
        };
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        IsDer(signature) && _key.VerifyData(data, signature, _hash, DSASignatureFormat.Rfc3279DerSequence);

    public override byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, _hash, DSASignatureFormat.Rfc3279DerSequence);

    public override void Dispose() => _key.Dispose();

    // Not left to the platforms: some accept BER and bytes after the end, so one signature would have many spellings.
    private static bool IsDer(ReadOnlySpan<byte> signature)
    {
        try
        {
            var outer = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var sequence = outer.ReadSequence();
            sequence.ReadInteger();
            sequence.ReadInteger();
            sequence.ThrowIfNotEmpty();
            outer.ThrowIfNotEmpty();
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}

/// <summary>RSA of at least 3072 bits with SHA-256. It signs with one padding and verifies both, because a key does not say which of them its owner uses.</summary>
internal sealed class RsaKey(RSA key, RSASignaturePadding padding) : KeyAlgorithm
{
    public const int MinimumBits = 3072;

    public override string Name => $"RSA {key.KeySize} with SHA256";

    public override byte[] PublicKey => key.ExportSubjectPublicKeyInfo();

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
        || key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public override byte[] Sign(ReadOnlySpan<byte> data) => key.SignData(data, HashAlgorithmName.SHA256, padding);

    public override void Dispose() => key.Dispose();
}

/// <summary>A key whose private half somebody else keeps and signs with.</summary>
internal sealed class ExternalKey(KeyAlgorithm publicKey, string name, Func<ReadOnlyMemory<byte>, byte[]> sign) : KeyAlgorithm
{
    public override string Name => publicKey.Name;

    public override byte[] PublicKey => publicKey.PublicKey;

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => publicKey.Verify(data, signature);

    // Who signs may hold another key than the one that is named, or another form of signature: no line is written that nobody could verify.
    public override byte[] Sign(ReadOnlySpan<byte> data)
    {
        var signature = sign(data.ToArray());
        return publicKey.Verify(data, signature)
            ? signature
            : throw new UnusableInputException($"The signature is not one by {name}: expected {publicKey.Name}{(publicKey is EcdsaKey ? ", in DER" : "")}, over the very bytes that were given");
    }

    public override void Dispose() => publicKey.Dispose();
}
