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
