namespace StageReady.Projects;

internal enum ContentOperation
{
    Include,
    Update,
    Remove,
}

/// <summary>What a project says of files that a build or a publish can copy: one element of Content, None or EmbeddedResource.</summary>
/// <param name="Patterns">The entries of its list, expanded.</param>
/// <param name="Excluded">Those of its Exclude.</param>
/// <param name="Metadata">What it sets.</param>
/// <param name="IsCertain">Whether the text decides that the element counts.</param>
internal sealed record ContentChange(
    string Type, ContentOperation Operation, IReadOnlyList<string> Patterns, IReadOnlyList<string> Excluded, IReadOnlyDictionary<string, Evaluated<string>> Metadata, bool IsCertain)
{
    /// <summary>Null if the element does not set it.</summary>
    public Evaluated<string>? this[string metadata] => Metadata.TryGetValue(metadata, out var value) ? value : null;

    /// <summary>The entry of its list that names a file; null if it is not about the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="directory">The project's folder.</param>
    public string? EntryFor(string path, string directory) =>
        Patterns.FirstOrDefault(pattern => Names(pattern, path, directory)) is { } entry && !Excluded.Any(pattern => Names(pattern, path, directory)) ? entry : null;

    private static bool Names(string pattern, string path, string directory) =>
        RepositoryTree.Resolve(directory, pattern) is { } resolved
        && (Glob.IsGlob(resolved) ? new Glob(resolved).Matches(path) : string.Equals(resolved, path, StringComparison.OrdinalIgnoreCase));
}
