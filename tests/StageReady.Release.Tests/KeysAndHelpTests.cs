namespace StageReady.Release.Tests;

public sealed class KeysAndHelpTests
{
    [Fact]
    public void A_private_key_is_readable_by_its_owner_only()
    {
        using var process = new ReleaseProcess();
        Assert.Equal(0, process.Run("keys create --out k").ExitCode);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", process.Read("k.pem"));
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", process.Read("k.pub.pem"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(process.PathOf("k.pem")));
    }

    [Theory]
    [InlineData("ecdsa-p256", "prime256v1")]
    [InlineData("ecdsa-p384", "secp384r1")]
    [InlineData("rsa-3072", "(3072 bit")]
    [InlineData("ed25519", "ED25519")]
    public void Each_algorithm_makes_the_key_that_openssl_sees(string algorithm, string words)
    {
        using var process = new ReleaseProcess();
        Assert.Equal(0, process.Run($"keys create --out k --algorithm {algorithm}").ExitCode);
        Assert.Contains(words, process.Start("openssl", ["pkey", "-in", "k.pem", "-noout", "-text_pub"]).Output);
        Assert.Equal(process.Read("k.pub.pem"), process.Start("openssl", ["pkey", "-in", "k.pem", "-pubout"]).Output);
    }

    [Fact]
    public void Another_algorithm_is_refused_and_the_message_names_those_there_are()
    {
        using var process = new ReleaseProcess();
        var result = process.Run("keys create --out k --algorithm dsa");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("'ed25519'", Assert.Single(result.ErrorLines));
        Assert.Empty(Directory.GetFiles(process.Folder, "*.pem"));
    }

    [Theory]
    [InlineData("k.pem")]
    [InlineData("k.pub.pem")]
    public void A_key_is_never_overwritten(string existing)
    {
        using var process = new ReleaseProcess();
        process.Put(existing, "precious");
        var result = process.Run("keys create --out k");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(existing, Assert.Single(result.ErrorLines));
        Assert.Equal("precious", process.Read(existing));
        Assert.Equal([existing], Directory.GetFiles(process.Folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_key_in_an_absent_directory_is_one_line()
    {
        using var process = new ReleaseProcess();
        var result = process.Run("keys create --out absent/k");
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("keys --help")]
    [InlineData("keys create --help")]
    [InlineData("manifest --help")]
    [InlineData("manifest create --help")]
    [InlineData("manifest inspect --help")]
    [InlineData("manifest export --help")]
    [InlineData("inspect --help")]
    [InlineData("verify --help")]
    public void Help_ends_with_an_example(string arguments)
    {
        using var process = new ReleaseProcess();
        var result = process.Run(arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("Example:", result.OutputLines[^2]);
        Assert.StartsWith("  stageready-verify ", result.OutputLines[^1]);
    }

    [Fact]
    public void Output_that_is_not_a_terminal_has_no_colour()
    {
        using var process = new ReleaseProcess().Signed();
        Assert.DoesNotContain('\u001B', process.Run("verify publish --key k.pub.pem").Output);
    }
}
