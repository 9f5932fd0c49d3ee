namespace StageReady.Release.Tests;

/// <summary>Another program keeps the private key: here openssl, as the command lines of key management services do it.</summary>
public sealed class SigningCommandTests
{
    private const string Create = "manifest create publish --name Storefront --version 1.4.0 --key k.pub.pem";

    public static TheoryData<string, string[], string> Signers => new()
    {
        { "the bytes", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "openssl dgst -sha256 -sign k.pem" },
        { "base64", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "openssl dgst -sha256 -sign k.pem | base64 -w 64" },
        { "P-384", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"], "openssl dgst -sha384 -sign k.pem" },
        { "PSS", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"], "openssl dgst -sha256 -sign k.pem -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32" },
        { "PKCS#1", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"], "openssl dgst -sha256 -sign k.pem | openssl base64" },
        { "Ed25519", ["genpkey", "-algorithm", "ed25519"], "cat > pae; openssl pkeyutl -sign -rawin -inkey k.pem -in pae" },
    };

    [Theory]
    [MemberData(nameof(Signers))]
    public void Its_signature_is_that_of_the_key(string form, string[] key, string command)
    {
        using var process = WithKey(key);

        var created = process.Run(Create, ("STAGEREADY_SIGNING_COMMAND", command));

        Assert.True(created.ExitCode == 0, $"{form}: {created.Error}");
        Assert.Equal(0, process.Run("verify publish --key k.pub.pem").ExitCode);
    }

    [Fact]
    public void Evidence_is_signed_by_it_too_and_the_public_key_may_be_in_the_variable()
    {
        using var process = new ReleaseProcess().Signed();
        File.WriteAllText(process.PathOf("runbook.md"), "# Runbook");

        var attested = process.Run(
            "attest acknowledgement --manifest publish/release.intoto.jsonl --environment staging --suite runbook",
            ("STAGEREADY_SIGNING_KEY", process.Read("k.pub.pem")),
            ("STAGEREADY_SIGNING_COMMAND", "openssl dgst -sha256 -sign k.pem"));

        Assert.True(attested.ExitCode == 0, attested.Error);
        Assert.Equal(2, File.ReadAllLines(process.PathOf("publish/release.intoto.jsonl")).Length);
    }

    [Theory]
    [InlineData("false", "fails with exit code 1")]
    [InlineData("no-such-program-anywhere", "fails with exit code 127")]
    [InlineData("cat > /dev/null", "writes no signature")]
    [InlineData("true", "writes no signature")]
    [InlineData("echo hello", "is not one by k.pub.pem: expected ECDSA P-256 with SHA256, in DER")]
    [InlineData("openssl dgst -sha256 -sign other.pem", "is not one by k.pub.pem")]
    [InlineData("echo more | openssl dgst -sha256 -sign k.pem", "is not one by k.pub.pem")]
    [InlineData("openssl dgst -sha256 -sign k.pem; exit 3", "fails with exit code 3")]
    [InlineData("yes", "writes more than a signature")]
    [InlineData(" ", "STAGEREADY_SIGNING_COMMAND is empty")]
    public void What_is_no_signature_of_the_key_is_exit_2_and_leaves_no_manifest_not_even_an_older_one(string command, string message)
    {
        using var process = new ReleaseProcess().Signed();
        Assert.Equal(0, process.Run("keys create --out other").ExitCode);

        var result = process.Run(Create, ("STAGEREADY_SIGNING_COMMAND", command));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, Assert.Single(result.ErrorLines, line => line.StartsWith("error: ", StringComparison.Ordinal)));
        Assert.False(File.Exists(process.PathOf("publish/release.intoto.jsonl")));
    }

    [Theory]
    [InlineData("--key k.pem", "k.pem is a private key; the public one is wanted here")]
    [InlineData("", "give the public key that belongs to it, by --key or STAGEREADY_SIGNING_KEY")]
    public void It_wants_the_public_key(string option, string message)
    {
        using var process = new ReleaseProcess().Signed();

        var result = process.Run($"manifest create publish --name Storefront --version 1.4.0 {option}", ("STAGEREADY_SIGNING_COMMAND", "true"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, Assert.Single(result.ErrorLines));
    }

    private static ReleaseProcess WithKey(string[] key)
    {
        var process = new ReleaseProcess();
        Assert.Equal(0, process.Start("openssl", [.. key, "-out", "k.pem"]).ExitCode);
        Assert.Equal(0, process.Start("openssl", ["pkey", "-in", "k.pem", "-pubout", "-out", "k.pub.pem"]).ExitCode);
        return process;
    }
}
