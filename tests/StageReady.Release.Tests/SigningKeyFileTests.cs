using StageReady.Manifest;

namespace StageReady.Release.Tests;

/// <summary>Keys that openssl has made and encrypted, and signatures that it verifies.</summary>
public sealed class SigningKeyFileTests
{
    private const string Create = "manifest create publish --name Storefront --version 1.4.0 --key k.pem";
    private const string PassPhrase = "correct-horse";

    public static TheoryData<string, string[], string[]> Keys => new()
    {
        { "P-256", ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], ["-digest", "sha256"] },
        { "PSS", ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"], ["-digest", "sha256", "-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", "rsa_pss_saltlen:32"] },
        { "Ed25519", ["-algorithm", "ed25519"], [] },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_that_openssl_encrypted_signs_what_openssl_verifies(string form, string[] generate, string[] verify)
    {
        using var process = Encrypted(generate);
        Assert.Equal(0, process.Start("openssl", ["pkey", "-in", "k.pem", "-passin", $"pass:{PassPhrase}", "-pubout", "-out", "k.pub.pem"]).ExitCode);

        var created = process.Run(Create, ("STAGEREADY_SIGNING_KEY_PASSPHRASE", PassPhrase));

        Assert.True(created.ExitCode == 0, $"{form}: {created.Error}");
        Assert.Equal(0, process.Run("verify publish --key k.pub.pem").ExitCode);
        var envelope = ManifestFile.Read(process.PathOf("publish/release.intoto.jsonl"))[0].Envelope;
        File.WriteAllBytes(process.PathOf("pae"), DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span));
        File.WriteAllBytes(process.PathOf("sig"), envelope.Signatures[0].Value.ToArray());
        Assert.Equal(0, process.Start("openssl", ["pkeyutl", "-verify", "-pubin", "-inkey", "k.pub.pem", "-rawin", "-in", "pae", "-sigfile", "sig", .. verify]).ExitCode);
    }

    [Theory]
    [InlineData(null, "k.pem is encrypted; set STAGEREADY_SIGNING_KEY_PASSPHRASE to its pass phrase")]
    [InlineData("", "k.pem is encrypted; set STAGEREADY_SIGNING_KEY_PASSPHRASE to its pass phrase")]
    [InlineData("wrong-horse", "k.pem cannot be decrypted: the pass phrase in STAGEREADY_SIGNING_KEY_PASSPHRASE is wrong, or the file is damaged")]
    public void A_missing_or_wrong_pass_phrase_is_exit_2_in_one_line_that_does_not_show_it(string? passPhrase, string message)
    {
        using var process = Encrypted(["-algorithm", "ed25519"]);

        var result = process.Run(Create, passPhrase is null ? [] : [("STAGEREADY_SIGNING_KEY_PASSPHRASE", passPhrase)]);

        Assert.Equal((2, "", $"error: {message}\n"), (result.ExitCode, result.Output, result.Error));
        Assert.False(File.Exists(process.PathOf("publish/release.intoto.jsonl")));
    }

    private static ReleaseProcess Encrypted(string[] generate)
    {
        var process = new ReleaseProcess();
        Assert.Equal(0, process.Start("openssl", ["genpkey", .. generate, "-aes-256-cbc", "-pass", $"pass:{PassPhrase}", "-out", "k.pem"]).ExitCode);
        return process;
    }
}
