using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3018: with several sources NuGet asks them all and takes what answers first, and without a clear it asks those of whoever builds too.</summary>
internal static class PackageSourcesAreOpen
{
    /// <param name="files">Every nuget.config of the checked directory and above it.</param>
    /// <param name="directory">The checked directory.</param>
    /// <param name="isNeeded">Whether the directory holds projects, and nothing outside of the repository can hold for them.</param>
    public static IEnumerable<Finding> Judge(IReadOnlyCollection<NuGetConfig> files, string directory, bool isNeeded)
    {
        if (files.Count == 0 && isNeeded)
        {
            yield return Open(
                SourceSpan.StartOf(RepositoryTree.Join(directory, NuGetConfig.FileName)),
                "No nuget.config names the package sources, so that restore asks those of whoever builds. Add one with <clear /> and the sources that are meant");
        }

        foreach (var file in files)
        {
            if (file.Sources is not { } place)
                continue;

            if (!IsCleared(file, files))
                yield return Open(place, "packageSources has no <clear />, so that restore also asks the sources of whoever builds. Write it first");
            if (Sources(file, files) is { Count: > 1 } sources && !Chain(file, files).Any(config => config.MapsSources))
            {
                yield return new Finding(Catalogue.PackageSourcesAreOpen, place,
                    $"Restore takes a package from whichever of {MessageText.Join([.. sources.Select(source => MessageText.Quote(source.Key))])} answers, so that a stranger's package can come in place of yours. Add packageSourceMapping")
                {
                    Subject = "packageSourceMapping",
                };
            }
        }
    }

    /// <summary>Whether the sources of whoever builds are taken away, in the file or above it.</summary>
    public static bool IsCleared(NuGetConfig file, IEnumerable<NuGetConfig> files) => Chain(file, files).Any(config => config.ClearsSources);

    /// <summary>The sources that are asked below a file, each once.</summary>
    public static List<PackageSource> Sources(NuGetConfig file, IReadOnlyCollection<NuGetConfig> files)
    {
        var sources = new List<PackageSource>();
        foreach (var config in Chain(file, files))
        {
            sources.AddRange(config.AddedSources);
            if (config.ClearsSources)
                break;
        }

        var disabled = new HashSet<string>(Chain(file, files).SelectMany(config => config.DisabledSources), StringComparer.OrdinalIgnoreCase);
        return [.. sources.Where(source => disabled.Add(source.Key))];
    }

    private static Finding Open(SourceSpan span, string message) => new(Catalogue.PackageSourcesAreOpen, span, message) { Severity = Severity.Info, Subject = "clear" };

    // The file itself and those above it, the nearest first.
    private static IEnumerable<NuGetConfig> Chain(NuGetConfig file, IEnumerable<NuGetConfig> files) =>
        from folder in RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(file.Path))
        from config in files
        where RepositoryTree.DirectoryOf(config.Path) == folder
        select config;
}
