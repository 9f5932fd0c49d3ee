namespace StageReady.Rehearsal;

/// <summary>A table as one needs it to write rows.</summary>
/// <param name="Name">As SQL writes it, quoted.</param>
/// <param name="Object">What it is in the snapshot.</param>
internal sealed record Table(string Name, SchemaObject Object)
{
    public List<Column> Columns { get; } = [];

    public List<ForeignKey> ForeignKeys { get; } = [];

    /// <summary>The conditions of its checks, as SQL.</summary>
    public List<string> Checks { get; } = [];
}

/// <param name="Name">As it is, without quotes.</param>
/// <param name="Type">As the database writes it.</param>
/// <param name="IsGenerated">The database gives it a value of its own.</param>
internal sealed record Column(string Name, string Type, bool IsNullable, bool IsGenerated)
{
    /// <summary>The values of an enumeration.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}

/// <param name="Principal">The other table, quoted.</param>
internal sealed record ForeignKey(string Principal)
{
    public List<string> Columns { get; } = [];

    public List<string> PrincipalColumns { get; } = [];
}
