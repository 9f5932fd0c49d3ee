namespace StageReady.Release;

/// <summary>STG4001: a release that no commit describes cannot be rebuilt, reviewed or compared with what staging passed.</summary>
internal static class WorkTreeIsNotClean
{
    private const int NamedChanges = 3;

    /// <summary>Judges a work tree; the finding stands at the start of the project that is released.</summary>
    public static Finding? Judge(GitWorkTree tree, string projectPath) => tree switch
    {
        { Unreadable: not null } => null,
        { Root: null } => At(projectPath, "The project is in no git work tree, so that no commit describes this release. Build it from a clone, or pass its commit as SourceRevisionId"),
        { Commit: null } => At(projectPath, "The git work tree has no commit yet, so that none describes this release. Commit the sources first"),
        { Changes.Count: > 0 } => At(projectPath, $"The git work tree differs from its commit in {Name(tree.Changes)}, so that no commit describes this release. Commit, ignore or remove what is listed"),
        _ => null,
    };

    private static Finding At(string path, string message) => new(Catalogue.WorkTreeIsNotClean, SourceSpan.StartOf(path), message);

    private static string Name(IReadOnlyList<string> changes) => changes.Count <= NamedChanges
        ? string.Join(", ", changes)
        : $"{string.Join(", ", changes.Take(NamedChanges))} and {changes.Count - NamedChanges} more";
}
