using System.Security.Cryptography;
using System.Text.Json;

namespace StageReady.Packages.Tests;

public class PublishTests(Feed feed)
{
    private const string Project = "App/App.csproj";
    private const string Manifest = "out/release.intoto.jsonl";

    [Fact]
    public void A_release_is_a_commit_with_a_manifest_that_does_not_depend_on_the_folder()
    {
        using var solution = Create();
        string[] publish = ["-o", "out"];

        // Something differs from the commit: nothing is published. What builds write does not, although nothing ignores it.
        solution.Commit();
        solution.Write("App/New.cs", "");
        var changed = solution.Publish(Project, publish);
        Assert.Equal(["App/App.csproj(1,1): error STG4001"], changed.Findings);
        Assert.Equal(1, changed.ExitCode);
        Assert.False(Directory.Exists(solution.PathOf("out")));
        File.Delete(solution.PathOf("App/New.cs"));

        // Not signed: the build says so, once.
        var unsigned = solution.Publish(Project, publish);
        Assert.True(unsigned.ExitCode == 0, unsigned.Output);
        Assert.Single(unsigned.Messages, message => message.Contains("not signed"));
        var payload = Payload(solution);
        Assert.Contains("App.dll", File.ReadAllText(solution.PathOf("out/release.sha256sums")));
        Assert.Equal(0, DotNet.Start("sha256sum", solution.PathOf("out"), ["--check", "--quiet", "release.sha256sums"]).ExitCode);

        // Signed by a file, into the same folder: the older manifest is replaced, its payload is the same.
        Verify(solution, "keys", "create", "--out", "release");
        var signed = solution.Publish(Project, [.. publish, "-p:StageReadySigningKey=release.pem"]);
        Assert.True(signed.ExitCode == 0, signed.Output);
        Assert.DoesNotContain(signed.Messages, message => message.Contains("not signed"));
        Assert.Equal(payload, Payload(solution));
        var verified = Verify(solution, "verify", "out", "--key", "release.pub.pem");
        Assert.True(verified.ExitCode == 0, verified.Output);

        // A key that cannot be used leaves no manifest, not even the older one.
        solution.Write("broken.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        var unusable = solution.Publish(Project, [.. publish, "-p:StageReadySigningKey=broken.pem"]);
        Assert.Equal(["App/App.csproj(1,1): error STG4007"], unusable.Findings);
        Assert.False(solution.Exists(Manifest));

        // Another clone on another day, signed by a key from the environment.
        using var clone = solution.Clone();
        File.SetLastWriteTimeUtc(clone.PathOf("App/wwwroot/site.css"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var cloned = clone.DotNet("publish", Project, publish, ("STAGEREADY_SIGNING_KEY", key.ExportPkcs8PrivateKeyPem()));
        Assert.True(cloned.ExitCode == 0, cloned.Output);
        Assert.Equal(payload, Payload(clone));

        AssertSaysWhatTheReleaseIs(payload, solution.Git("rev-parse", "HEAD"));
        AssertOpensslVerifies(clone, key);
    }

    [Fact]
    public void The_sample_is_the_same_release_from_two_folders()
    {
        using var folder = TestSolution.OfSample(feed, "Storefront");
        folder.Commit();
        using var other = folder.Clone();
        foreach (var asset in Directory.EnumerateFiles(other.PathOf("wwwroot"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(asset, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.NotEqual(folder.Root.Length, other.Root.Length);

        foreach (var solution in (TestSolution[])[folder, other])
        {
            var published = solution.DotNet("publish", "Storefront.csproj", ["-o", "out"], ("STAGEREADY_SIGNING_KEY", key.ExportPkcs8PrivateKeyPem()));
            Assert.True(published.ExitCode == 0, published.Output);
            Assert.Empty(published.Findings);
        }

        Assert.Equal(File.ReadAllLines(folder.PathOf("out/release.sha256sums")), File.ReadAllLines(other.PathOf("out/release.sha256sums")));
        Assert.Equal(File.ReadAllBytes(folder.PathOf("out/release.sha256sums")), File.ReadAllBytes(other.PathOf("out/release.sha256sums")));
        Assert.Equal(Payload(folder), Payload(other));
    }

    [Fact]
    public void A_library_that_is_packed_is_a_release_too_and_is_judged_once()
    {
        using var solution = new TestSolution(feed, $$"""
            --- Library/Library.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
              </PropertyGroup>
            </Project>
            --- Library/Nothing.cs
            {{Sources.Nothing}}
            """);

        var packed = solution.DotNet("pack", "Library/Library.csproj", ["-p:ContinuousIntegrationBuild=true"]);

        Assert.Equal(["Library/Library.csproj(1,1): error STG4001"], packed.Findings);
        Assert.Empty(Directory.EnumerateFiles(solution.Root, "*.nupkg", SearchOption.AllDirectories));
    }

    private TestSolution Create() => new(feed, $$"""
        --- App/App.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Version>1.4.0</Version>
            <NoWarn>$(NoWarn);STG3006</NoWarn>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Example" Version="1.0.0" />
          </ItemGroup>
        </Project>
        --- App/Program.cs
        WebApplication.Create().Run();
        --- App/appsettings.json
        { "Greeting": "Hello", "Retries": 3 }
        --- App/appsettings.Staging.json
        { "Api": { "Url": "https://api.staging.example.com" } }
        --- App/appsettings.Production.json
        { "Api": { "Url": "https://api.example.com" }, "Greeting": "Good day" }
        --- App/wwwroot/site.css
        body { margin: 0 }
        """);

    private static string Payload(TestSolution solution)
    {
        using var envelope = JsonDocument.Parse(File.ReadLines(solution.PathOf(Manifest)).First());
        return System.Text.Encoding.UTF8.GetString(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
    }

    private static void AssertSaysWhatTheReleaseIs(string payload, string commit)
    {
        using var statement = JsonDocument.Parse(payload);
        var predicate = statement.RootElement.GetProperty("predicate");
        Assert.Equal(("App", "1.4.0", 1), (Text(predicate, "name"), Text(predicate, "version"), predicate.GetProperty("sequence").GetInt32()));
        Assert.Equal((commit, true), (Text(predicate.GetProperty("source"), "commit"), predicate.GetProperty("source").GetProperty("clean").GetBoolean()));
        Assert.Equal(Feed.Version, Text(predicate.GetProperty("toolchain"), "stageready"));
        Assert.Equal(("net10.0", "Release"), (Text(predicate.GetProperty("target"), "framework"), Text(predicate.GetProperty("target"), "configuration")));
        Assert.Equal(["Example 1.0.0"], predicate.GetProperty("packages").EnumerateArray().Select(package => $"{Text(package, "id")} {Text(package, "version")}"));
        Assert.Equal(
            ["Production Api:Url string", "Production Greeting string", "Production Retries number", "Staging Api:Url string", "Staging Greeting string", "Staging Retries number"],
            from environment in predicate.GetProperty("configuration").EnumerateArray()
            from key in environment.GetProperty("keys").EnumerateArray()
            select $"{Text(environment, "environment")} {Text(key, "key")} {Text(key, "kind")}");
        Assert.DoesNotContain("api.example.com", payload);

        static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
    }

    private static void AssertOpensslVerifies(TestSolution solution, ECDsa key)
    {
        using var envelope = JsonDocument.Parse(File.ReadLines(solution.PathOf(Manifest)).First());
        var type = envelope.RootElement.GetProperty("payloadType").GetString()!;
        var payload = envelope.RootElement.GetProperty("payload").GetBytesFromBase64();
        var signature = envelope.RootElement.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64();
        solution.Write("signer.pub.pem", key.ExportSubjectPublicKeyInfoPem());
        File.WriteAllBytes(solution.PathOf("pae"), [.. System.Text.Encoding.UTF8.GetBytes($"DSSEv1 {type.Length} {type} {payload.Length} "), .. payload]);
        File.WriteAllBytes(solution.PathOf("signature"), signature);

        Assert.Contains("Verified OK", DotNet.Start("openssl", solution.Root, ["dgst", "-sha256", "-verify", "signer.pub.pem", "-signature", "signature", "pae"]).Output);
    }

    private ProcessResult Verify(TestSolution solution, params string[] arguments) => DotNet.Run(
        solution.Root,
        [Path.Combine(feed.GlobalPackages, "stageready.sdk", Feed.Version, "tools", "net10.0", "stageready-verify.dll"), .. arguments]);
}
