using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>What a manifest says, as a table for people.</summary>
internal static class ReleaseTable
{
    public static void Write(ReleaseManifest release, string digest)
    {
        var facts = release.Facts;
        Row("name", release.Name);
        Row("version", release.Version);
        Row("sequence", release.Sequence?.ToString());
        Row("release", digest);
        Row("source", facts.Source is { } source ? Words(source.Uri, source.Commit, source.Tag, source.Clean ? "clean" : "with uncommitted changes") : null);
        Row("toolchain", facts.Toolchain is { } toolchain
            ? Words(Named("SDK", toolchain.Sdk), Named("runtime", toolchain.Runtime), Named("compiler", toolchain.Compiler), Named("StageReady", toolchain.StageReady))
            : null);
        Row("target", facts.Target is { } target ? Words(target.Framework, target.RuntimeIdentifier, target.Configuration) : null);
        Row("base image", facts.Target?.BaseImage);
        Row("packages", facts.Packages is { } packages ? Lines(packages.Select(package => $"{package.Id} {package.Version}")) : null);
        Row("configuration", facts.Configuration is { } configuration ? Lines(configuration.Select(Describe)) : null);
        Row("migrations", facts.Migrations is { } migrations ? Lines(migrations.Select(Describe)) : null);
        Row("checks", facts.Checks is { } checks
            ? $"{Counted.Of(checks.Rules.Count, "rule")}: {Counted.Of(checks.Errors, "error")}, {Counted.Of(checks.Warnings, "warning")}, {Counted.Of(checks.Infos, "info")}, {checks.Suppressions.Count} suppressed, {checks.Baseline.Count} in the baseline"
            : null);
        Row("documents", facts.Documents is { } documents ? Lines(documents.Select(document => document.Path)) : null);
        Row("files", $"{release.Files.Count}");
        foreach (var file in release.Files)
            Console.Out.WriteLine(Printable.Of($"    {file.Sha256}  {file.Size,12}  {file.Path}"));
    }

    private static string Describe(EnvironmentFacts environment) =>
        $"{environment.Environment}: {Counted.Of(environment.Keys.Count, "key")}, {environment.Keys.Count(key => key.Secret)} secret, {environment.Keys.Count(key => key.External)} external";

    private static string Describe(MigrationFacts migration) => $"{migration.Context} {migration.Id}: {Reversibility(migration)}";

    /// <summary>Whether a migration can be taken back, for people.</summary>
    public static string Reversibility(MigrationFacts migration) => migration.Reversibility switch
    {
        Manifest.Reversibility.Reversible => "reversible",
        Manifest.Reversibility.DeclaredIrreversible => $"declared irreversible: {migration.Reason}",
        _ => "not verified",
    };

    private static void Row(string name, string? value)
    {
        if (value is null)
            return;
        var lines = value.Split('\n');
        for (var i = 0; i < lines.Length; i++)
            Console.Out.WriteLine(Printable.Of($"  {(i == 0 ? name : ""),-14} {lines[i]}"));
    }

    private static string? Named(string name, string? version) => version is null ? null : $"{name} {version}";

    private static string Words(params IEnumerable<string?> words) => string.Join(", ", words.Where(word => word is not null));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines) is { Length: > 0 } text ? text : "none";
}
