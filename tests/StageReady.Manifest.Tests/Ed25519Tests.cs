using System.Numerics;
using System.Security.Cryptography;

namespace StageReady.Manifest.Tests;

/// <summary>Ed25519 by the vectors of RFC 8032 (7.1) and RFC 8410 (10), and the spellings of keys and signatures that some verifiers take.</summary>
public sealed class Ed25519Tests
{
    private static readonly BigInteger GroupOrder = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493");

    [Theory]
    [InlineData(
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData(
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData(
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData(
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void It_signs_and_verifies_as_RFC_8032_says(string privateKey, string publicKey, string message, string signature)
    {
        using var key = SigningKey.FromPem(PrivatePem($"302e020100300506032b657004220420{privateKey}"), "key.pem");
        using var trusted = TrustedKey.FromPem(PublicPem(publicKey), "pub.pem");

        Assert.Equal(PublicPem(publicKey), key.ExportPublicKeyPem().TrimEnd());
        Assert.Equal(signature, Convert.ToHexStringLower(key.Sign(Convert.FromHexString(message))));
        Assert.True(trusted.Verify(Convert.FromHexString(message), Convert.FromHexString(signature)));
        Assert.False(trusted.Verify([.. Convert.FromHexString(message), 0], Convert.FromHexString(signature)));
    }

    [Theory]
    [InlineData("MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC")]
    [InlineData("MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhCoB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")]
    public void It_reads_both_versions_of_private_keys_that_RFC_8410_shows(string der)
    {
        using var key = SigningKey.FromPem($"-----BEGIN PRIVATE KEY-----\n{der}\n-----END PRIVATE KEY-----", "key.pem");
        Assert.Equal("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n", key.ExportPublicKeyPem());
    }

    public static TheoryData<string, Func<byte[], byte[]>> OtherSpellings => new()
    {
        { "S + L", signature => [.. signature[..32], .. Plus(signature[32..], GroupOrder)] },
        { "S + 2 L", signature => [.. signature[..32], .. Plus(signature[32..], 2 * GroupOrder)] },
        { "the highest bit of S", signature => [.. signature[..63], (byte)(signature[63] | 0x80)] },
        { "another sign of R", signature => [.. signature[..31], (byte)(signature[31] ^ 0x80), .. signature[32..]] },
        { "R and S exchanged", signature => [.. signature[32..], .. signature[..32]] },
        { "R of order one", signature => [1, .. new byte[31], .. signature[32..]] },
        { "R of order one, not canonical", signature => [0xee, .. Enumerable.Repeat((byte)0xff, 30), 0x7f, .. signature[32..]] },
        { "R outside of the field", signature => [.. Enumerable.Repeat((byte)0xff, 32), .. signature[32..]] },
        { "R of order one and S zero", _ => [1, .. new byte[63]] },
        { "zeros", _ => new byte[64] },
        { "nothing", _ => [] },
        { "half", signature => signature[..32] },
        { "a byte less", signature => signature[..63] },
        { "a byte more", signature => [.. signature, 0] },
        { "in DER", signature => [0x04, 64, .. signature] },
    };

    [Theory]
    [MemberData(nameof(OtherSpellings))]
    public void A_signature_has_one_spelling(string spelling, Func<byte[], byte[]> respell)
    {
        using var key = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        using var trusted = TemporaryRelease.Trust(key);
        Assert.False(trusted.Verify("data"u8, respell(key.Sign("data"u8))), spelling);
    }

    // With a key of a small order, S = 0 and R = the key's multiple is a signature of every eighth message, or of every one.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000", "of order 1")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "of order 2")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "of order 4")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080", "of order 4, the other sign")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "of order 8")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "of order 8")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa", "of order 8")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", "of order 8")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080", "x = 0 with a sign")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "y = p")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "y = p + 1")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "y = 2^255 - 1")]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000", "not on the curve")]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751", "a byte short")]
    public void A_public_key_that_no_private_key_has_is_refused(string publicKey, string point)
    {
        var info = Convert.FromHexString($"30{publicKey.Length / 2 + 10:x2}300506032b657003{publicKey.Length / 2 + 1:x2}00{publicKey}");
        var message = Assert.Throws<UnusableInputException>(() => TrustedKey.FromPem(PemEncoding.WriteString("PUBLIC KEY", info), "pub.pem")).Message;
        Assert.True(message.Contains("damaged", StringComparison.Ordinal), point);
    }

    [Fact]
    public void It_signs_releases()
    {
        using var release = new TemporaryRelease();
        using var key = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        using var other = SigningKey.Generate(SignatureAlgorithm.Ed25519);
        ReleaseWriter.Write(release.Root, release.Description, key);

        Assert.Equal("", TemporaryRelease.CodesOf(release.VerifyWith([key])));
        Assert.Equal("key-untrusted", TemporaryRelease.CodesOf(release.VerifyWith([other])));
    }

    private static byte[] Plus(byte[] number, BigInteger summand)
    {
        var bytes = (new BigInteger(number, isUnsigned: true) + summand).ToByteArray(isUnsigned: true);
        return [.. bytes, .. new byte[32 - bytes.Length]];
    }

    private static string PrivatePem(string hex) => PemEncoding.WriteString("PRIVATE KEY", Convert.FromHexString(hex));

    private static string PublicPem(string point) => PemEncoding.WriteString("PUBLIC KEY", Convert.FromHexString("302a300506032b6570032100" + point));
}
