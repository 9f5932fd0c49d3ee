namespace StageReady.Packages.Tests;

/// <summary>A signature was asked for and cannot be given: nothing is left that could pass for a release.</summary>
public class SigningKeyUnusableTests(Feed feed)
{
    private const string Project = "App/App.csproj";

    [Fact]
    public void A_key_that_cannot_be_used_leaves_no_manifest()
    {
        using var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Worker">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            --- App/Program.cs
            System.Console.WriteLine();
            """);
        solution.Write(".gitignore", "out*\n");
        solution.Write("text.pem", "no key at all");
        solution.Write("broken.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        solution.Commit();

        // An older, good manifest is in the folder: it must not speak for the newer files beside it.
        var unsigned = solution.Publish(Project, ["-o", "out"]);
        Assert.True(unsigned.ExitCode == 0, unsigned.Output);
        Assert.True(solution.Exists("out/release.intoto.jsonl"));

        foreach (var key in (string[])["absent.pem", "text.pem", "broken.pem", "pkcs11:token=release%3Bobject=signing?module-path=/absent.so"])
        {
            var published = solution.Publish(Project, ["-o", "out", "--no-build", $"-p:StageReadySigningKey={key}"]);
            Assert.Equal(["App/App.csproj(1,1): error STG4007"], published.Findings);
            Assert.NotEqual(0, published.ExitCode);
            Assert.False(solution.Exists("out/release.intoto.jsonl"));
            Assert.DoesNotContain("AAAA", published.Output);
        }

        // Another program signs, or does not.
        Assert.Equal(0, DotNet.Start("openssl", solution.Root, ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "out.pem"]).ExitCode);
        Assert.Equal(0, DotNet.Start("openssl", solution.Root, ["pkey", "-in", "out.pem", "-pubout", "-out", "out.pub.pem"]).ExitCode);
        string[] arguments = ["-o", "out", "--no-build", "-p:StageReadySigningKey=out.pub.pem"];
        var refused = solution.DotNet("publish", Project, arguments, ("STAGEREADY_SIGNING_COMMAND", "exit 9"));
        Assert.Equal(["App/App.csproj(1,1): error STG4007"], refused.Findings);
        Assert.False(solution.Exists("out/release.intoto.jsonl"));
        var signed = solution.DotNet("publish", Project, arguments, ("STAGEREADY_SIGNING_COMMAND", $"openssl dgst -sha256 -sign '{solution.PathOf("out.pem")}'"));
        Assert.True(signed.ExitCode == 0, signed.Output);
        Assert.Contains("\"sig\"", File.ReadAllText(solution.PathOf("out/release.intoto.jsonl")));
    }
}
