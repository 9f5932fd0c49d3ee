namespace StageReady.Release.Tests;

public sealed class ManifestExportCommandTests
{
    [Theory]
    [InlineData("manifest export publish --output out", "--as")]
    [InlineData("manifest export publish --as cosign", "--output")]
    [InlineData("manifest export publish --as zip --output out", "zip")]
    [InlineData("manifest export publish --as cosign --output out --key k.pem", "--key is for --as in-toto and slsa")]
    [InlineData("manifest export publish --as slsa --output out --expires 2030-01-31T12:00:00Z", "--expires is for --as in-toto")]
    [InlineData("manifest export publish --as in-toto --output out --key k.pem --builder https://ci.example.com", "--builder is for --as slsa")]
    [InlineData("manifest export publish --as slsa --output out --key k.pem", "SLSA provenance names the platform that built the release; expected --builder with an absolute URI such as https://ci.example.com/runners, found none")]
    [InlineData("manifest export publish --as slsa --output out --key k.pem --builder /ci", "found '/ci'")]
    [InlineData("manifest export publish --as slsa --output out --builder https://ci.example.com", "SLSA provenance is signed; give --key")]
    [InlineData("manifest export publish --as in-toto --output out", "An in-toto layout is signed; give --key")]
    [InlineData("manifest export publish --as in-toto --output out --key k.pem --expires soon", "--expires: expected a time with its zone")]
    [InlineData("manifest export publish --as sigstore --output publish", "publish exists")]
    [InlineData("manifest export absent --as sigstore --output out", "there is no such file")]
    public void What_cannot_be_exported_is_said_in_one_line_and_nothing_is_written(string arguments, string message)
    {
        using var process = new ReleaseProcess().Signed();
        var result = process.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(process.PathOf("out")));
    }

    [Fact]
    public void What_was_written_is_listed()
    {
        using var process = new ReleaseProcess().Signed();
        var result = process.Run("manifest export publish --as in-toto --output out --key k.pem --expires 2030-01-31T12:00:00Z");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"^Wrote out/release\.layout\nWrote out/release\.[0-9a-f]{8}\.link\nWrote out/key\.pub\.json\n$", result.Output.Replace('\\', '/'));
        Assert.Contains("\"expires\":\"2030-01-31T12:00:00Z\"", process.Read("out/release.layout"), StringComparison.Ordinal);
    }
}
