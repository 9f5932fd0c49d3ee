using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace StageReady.Manifest;

/// <summary>A private key that signs manifests. Nothing of it is ever written except by <see cref="ExportPrivateKeyPem"/>.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly KeyAlgorithm _algorithm;
    private readonly IReadOnlyList<byte[]> _certificates;

    private SigningKey(KeyAlgorithm algorithm, IReadOnlyList<byte[]> certificates) => (_algorithm, _certificates, KeyId) = (algorithm, certificates, Sha256Hex.Of(algorithm.PublicKey));

    /// <summary>The SHA-256 of the public key's SubjectPublicKeyInfo in lower-case hexadecimal; written as the signature's keyid.</summary>
    public string KeyId { get; }

    /// <summary>The algorithm, for people.</summary>
    public string Algorithm => _algorithm.Name;

    /// <summary>Whether a certificate comes with the key, which its signatures bring with them.</summary>
    public bool HasCertificate => _certificates.Count > 0;

    /// <summary>
    /// Answers requests to a time-stamping authority (RFC 3161, TimeStampReq and TimeStampResp), so that signatures outlive the certificate; null for signatures without a timestamp. A key
    /// without a certificate needs none.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, byte[]>? TimestampAuthority { get; set; }

    /// <summary>Makes a new key.</summary>
    /// <param name="algorithm">What kind of key.</param>
    public static SigningKey Generate(SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256) => new(algorithm switch
    {
        SignatureAlgorithm.EcdsaP256 => EcdsaKey.Create(ECDsa.Create(ECCurve.NamedCurves.nistP256), "the key"),
        SignatureAlgorithm.EcdsaP384 => EcdsaKey.Create(ECDsa.Create(ECCurve.NamedCurves.nistP384), "the key"),
        SignatureAlgorithm.Rsa3072 => RsaKey.Create(RSA.Create(RsaKey.MinimumBits), RSASignaturePadding.Pss, "the key"),
        SignatureAlgorithm.Ed25519 => Ed25519Key.Generate(),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    }, []);

    /// <summary>Reads a private key: ECDSA on P-256 or P-384, RSA of at least 3072 bits, or Ed25519.</summary>
    /// <param name="pem">A text with one key: PKCS#8, encrypted PKCS#8, SEC 1 or PKCS#1. The key's certificate and those above it may stand beside it.</param>
    /// <param name="name">What the text is, for messages: the file's or the variable's name.</param>
    /// <param name="passPhrase">The pass phrase of an encrypted key.</param>
    /// <param name="rsaPadding">How an RSA key signs, PSS if null: sigstore-js wants PKCS#1 v1.5, securesystemslib wants PSS. Other keys ignore it.</param>
    /// <exception cref="UnusableInputException">The text is no such key, or the pass phrase is wrong.</exception>
    public static SigningKey FromPem(string pem, string name, string? passPhrase = null, RSASignaturePadding? rsaPadding = null)
    {
        var blocks = KeyPem.All(pem, name);
        List<KeyPem> keys = [.. blocks.Where(one => one.Label != KeyPem.Certificate)];
        if (keys.Count == 0)
            throw new UnusableInputException($"{name} is a certificate; signing wants its private key too");
        var block = KeyPem.Only(keys, name);
        if (block.Label is "PUBLIC KEY" or "RSA PUBLIC KEY")
            throw new UnusableInputException($"{name} is a public key; signing wants the private one");
        var encrypted = block.Label == "ENCRYPTED PRIVATE KEY";
        if (encrypted && string.IsNullOrEmpty(passPhrase))
            throw PassPhrase.Missing(name);

        try
        {
            return Create(Import(block, passPhrase, rsaPadding ?? RSASignaturePadding.Pss, name), blocks.Except(keys).Select(one => one.LoadCertificate(name)), name);
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw encrypted ? PassPhrase.Wrong(name) : new UnusableInputException($"{name} is damaged, or is no private key of ECDSA (P-256, P-384), RSA or Ed25519");
        }
    }

    /// <summary>Reads a private key and its certificates from a PKCS#12 file, as <see cref="FromPem"/> takes them.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">What it is, for messages: the file's name.</param>
    /// <param name="passPhrase">Its pass phrase.</param>
    /// <param name="rsaPadding">How an RSA key signs, PSS if null.</param>
    /// <exception cref="UnusableInputException">It is no such file, or the pass phrase is wrong.</exception>
    public static SigningKey FromPkcs12(ReadOnlyMemory<byte> bytes, string name, string? passPhrase = null, RSASignaturePadding? rsaPadding = null)
    {
        var content = Pkcs12Content.Read(bytes, name, passPhrase);
        try
        {
            return Create(ImportPkcs8(content.PrivateKey, rsaPadding ?? RSASignaturePadding.Pss, name), content.Certificates, name);
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw new UnusableInputException($"{name} is damaged, or its private key is none of ECDSA (P-256, P-384), RSA or Ed25519");
        }
    }

    /// <summary>A private key that never comes here: a key management service, a token or another program signs with it.</summary>
    /// <param name="publicKeyPem">Its public key, or its certificate and after it those above.</param>
    /// <param name="name">What the text is, for messages: the file's or the variable's name.</param>
    /// <param name="sign">Gives the signature over the bytes that it is given, for ECDSA in DER. What does not verify with the public key is refused.</param>
    /// <exception cref="UnusableInputException">The text is no such key.</exception>
    public static SigningKey FromSigner(string publicKeyPem, string name, Func<ReadOnlyMemory<byte>, byte[]> sign)
    {
        var blocks = KeyPem.All(publicKeyPem, name);
        if (blocks.Any(block => block.Label != KeyPem.Certificate))
            return new SigningKey(new ExternalKey(TrustedKey.ReadAlgorithm(KeyPem.Only(blocks, name), name), name, sign), []);
        List<X509Certificate2> certificates = [.. blocks.Select(block => block.LoadCertificate(name))];
        try
        {
            return Create(new ExternalKey(KeyAlgorithm.OfPublicKeyInfo(certificates[0].PublicKey.ExportSubjectPublicKeyInfo(), name), name, sign), certificates, name);
        }
        catch (CryptographicException)
        {
            throw new UnusableInputException($"{name} is damaged: its certificate holds no public key");
        }
    }

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

    /// <summary>What whoever trusts no more than a root needs beside the signature; null for a key without a certificate.</summary>
    /// <exception cref="UnusableInputException">The time-stamping authority gives no timestamp.</exception>
    internal VerificationMaterial? MaterialFor(byte[] signature) =>
        HasCertificate ? new VerificationMaterial(_certificates, TimestampAuthority is { } authority ? [Timestamp.Ask(signature, authority)] : []) : null;

    private static SigningKey Create(KeyAlgorithm algorithm, IEnumerable<X509Certificate2> certificates, string name)
    {
        try
        {
            return new SigningKey(algorithm, SigningCertificates.Of(algorithm, [.. certificates], name));
        }
        catch
        {
            algorithm.Dispose();
            throw;
        }
    }

    private static KeyAlgorithm Import(KeyPem block, string? passPhrase, RSASignaturePadding padding, string name)
    {
        switch (block.Label)
        {
            case "EC PRIVATE KEY":
                return Ecdsa(key => key.ImportECPrivateKey(block.Der(), out _), name);
            case "RSA PRIVATE KEY":
                return Rsa(key => key.ImportRSAPrivateKey(block.Der(), out _), padding, name);
            case "ENCRYPTED PRIVATE KEY":
                return ImportPkcs8(Pkcs8PrivateKeyInfo.DecryptAndDecode(passPhrase, block.Der(), out _).Encode(), padding, name);
            case "PRIVATE KEY":
                return ImportPkcs8(block.Der(), padding, name);
            default:
                throw new UnusableInputException($"{name} is a {block.Label}; expected a PRIVATE KEY, as `openssl genpkey` writes it");
        }
    }

    // PKCS#8: SEQUENCE { version INTEGER, SEQUENCE { algorithm OBJECT IDENTIFIER, … }, … } (RFC 5958, 2)
    private static KeyAlgorithm ImportPkcs8(byte[] info, RSASignaturePadding padding, string name)
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
