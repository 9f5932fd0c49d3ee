using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace StageReady.Manifest.Tests;

/// <summary>Which keys are taken, and that a key alone decides its algorithm.</summary>
public sealed class KeyTests
{
    private const string PassPhrase = "correct horse";
    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
    private static readonly Lazy<RSA> Rsa3072 = new(() => RSA.Create(3072));

    public static TheoryData<string, Func<string>> PrivateKeys => new()
    {
        { "P-256 in PKCS#8", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem() },
        { "P-256 in SEC 1", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportECPrivateKeyPem() },
        { "P-256 after EC PARAMETERS", () => "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + Ecdsa(ECCurve.NamedCurves.nistP256).ExportECPrivateKeyPem() },
        { "P-256 encrypted", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportEncryptedPkcs8PrivateKeyPem(PassPhrase, Pbe) },
        { "P-384", () => Ecdsa(ECCurve.NamedCurves.nistP384).ExportPkcs8PrivateKeyPem() },
        { "RSA in PKCS#8", () => Rsa3072.Value.ExportPkcs8PrivateKeyPem() },
        { "RSA in PKCS#1", () => Rsa3072.Value.ExportRSAPrivateKeyPem() },
        { "RSA encrypted", () => Rsa3072.Value.ExportEncryptedPkcs8PrivateKeyPem(PassPhrase, Pbe) },
        { "Ed25519", () => Ed25519().ExportPrivateKeyPem() },
        { "Ed25519 encrypted", () => Encrypted(Ed25519()) },
    };

    [Theory]
    [MemberData(nameof(PrivateKeys))]
    public void A_key_signs_what_its_public_half_verifies(string form, Func<string> pem)
    {
        using var key = SigningKey.FromPem(pem(), form, PassPhrase);
        using var trusted = TemporaryRelease.Trust(key);
        Assert.Equal(key.KeyId, trusted.KeyId);
        Assert.True(trusted.Verify("data"u8, key.Sign("data"u8)));
        Assert.False(trusted.Verify("date"u8, key.Sign("data"u8)));
    }

    [Fact]
    public void An_RSA_key_verifies_both_paddings_and_no_other_hash()
    {
        var pem = Rsa3072.Value.ExportPkcs8PrivateKeyPem();
        using var trusted = TrustedKey.FromPem(Rsa3072.Value.ExportSubjectPublicKeyInfoPem(), "key");
        foreach (var padding in new[] { RSASignaturePadding.Pss, RSASignaturePadding.Pkcs1 })
        {
            using var key = SigningKey.FromPem(pem, "key", null, padding);
            Assert.True(trusted.Verify("data"u8, key.Sign("data"u8)));
            Assert.True(Rsa3072.Value.VerifyData("data"u8, key.Sign("data"u8), HashAlgorithmName.SHA256, padding));
            Assert.False(trusted.Verify("data"u8, Rsa3072.Value.SignData("data"u8, HashAlgorithmName.SHA1, padding)));
            Assert.False(trusted.Verify("data"u8, Rsa3072.Value.SignData("data"u8, HashAlgorithmName.SHA512, padding)));
        }
    }

    [Fact]
    public void A_P384_key_verifies_SHA384_only()
    {
        using var key = Ecdsa(ECCurve.NamedCurves.nistP384);
        using var trusted = TrustedKey.FromPem(key.ExportSubjectPublicKeyInfoPem(), "key");
        Assert.True(trusted.Verify("data"u8, key.SignData("data"u8, HashAlgorithmName.SHA384, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.False(trusted.Verify("data"u8, key.SignData("data"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    public static TheoryData<string, Func<string>, string> UnusableTrust => new()
    {
        { "empty", () => "", "holds no key" },
        { "rubbish", () => "\0\u0001rubbish", "holds no key" },
        { "a damaged block", () => "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "damaged" },
        { "a truncated key", () => Truncated(Ecdsa(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfo()), "damaged" },
        { "a private key", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportPkcs8PrivateKeyPem(), "private key" },
        { "two keys", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem() + "\n" + Ecdsa(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem(), "more than one" },
        { "P-521", () => Ecdsa(ECCurve.NamedCurves.nistP521).ExportSubjectPublicKeyInfoPem(), "unsupported curve" },
        { "a small RSA key", () => RSA.Create(2048).ExportSubjectPublicKeyInfoPem(), "2048 bits" },
        { "an RSA key in PKCS#1", () => Rsa3072.Value.ExportRSAPublicKeyPem(), "PUBLIC KEY" },
        { "X25519", () => "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----", "unsupported algorithm (1.3.101.110)" },
    };

    [Theory]
    [MemberData(nameof(UnusableTrust))]
    public void A_key_that_cannot_be_trusted_is_refused_in_one_line(string form, Func<string> pem, string word)
    {
        var message = Assert.Throws<UnusableInputException>(() => TrustedKey.FromPem(pem(), "pub.pem")).Message;
        Assert.Contains(word, message);
        Assert.StartsWith("pub.pem", message);
        Assert.DoesNotContain('\n', message);
        Assert.NotNull(form);
    }

    public static TheoryData<string, Func<string>, string?, string> UnusableSigning => new()
    {
        { "empty", () => "", null, "holds no key" },
        { "rubbish", () => "hunter2", null, "holds no key" },
        { "a damaged block", () => "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", null, "damaged" },
        { "a public key", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportSubjectPublicKeyInfoPem(), null, "public key" },
        { "P-521", () => Ecdsa(ECCurve.NamedCurves.nistP521).ExportPkcs8PrivateKeyPem(), null, "unsupported curve" },
        { "a small RSA key", () => RSA.Create(2048).ExportPkcs8PrivateKeyPem(), null, "2048 bits" },
        { "no pass phrase", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportEncryptedPkcs8PrivateKeyPem(PassPhrase, Pbe), null, "STAGEREADY_SIGNING_KEY_PASSPHRASE" },
        { "X25519", () => "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VuBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----", null, "unsupported algorithm (1.3.101.110)" },
        { "a wrong pass phrase of an Ed25519 key", () => Encrypted(Ed25519()), "wrong horse", "cannot be decrypted" },
        { "a wrong pass phrase", () => Ecdsa(ECCurve.NamedCurves.nistP256).ExportEncryptedPkcs8PrivateKeyPem(PassPhrase, Pbe), "wrong horse", "cannot be decrypted" },
    };

    [Theory]
    [MemberData(nameof(UnusableSigning))]
    public void A_key_that_cannot_sign_is_refused_in_one_line_that_tells_nothing_of_it(string form, Func<string> pem, string? passPhrase, string word)
    {
        var message = Assert.Throws<UnusableInputException>(() => SigningKey.FromPem(pem(), "key.pem", passPhrase)).Message;
        Assert.Contains(word, message);
        Assert.DoesNotContain("hunter2", message);
        Assert.DoesNotContain("horse", message);
        Assert.DoesNotContain('\n', message);
        Assert.NotNull(form);
    }

    private static ECDsa Ecdsa(ECCurve curve) => ECDsa.Create(curve);

    private static SigningKey Ed25519() => SigningKey.Generate(SignatureAlgorithm.Ed25519);

    private static string Encrypted(SigningKey key) =>
        PemEncoding.WriteString("ENCRYPTED PRIVATE KEY", Pkcs8PrivateKeyInfo.Decode(Convert.FromBase64String(string.Concat(key.ExportPrivateKeyPem().Split('\n')[1..^2])), out _).Encrypt(PassPhrase, Pbe));

    private static string Truncated(byte[] der) => PemEncoding.WriteString("PUBLIC KEY", der.AsSpan()[..^5]);
}
