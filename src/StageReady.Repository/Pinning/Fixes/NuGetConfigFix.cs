using System.Security;
using StageReady.Configuration.Fixes;

namespace StageReady.Pinning.Fixes;

/// <summary>Where the packages of the projects came from when they were restored.</summary>
/// <param name="Packages">Each with the address or folder of its source.</param>
/// <param name="Unknown">Why not all of them are known; null if they are.</param>
/// <param name="Command">What would make them known.</param>
internal sealed record PackageOrigins(IReadOnlyCollection<(string Id, string Source)> Packages, string? Unknown, string? Command);

/// <summary>Closes the package sources of a <c>nuget.config</c>, if that takes from no project what it has.</summary>
internal static class NuGetConfigFix
{
    private static readonly string[] NuGetOrg = ["https://api.nuget.org/v3/index.json", "https://www.nuget.org/api/v2"];

    /// <param name="finding">What is open.</param>
    /// <param name="file">The file; null if there is none.</param>
    /// <param name="files">Every nuget.config that may hold with it, as they are by now.</param>
    /// <param name="origins">Of the packages below it.</param>
    /// <param name="fullPath">The full path of what a configuration file names as a folder, seen from that file.</param>
    public static PinningFix For(Finding finding, TextFile? file, IReadOnlyCollection<NuGetConfig> files, PackageOrigins origins, Func<string, string, string> fullPath)
    {
        if (file is null)
            return PinningFix.Leave("which sources are meant is not written anywhere. This writes a file with nuget.org alone", "dotnet new nugetconfig");
        if (NuGetConfig.Read(file) is not { Sources: { } place } config)
            return PinningFix.Leave("it is no XML");

        var isClear = finding.Subject == "clear";
        if (isClear && PackageSourcesAreOpen.IsCleared(config, files))
            return PinningFix.Write("Write <clear />, in the file above it");
        if (origins.Unknown is { } unknown)
            return PinningFix.Leave(unknown, origins.Command);

        var byKey = new Dictionary<string, SortedSet<string>>(StringComparer.OrdinalIgnoreCase);
        var sources = isClear ? [.. config.AddedSources] : PackageSourcesAreOpen.Sources(config, files);
        foreach (var (id, origin) in origins.Packages)
        {
            if (sources.FirstOrDefault(source => Is(source, origin, fullPath)) is not { } from)
                return PinningFix.Leave($"{id} was restored from {MessageText.Quote(origin)}, which is not among its sources");
            if (!byKey.TryGetValue(from.Key, out var ids))
                byKey[from.Key] = ids = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
            ids.Add(id);
        }

        return isClear ? Clear(file, place) : Map(file, config, sources, byKey);
    }

    private static PinningFix Clear(TextFile file, SourceSpan place)
    {
        var layout = new TextLayout(file.Text);
        var end = place.Start + place.Length;
        return file.Text[end - 2] == '/'
            ? PinningFix.Leave("it names no sources")
            : PinningFix.Write("Write <clear />: no package comes from a source that the file does not name", new FileEdit(file.Path, end, 0, $"{layout.NewLine}{layout.IndentAt(place.Start)}{layout.Unit}<clear />"));
    }

    private static PinningFix Map(TextFile file, NuGetConfig config, IReadOnlyList<PackageSource> sources, Dictionary<string, SortedSet<string>> byKey)
    {
        if (config.HasMapping)
            return PinningFix.Leave("its packageSourceMapping is empty");
        if (byKey.Count == 0)
            return PinningFix.Leave("there are no packages that would tell what comes from where");

        // What is not listed comes from the public source only: a new package of the team has to be added, and restore says so.
        var layout = new TextLayout(file.Text);
        var (newLine, unit, indent) = (layout.NewLine, layout.Unit, layout.IndentAt(config.Sources!.Value.Start));
        var text = $"{newLine}{indent}<packageSourceMapping>";
        foreach (var source in sources.Where(source => byKey.ContainsKey(source.Key) || IsNuGetOrg(source)))
        {
            text += $"{newLine}{indent}{unit}<packageSource key=\"{SecurityElement.Escape(source.Key)}\">";
            foreach (var pattern in IsNuGetOrg(source) ? ["*"] : byKey[source.Key].AsEnumerable())
                text += $"{newLine}{indent}{unit}{unit}<package pattern=\"{SecurityElement.Escape(pattern)}\" />";
            text += $"{newLine}{indent}{unit}</packageSource>";
        }

        return PinningFix.Write("Map each package to the source that it was restored from", new FileEdit(file.Path, config.EndOfSources, 0, $"{text}{newLine}{indent}</packageSourceMapping>"));
    }

    private static bool Is(PackageSource source, string origin, Func<string, string, string> fullPath) =>
        Trim(source.Value).Equals(Trim(origin), StringComparison.OrdinalIgnoreCase)
        || (!source.Value.Contains("://") && Trim(fullPath(source.Path, source.Value)).Equals(Trim(origin), StringComparison.Ordinal));

    private static bool IsNuGetOrg(PackageSource source) => NuGetOrg.Contains(Trim(source.Value), StringComparer.OrdinalIgnoreCase);

    private static string Trim(string source) => source.Trim().TrimEnd('/', '\\');
}
