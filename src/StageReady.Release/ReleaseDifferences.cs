using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>One thing that is not the same in two releases.</summary>
/// <param name="Section">What it belongs to: <c>files</c>, <c>packages</c>, <c>configuration</c>, <c>migrations</c>, …</param>
/// <param name="Name">Which file, package, key or migration.</param>
/// <param name="Before">How it is in the first release; null if it is not there.</param>
/// <param name="After">How it is in the second release; null if it is not there.</param>
internal sealed record Difference(string Section, string Name, string? Before, string? After)
{
    public string Change => Before is null ? "added" : After is null ? "removed" : "changed";
}

/// <summary>What changed from one release to another, by what their manifests say.</summary>
internal static class ReleaseDifferences
{
    public static IReadOnlyList<Difference> Between(ReleaseManifest before, ReleaseManifest after) =>
    [
        .. Compare("release", Head(before), Head(after)),
        .. Compare("packages", Packages(before), Packages(after)),
        .. Compare("configuration", Configuration(before), Configuration(after)),
        .. Compare("migrations", Migrations(before), Migrations(after)),
        .. Compare("suppressions", Suppressions(before), Suppressions(after)),
        .. Compare("documents", Documents(before), Documents(after)),
        .. Compare("files", Files(before), Files(after)),
    ];

    private static IEnumerable<Difference> Compare(string section, Dictionary<string, string> before, Dictionary<string, string> after) =>
        from name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
        let pair = (Before: before.GetValueOrDefault(name), After: after.GetValueOrDefault(name))
        where pair.Before != pair.After
        select new Difference(section, name, pair.Before, pair.After);

    private static Dictionary<string, string> Head(ReleaseManifest release)
    {
        var (source, toolchain, target) = (release.Facts.Source, release.Facts.Toolchain, release.Facts.Target);
        return Known(
            ("name", release.Name),
            ("version", release.Version),
            ("sequence", release.Sequence?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("commit", source?.Commit),
            ("tag", source?.Tag),
            ("source", source?.Uri),
            ("uncommitted changes", source is null ? null : source.Clean ? "no" : "yes"),
            ("SDK", toolchain?.Sdk),
            ("runtime", toolchain?.Runtime),
            ("compiler", toolchain?.Compiler),
            ("StageReady", toolchain?.StageReady),
            ("framework", target?.Framework),
            ("runtime identifier", target?.RuntimeIdentifier),
            ("configuration", target?.Configuration),
            ("base image", target?.BaseImage));
    }

    private static Dictionary<string, string> Known(params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            if (value is not null)
                known.Add(name, value);
        }

        return known;
    }

    // A release can bring one package in two versions.
    private static Dictionary<string, string> Packages(ReleaseManifest release) => (release.Facts.Packages ?? [])
        .GroupBy(package => package.Id, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(Describe).Order(StringComparer.Ordinal)), StringComparer.OrdinalIgnoreCase);

    private static string Describe(PackageFacts package) =>
        package.Version + (package.Signer is { } signer ? $" signed by {signer[..8]}" : "") + (package.ContentHash is { Length: > 8 } hash ? $" ({hash[..8]})" : "");

    private static Dictionary<string, string> Configuration(ReleaseManifest release) => (release.Facts.Configuration ?? [])
        .SelectMany(environment => environment.Keys.Select(key => (Name: $"{environment.Environment}: {key.Key}", Key: key)))
        .ToDictionary(entry => entry.Name, entry => entry.Key.Kind + (entry.Key.Secret ? ", secret" : "") + (entry.Key.External ? ", external" : ""), StringComparer.Ordinal);

    private static Dictionary<string, string> Migrations(ReleaseManifest release) => (release.Facts.Migrations ?? [])
        .ToDictionary(migration => $"{migration.Context} {migration.Id}", ReleaseTable.Reversibility, StringComparer.Ordinal);

    private static Dictionary<string, string> Suppressions(ReleaseManifest release) => (release.Facts.Checks is not { } checks ? [] : checks.Suppressions.Concat(checks.Baseline))
        .GroupBy(entry => $"{entry.Rule} {entry.Path}".TrimEnd())
        .ToDictionary(group => group.Key, group => $"{group.Count()}: {string.Join("; ", group.Select(entry => entry.Reason ?? "no reason").Distinct().Order(StringComparer.Ordinal))}", StringComparer.Ordinal);

    private static Dictionary<string, string> Documents(ReleaseManifest release) => (release.Facts.Documents ?? []).ToDictionary(document => document.Path, document => document.Sha256[..12], StringComparer.Ordinal);

    private static Dictionary<string, string> Files(ReleaseManifest release) => release.Files.ToDictionary(file => file.Path, file => $"{file.Size} bytes, {file.Sha256[..12]}", StringComparer.Ordinal);
}
