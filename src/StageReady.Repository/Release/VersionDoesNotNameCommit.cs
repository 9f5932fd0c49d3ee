using System.Text.RegularExpressions;

namespace StageReady.Release;

/// <summary>STG4002: who has the version of a release must find the sources, and who has the assembly the commit.</summary>
internal static class VersionDoesNotNameCommit
{
    // A version somewhere at the end: v1.2.3, shop/2.0, release-1.2.3-rc.1.
    private static readonly Regex VersionTag = new(@"(^|[^0-9A-Za-z.])v?[0-9]+(\.[0-9]+){0,3}([-+][0-9A-Za-z.+-]+)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex AbbreviatedCommit = new("[0-9a-f]{7,64}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <param name="commit">The commit that is built, in full.</param>
    /// <param name="tags">Its tags; null if nobody can tell.</param>
    /// <param name="informationalVersion">What the assembly says; null if it says nothing.</param>
    public static Finding? Judge(string project, string commit, IReadOnlyList<string>? tags, string? informationalVersion)
    {
        var lacks = new List<string>();
        if (tags is not null && !tags.Any(VersionTag.IsMatch))
            lacks.Add("no version tag names the commit: tag what is released, as in v1.2.3");
        if (!Carries(informationalVersion ?? "", commit))
            lacks.Add("InformationalVersion does not carry the commit: leave IncludeSourceRevisionInInformationalVersion on, or set SourceRevisionId");
        return lacks.Count == 0 ? null : new Finding(Catalogue.VersionDoesNotNameCommit, SourceSpan.StartOf(project), $"Nobody finds the sources of this release by its version, because {string.Join("; ", lacks)}");
    }

    private static bool Carries(string version, string commit) =>
        AbbreviatedCommit.Matches(version).Cast<Match>().Any(match => commit.StartsWith(match.Value, StringComparison.OrdinalIgnoreCase));
}
