namespace StageReady.Release;

/// <summary>STG4009: a Debug build is not optimised, and asserts and traces what no server should.</summary>
internal static class DebugBuildIsPublished
{
    public static Finding? Judge(string project, string configuration) => string.Equals(configuration, "Debug", StringComparison.OrdinalIgnoreCase)
        ? new Finding(Catalogue.DebugBuildIsPublished, SourceSpan.StartOf(project), "A Debug build is published: it is not optimised, and holds what only developers need. Publish with --configuration Release")
        : null;
}
