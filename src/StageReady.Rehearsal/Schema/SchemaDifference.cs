namespace StageReady.Rehearsal;

internal enum SchemaChange
{
    /// <summary>It was there before and is not any more.</summary>
    Missing,

    /// <summary>It was not there before.</summary>
    LeftBehind,

    /// <summary>It is there with another property.</summary>
    Changed,
}

/// <summary>What sets one schema apart from another.</summary>
/// <param name="Facet">The property that differs, if the object is in both.</param>
/// <param name="Before">Its value before; null if it did not apply.</param>
/// <param name="After">Its value after; null if it does not apply.</param>
internal sealed record SchemaDifference(SchemaChange Change, string Kind, string Name, string? Facet = null, string? Before = null, string? After = null)
{
    public override string ToString() => Change switch
    {
        SchemaChange.Missing => $"{Kind} {Name} is missing",
        SchemaChange.LeftBehind => $"{Kind} {Name} is left behind",
        _ => $"{Kind} {Name} differs: {Facet} was {Value(Before)} and is {Value(After)}",
    };

    private static string Value(string? value) => value is null ? "not set" : Words.OneLine(value);
}
