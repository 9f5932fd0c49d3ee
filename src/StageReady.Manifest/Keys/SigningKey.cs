using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace StageReady.Manifest;

/// <summary>A private key that signs manifests. Nothing of it is ever written except by <see cref="ExportPrivateKeyPem"/>.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly KeyAlgorithm _algorithm;

    private SigningKey(KeyAlgorithm algorithm) => (_algorithm, KeyId) = (algorithm, Sha256Hex.Of(algorithm.PublicKey));

    /// <summary>The SHA-256 of the public key's SubjectPublicKeyInfo in lower-case hexadecimal; written as the signature's keyid.</summary>
    public string KeyId { get; }

    /// <summary>The algorithm, for people.</summary>
    public string Algorithm => _algorithm.Name;

    /// <summary>Makes a new key.</summary>
    /// <param name="algorithm">What kind of key.</param>
    public static SigningKey Generate(SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256) => new(algorithm switch
    {
        SignatureAlgorithm.EcdsaP256 => EcdsaKey.Create(ECDsa.Create(ECCurve.NamedCurves.nistP256), "the key"),
        SignatureAlgorithm.EcdsaP384 => EcdsaKey.Create(ECDsa.Create(ECCurve.NamedCurves.nistP384), "the key"),
        SignatureAlgorithm.Rsa3072 => RsaKey.Create(RSA.Create(RsaKey.MinimumBits), RSASignaturePadding.Pss, "the key"),
        SignatureAlgorithm.Ed25519 => Ed25519Key.Generate(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    });

    /// <summary>Reads a private key: ECDSA on P-256 or P-384, RSA of at least 3072 bits, or Ed25519.</summary>
    /// <param name="pem">A text with one block: PKCS#8, encrypted PKCS#8, SEC 1 or PKCS#1.</param>
    /// <param name="name">What the text is, for messages: the file's or the variable's name.</param>
    /// <param name="passPhrase">The pass phrase of an encrypted key.</param>
    /// <param name="rsaPadding">How an RSA key signs, PSS if null: sigstore-js wants PKCS#1 v1.5, securesystemslib wants PSS. Other keys ignore it.</param>
    /// <exception cref="UnusableInputException">The text is no such key, or the pass phrase is wrong.</exception>
    public static SigningKey FromPem(string pem, string name, string? passPhrase = null, RSASignaturePadding? rsaPadding = null)
    {
        var block = KeyPem.Find(pem, name);
        if (block.Label is "PUBLIC KEY" or "RSA PUBLIC KEY")
            throw new UnusableInputException($"{name} is a public key; signing wants the private one");
        var encrypted = block.Label == "ENCRYPTED PRIVATE KEY";
        if (encrypted && string.IsNullOrEmpty(passPhrase))
            throw new UnusableInputException($"{name} is encrypted; set STAGEREADY_SIGNING_KEY_PASSPHRASE to its pass phrase");

        try
        {
            return new SigningKey(Import(block, passPhrase, rsaPadding ?? RSASignaturePadding.Pss, name));
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw new UnusableInputException(encrypted
                ? $"{name} cannot be decrypted: the pass phrase in STAGEREADY_SIGNING_KEY_PASSPHRASE is wrong, or the file is damaged"
                : $"{name} is damaged, or is no private key of ECDSA (P-256, P-384), RSA or Ed25519");
        }
    }

    /// <summary>A private key that never comes here: a key management service, a token or another program signs with it.</summary>
    /// <param name="publicKeyPem">Its public key, as <see cref="TrustedKey.FromPem"/> reads it.</param>
    /// <param name="name">What the text is, for messages: the file's or the variable's name.</param>
    /// <param name="sign">Gives the signature over the bytes that it is given, for ECDSA in DER. What does not verify with the public key is refused.</param>
    /// <exception cref="UnusableInputException">The text is no such key.</exception>
    public static SigningKey FromSigner(string publicKeyPem, string name, Func<ReadOnlyMemory<byte>, byte[]> sign) =>
        new(new ExternalKey(TrustedKey.ReadAlgorithm(publicKeyPem, name), name, sign));

    /// <summary>Signs data; for ECDSA the signature is DER.</summary>
    /// <param name="data">What to sign: <see cref="DsseEnvelope.PreAuthenticationEncoding"/>.</param>
    /// <exception cref="UnusableInputException">The signature of a key that somebody else keeps does not verify.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data) => _algorithm.Sign(data);

    /// <summary>The private key as PKCS#8. Whoever has it can sign releases: write it only where nobody else can read.</summary>
    /// <exception cref="InvalidOperationException">Somebody else keeps the key (<see cref="FromSigner"/>).</exception>
    public string ExportPrivateKeyPem()
    {
        var key = _algorithm.ExportPkcs8PrivateKey();
        var pem = PemEncoding.WriteString("PRIVATE KEY", key) + "\n";
        CryptographicOperations.ZeroMemory(key);
        return pem;
    }

    /// <summary>The public key as SubjectPublicKeyInfo, which <see cref="TrustedKey.FromPem"/> reads.</summary>
    public string ExportPublicKeyPem() => PemEncoding.WriteString("PUBLIC KEY", _algorithm.PublicKey) + "\n";

    /// <inheritdoc/>
    public void Dispose() => _algorithm.Dispose();

    private static KeyAlgorithm Import(KeyPem block, string? passPhrase, RSASignaturePadding padding, string name)
    {
        switch (block.Label)
        {
            case "EC PRIVATE KEY":
                return Ecdsa(key => key.ImportECPrivateKey(block.Der(), out _), name);
            case "RSA PRIVATE KEY":
                return Rsa(key => key.ImportRSAPrivateKey(block.Der(), out _), padding, name);
            case "ENCRYPTED PRIVATE KEY":
                return Import(Pkcs8PrivateKeyInfo.DecryptAndDecode(passPhrase, block.Der(), out _).Encode(), padding, name);
            case "PRIVATE KEY":
                return Import(block.Der(), padding, name);
            default:
                throw new UnusableInputException($"{name} is a {block.Label}; expected a PRIVATE KEY, as `openssl genpkey` writes it");
        }
    }

    // PKCS#8: SEQUENCE { version INTEGER, SEQUENCE { algorithm OBJECT IDENTIFIER, … }, … } (RFC 5958, 2)
    private static KeyAlgorithm Import(byte[] info, RSASignaturePadding padding, string name)
    {
        var reader = new AsnReader(info, AsnEncodingRules.DER).ReadSequence();
        reader.ReadInteger();
        return reader.ReadSequence().ReadObjectIdentifier() switch
        {
            EcdsaKey.Oid => Ecdsa(key => key.ImportPkcs8PrivateKey(info, out _), name),
            RsaKey.Oid => Rsa(key => key.ImportPkcs8PrivateKey(info, out _), padding, name),
            Ed25519Key.Oid => Ed25519Key.OfPrivateKey(reader.ReadOctetString()),
            var other => throw KeyAlgorithm.Unsupported(other, name),
        };
    }

    private static EcdsaKey Ecdsa(Action<ECDsa> import, string name)
    {
        var key = ECDsa.Create();
        import(key);
        return EcdsaKey.Create(key, name);
    }

    private static RsaKey Rsa(Action<RSA> import, RSASignaturePadding padding, string name)
    {
        var key = RSA.Create();
        import(key);
        return RsaKey.Create(key, padding, name);
    }
}
