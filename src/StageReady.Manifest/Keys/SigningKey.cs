using System.Security.Cryptography;

namespace StageReady.Manifest;

/// <summary>A private key that signs manifests. Nothing of it is ever written except by <see cref="ExportPrivateKeyPem"/>.</summary>
public sealed class SigningKey : IDisposable
{
    // Null for a key that somebody else keeps.
    private readonly AsymmetricAlgorithm? _key;
    private readonly KeyAlgorithm _algorithm;

    private SigningKey(AsymmetricAlgorithm? key, KeyAlgorithm algorithm) =>
        (_key, _algorithm, KeyId) = (key, algorithm, Sha256Hex.Of(algorithm.PublicKey));

    /// <summary>The SHA-256 of the public key's SubjectPublicKeyInfo in lower-case hexadecimal; written as the signature's keyid.</summary>
    public string KeyId { get; }

    /// <summary>The algorithm, for people.</summary>
    public string Algorithm => _algorithm.Name;

    /// <summary>Makes a new ECDSA P-256 key.</summary>
    public static SigningKey Generate()
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey(key, EcdsaKey.Create(key)!);
    }

    /// <summary>Reads a private key: ECDSA on P-256 or P-384, or RSA of at least 3072 bits.</summary>
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

        var ecdsa = ECDsa.Create();
        if (TryImport(ecdsa, block, encrypted ? passPhrase : null))
        {
            return EcdsaKey.Create(ecdsa) is { } algorithm
                ? new SigningKey(ecdsa, algorithm)
                : throw new UnusableInputException($"{name} is on an unsupported curve; expected P-256 or P-384");
        }

        ecdsa.Dispose();
        var rsa = RSA.Create();
        if (TryImport(rsa, block, encrypted ? passPhrase : null))
        {
            return rsa.KeySize >= RsaKey.MinimumBits
                ? new SigningKey(rsa, new RsaKey(rsa, rsaPadding ?? RSASignaturePadding.Pss))
                : throw new UnusableInputException($"{name} is an RSA key of {rsa.KeySize} bits; expected at least {RsaKey.MinimumBits}");
        }

        rsa.Dispose();
        throw new UnusableInputException(encrypted
            ? $"{name} cannot be decrypted with the pass phrase, or is no ECDSA (P-256, P-384) or RSA key"
            : $"{name} is damaged, or is no ECDSA (P-256, P-384) or RSA private key");
    }

    /// <summary>A private key that never comes here: a key management service, a token or another program signs with it.</summary>
    /// <param name="publicKeyPem">Its public key, as <see cref="TrustedKey.FromPem"/> reads it.</param>
    /// <param name="name">What the text is, for messages: the file's or the variable's name.</param>
    /// <param name="sign">Gives the signature over the bytes that it is given, for ECDSA in DER. What does not verify with the public key is refused.</param>
    /// <exception cref="UnusableInputException">The text is no such key.</exception>
    public static SigningKey FromSigner(string publicKeyPem, string name, Func<ReadOnlyMemory<byte>, byte[]> sign) =>
        new(key: null, new ExternalKey(TrustedKey.ReadAlgorithm(publicKeyPem, name), name, sign));

    /// <summary>Signs data; for ECDSA the signature is DER.</summary>
    /// <param name="data">What to sign: <see cref="DsseEnvelope.PreAuthenticationEncoding"/>.</param>
    /// <exception cref="UnusableInputException">The signature of a key that somebody else keeps does not verify.</exception>
    public byte[] Sign(ReadOnlySpan<byte> data) => _algorithm.Sign(data);

    /// <summary>The private key as PKCS#8. Whoever has it can sign releases: write it only where nobody else can read.</summary>
    /// <exception cref="InvalidOperationException">Somebody else keeps the key (<see cref="FromSigner"/>).</exception>
    public string ExportPrivateKeyPem() => (_key ?? throw new InvalidOperationException("The private key is kept elsewhere")).ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>The public key as SubjectPublicKeyInfo, which <see cref="TrustedKey.FromPem"/> reads.</summary>
    public string ExportPublicKeyPem() => PemEncoding.WriteString("PUBLIC KEY", _algorithm.PublicKey) + "\n";

    /// <inheritdoc/>
    public void Dispose() => _algorithm.Dispose();

    private static bool TryImport(AsymmetricAlgorithm key, KeyPem block, string? passPhrase)
    {
        try
        {
            if (passPhrase is null)
                key.ImportFromPem(block.Block);
            else
                key.ImportFromEncryptedPem(block.Block, passPhrase);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
