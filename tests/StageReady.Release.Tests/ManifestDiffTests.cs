using System.Text.Json;
using StageReady.Manifest;

namespace StageReady.Release.Tests;

public sealed class ManifestDiffTests
{
    [Fact]
    public void What_changed_between_two_releases_is_told_by_section()
    {
        using var process = TwoReleases();

        var result = process.Run("manifest diff a b");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = result.OutputLines;
        Assert.Equal("Storefront 1.4.0 → Storefront 1.5.0", lines[0]);
        Assert.Contains("packages: 1 added, 1 changed, 1 removed", lines);
        Assert.Contains(lines, line => line.StartsWith("  ~ Serilog", StringComparison.Ordinal) && line.EndsWith("4.0.0 → 4.1.0", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  + Production: Mail:Password", StringComparison.Ordinal) && line.EndsWith("string, secret", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  + Shop 2", StringComparison.Ordinal) && line.EndsWith("declared irreversible: data goes", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  ~ app.dll", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  - old.dll", StringComparison.Ordinal));
        Assert.StartsWith("Nothing was verified", lines[^1]);
    }

    [Fact]
    public void Json_names_both_releases_and_every_difference()
    {
        using var process = TwoReleases();
        using var json = JsonDocument.Parse(process.Run("manifest diff a b/release.intoto.jsonl --format json").Output);
        var root = json.RootElement;
        Assert.Equal((false, ManifestFile.Read(process.PathOf("a/release.intoto.jsonl"))[0].Digest), (root.GetProperty("verified").GetBoolean(), root.GetProperty("before").GetString()));
        var removed = root.GetProperty("differences").EnumerateArray().Single(difference => difference.GetProperty("name").GetString() == "old.dll");
        Assert.Equal(("files", "removed", JsonValueKind.Null), (removed.GetProperty("section").GetString(), removed.GetProperty("change").GetString(), removed.GetProperty("after").ValueKind));
    }

    [Fact]
    public void A_release_is_the_same_as_itself()
    {
        using var process = TwoReleases();
        Assert.Equal(["Storefront 1.4.0 → Storefront 1.4.0", "The releases are the same, as far as their manifests say"], process.Run("manifest diff a a").OutputLines);
    }

    [Fact]
    public void Two_releases_in_one_file_cannot_be_compared()
    {
        using var process = TwoReleases();
        process.Put("both.jsonl", process.Read("a/release.intoto.jsonl") + process.Read("b/release.intoto.jsonl"));
        var result = process.Run("manifest diff both.jsonl b");
        Assert.Equal((2, "error: both.jsonl: expected one release, found several\n"), (result.ExitCode, result.Error));
        Assert.Equal(2, process.Run("manifest diff missing b").ExitCode);
    }

    private static ReleaseProcess TwoReleases()
    {
        var process = new ReleaseProcess();
        process.Put("a/app.dll", "one");
        process.Put("a/old.dll", "old");
        process.Put("b/app.dll", "two");
        Write("a", "1.4.0", new ReleaseFacts
        {
            Packages = [Package("Serilog", "4.0.0"), Package("Gone", "1.0.0")],
            Configuration = [new EnvironmentFacts { Environment = "Production", Keys = [] }],
            Migrations = [new MigrationFacts { Context = "Shop", Id = "1", Reversibility = Reversibility.Reversible }],
        });
        Write("b", "1.5.0", new ReleaseFacts
        {
            Packages = [Package("Serilog", "4.1.0"), Package("New", "1.0.0")],
            Configuration = [new EnvironmentFacts { Environment = "Production", Keys = [new ConfigurationKeyFacts { Key = "Mail:Password", Kind = "string", Secret = true }] }],
            Migrations =
            [
                new MigrationFacts { Context = "Shop", Id = "1", Reversibility = Reversibility.Reversible },
                new MigrationFacts { Context = "Shop", Id = "2", Reversibility = Reversibility.DeclaredIrreversible, Reason = "data goes" },
            ],
        });
        return process;

        void Write(string directory, string version, ReleaseFacts facts) =>
            ReleaseWriter.Write(process.PathOf(directory), new ReleaseDescription { Name = "Storefront", Version = version, Facts = facts }, key: null);
        static PackageFacts Package(string id, string version) => new() { Id = id, Version = version };
    }
}
