using System.Formats.Asn1;
using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>A key with the one way it signs. The way follows from the key; nothing in an envelope can choose another.</summary>
internal abstract class KeyAlgorithm : IDisposable
{
    /// <summary>The algorithm in the field's terms.</summary>
    public abstract string Name { get; }

    public static UnusableInputException Unsupported(string? oid, string name) =>
        new($"{name} is a key of an unsupported algorithm ({oid}); expected ECDSA on P-256 or P-384, RSA, or Ed25519");

    /// <summary>The public key as SubjectPublicKeyInfo, in one encoding for each key.</summary>
    public abstract byte[] PublicKey { get; }

    public abstract bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);

    public abstract byte[] Sign(ReadOnlySpan<byte> data);

    /// <exception cref="InvalidOperationException">Somebody else keeps the private key.</exception>
    public abstract byte[] ExportPkcs8PrivateKey();

    public abstract void Dispose();

    /// <summary>Reads a SubjectPublicKeyInfo.</summary>
    /// <exception cref="UnusableInputException">The key is of another kind, or too small.</exception>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static KeyAlgorithm OfPublicKeyInfo(byte[] info, string name)
    {
        try
        {
            return Import(info, name);
        }
        catch (AsnContentException exception)
        {
            throw new CryptographicException("There is no public key", exception);
        }
    }

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
                throw Unsupported(other, name);
        }
    }

    // SubjectPublicKeyInfo ::= SEQUENCE { SEQUENCE { algorithm OBJECT IDENTIFIER, … }, BIT STRING } (RFC 5280, 4.1)
    private static string AlgorithmOf(byte[] info) => new AsnReader(info, AsnEncodingRules.DER).ReadSequence().ReadSequence().ReadObjectIdentifier();
}

/// <summary>ECDSA on P-256 with SHA-256 or on P-384 with SHA-384; signatures are DER, as every tool but .NET writes them by default.</summary>
internal sealed class EcdsaKey : KeyAlgorithm
{
    public const string Oid = "1.2.840.10045.2.1";

    private readonly ECDsa _key;
    private readonly HashAlgorithmName _hash;

    private EcdsaKey(ECDsa key, string curve, HashAlgorithmName hash) => (_key, Name, _hash) = (key, $"ECDSA {curve} with {hash}", hash);

    public override string Name { get; }

    public override byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    /// <exception cref="UnusableInputException">The curve is none of the two.</exception>
    public static EcdsaKey Create(ECDsa key, string name)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        var algorithm = !curve.IsNamed ? null : (curve.Oid.Value, curve.Oid.FriendlyName) switch
        {
            ("1.2.840.10045.3.1.7", _) or (null, "nistP256" or "ECDSA_P256") => new EcdsaKey(key, "P-256", HashAlgorithmName.SHA256),
            ("1.3.132.0.34", _) or (null, "nistP384" or "ECDSA_P384") => new EcdsaKey(key, "P-384", HashAlgorithmName.SHA384),
            _ => null,
        };
        return algorithm ?? throw new UnusableInputException($"{name} is on an unsupported curve; expected P-256 or P-384");
    }

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        IsDer(signature) && _key.VerifyData(data, signature, _hash, DSASignatureFormat.Rfc3279DerSequence);

    public override byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, _hash, DSASignatureFormat.Rfc3279DerSequence);

    public override byte[] ExportPkcs8PrivateKey() => _key.ExportPkcs8PrivateKey();

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
internal sealed class RsaKey : KeyAlgorithm
{
    public const string Oid = "1.2.840.113549.1.1.1";
    public const int MinimumBits = 3072;

    private readonly RSA _key;
    private readonly RSASignaturePadding _padding;

    private RsaKey(RSA key, RSASignaturePadding padding) => (_key, _padding) = (key, padding);

    /// <exception cref="UnusableInputException">The key is too small.</exception>
    public static RsaKey Create(RSA key, RSASignaturePadding padding, string name) => key.KeySize >= MinimumBits
        ? new RsaKey(key, padding)
        : throw new UnusableInputException($"{name} is an RSA key of {key.KeySize} bits; expected at least {MinimumBits}");

    public override string Name => $"RSA {_key.KeySize} with SHA256";

    public override byte[] PublicKey => _key.ExportSubjectPublicKeyInfo();

    public override bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        _key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
        || _key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public override byte[] Sign(ReadOnlySpan<byte> data) => _key.SignData(data, HashAlgorithmName.SHA256, _padding);

    public override byte[] ExportPkcs8PrivateKey() => _key.ExportPkcs8PrivateKey();

    public override void Dispose() => _key.Dispose();
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

    public override byte[] ExportPkcs8PrivateKey() => throw new InvalidOperationException("The private key is kept elsewhere");

    public override void Dispose() => publicKey.Dispose();
}
