namespace StageReady.Packages.Tests;

/// <summary>A signature was asked for and cannot be given: nothing is left that could pass for a release.</summary>
public class SigningKeyUnusableTests(Feed feed)
{
    private const string Project = "App/App.csproj";

    [Fact]
    public void A_key_that_cannot_be_used_leaves_no_manifest()
    {
        using var solution = Application();
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

    [Fact]
    public void A_key_in_a_token_signs_a_publish_and_a_PIN_that_is_not_there_leaves_no_manifest()
    {
        const string Module = "/usr/lib/softhsm/libsofthsm2.so";
        const string Pin = "86420975";
        Assert.SkipUnless(File.Exists(Module) && File.Exists("/usr/bin/softhsm2-util"), "SoftHSM is not installed");
        using var solution = Application();
        Directory.CreateDirectory(solution.PathOf("out-tokens"));
        solution.Write("out-softhsm.conf", $"directories.tokendir = {solution.PathOf("out-tokens")}\n");
        solution.Write("out-pin.txt", Pin + "\n");
        solution.Commit();
        var configuration = ("SOFTHSM2_CONF", solution.PathOf("out-softhsm.conf"));
        Start("openssl", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out out.pem");
        Start("openssl", "pkey -in out.pem -pubout -out out.pub.pem");
        Start("softhsm2-util", $"--init-token --free --label release --so-pin 1234567 --pin {Pin}");
        Start("softhsm2-util", $"--import out.pem --token release --label signing --id 01 --pin {Pin}");

        var refused = Publish("out-absent.txt");
        Assert.Equal(["App/App.csproj(1,1): error STG4007"], refused.Findings);
        Assert.False(solution.Exists("out/release.intoto.jsonl"));

        var signed = Publish("out-pin.txt");
        Assert.True(signed.ExitCode == 0, signed.Output);
        Assert.DoesNotContain(Pin, refused.Output + signed.Output);
        Start("dotnet", $"{Path.Combine(feed.GlobalPackages, "stageready.sdk", Feed.Version, "tools", "net10.0", "stageready-verify.dll")} verify out --key out.pub.pem");

        // Whoever writes a list of properties on a command line writes %3B for a semicolon.
        BuildResult Publish(string pin) => solution.DotNet(
            "publish", Project, ["-o", "out", $"-p:StageReadySigningKey=PKCS11:token=release%3Bobject=signing?module-path={Module}&pin-source={solution.PathOf(pin)}"], configuration);

        void Start(string program, string arguments)
        {
            var result = DotNet.Start(program, solution.Root, arguments.Split(' '), configuration);
            Assert.True(result.ExitCode == 0, result.Output);
        }
    }

    private TestSolution Application()
    {
        var solution = new TestSolution(feed, $$"""
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
        return solution;
    }
}
