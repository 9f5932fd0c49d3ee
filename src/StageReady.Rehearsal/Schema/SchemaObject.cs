namespace StageReady.Rehearsal;

/// <summary>Something in a schema, with what makes two of that name differ.</summary>
/// <param name="Kind">In words: <c>table</c>, <c>column</c>, <c>index</c> …</param>
/// <param name="Name">Unique within the kind; with the table's name for what belongs to one.</param>
/// <param name="Parent">The object that it comes and goes with.</param>
internal sealed record SchemaObject(string Kind, string Name, SchemaObject? Parent = null)
{
    private readonly Dictionary<string, string> _facets = new(StringComparer.Ordinal);

    /// <summary>Properties in words, and their values; one that is absent does not apply.</summary>
    public IReadOnlyDictionary<string, string> Facets => _facets;

    public string Key => $"{Kind} {Name}";

    /// <summary>Adds a property unless it does not apply.</summary>
    public SchemaObject With(string facet, string? value)
    {
        if (value is not null)
            _facets[facet] = value;
        return this;
    }

    public SchemaObject With(string facet, bool value) => With(facet, value ? "yes" : null);
}

/// <summary>The properties that the comparison knows something about.</summary>
internal static class Facet
{
    public const string Default = "default";
    public const string NotNull = "not null";
}
