using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>STG3004: a version that nobody asks for was chosen because no source had the one that is asked for; another source may have it.</summary>
internal static class RestoreChoseAnotherVersion
{
    // Restore tells these itself, until a lock file silences it.
    private const string TransitiveIsTold = "NU1603";

    public static IEnumerable<Finding> Judge(RestoredGraph graph, IReadOnlyList<RestoreLog> logs, RestoredPlaces places)
    {
        foreach (var package in graph.Packages)
        {
            if (Asked(graph, package) is { } asked && (places.IsDirect(package.Id) || !logs.Any(log => log.Code == TransitiveIsTold && log.Message.Contains(package.Id))))
            {
                yield return new Finding(
                    Catalogue.RestoreChoseAnotherVersion,
                    places.Of(package.Id),
                    $"Restore chose {package.Id} {package.Version.ToNormalizedString()}, because no source has {asked.ToNormalizedString()}, which is asked for; a source that has it gives another build. "
                    + $"Write '{package.Version.ToNormalizedString()}', or a version that is there")
                {
                    Subject = package.Id,
                };
            }
        }
    }

    /// <summary>The lower version that is asked for; null if the package has the version that somebody asks for.</summary>
    public static NuGetVersion? Asked(RestoredGraph graph, RestoredNode package) => graph.MinimumOf(package) is { } minimum && package.Version > minimum ? minimum : null;
}
