namespace StageReady.Projects;

/// <summary>An item as an evaluation leaves it.</summary>
/// <param name="Type">The item's type in the case of the project file.</param>
/// <param name="Include">One entry of its list, expanded.</param>
/// <param name="Span">The start tag that adds it, or the last one that gives it a version.</param>
/// <param name="IsCertain">Whether the text decides that the item is there.</param>
internal sealed record ProjectItem(string Type, string Include, SourceSpan Span, bool IsCertain)
{
    private readonly Dictionary<string, Evaluated<string>> _metadata = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null if no metadata of that name is set.</summary>
    public Evaluated<string>? this[string metadata] => _metadata.TryGetValue(metadata, out var value) ? value : null;

    /// <summary>The item with more metadata, or with other values.</summary>
    public ProjectItem With(IEnumerable<KeyValuePair<string, Evaluated<string>>> metadata, SourceSpan span)
    {
        var item = new ProjectItem(Type, Include, span, IsCertain);
        foreach (var pair in _metadata.Concat(metadata))
            item._metadata[pair.Key] = pair.Value;
        return item;
    }
}
