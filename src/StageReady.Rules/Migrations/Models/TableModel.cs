namespace StageReady.Migrations.Models;

/// <summary>A table as it is at some point between migrations: all that belongs to it, each part as the operation that creates it.</summary>
internal sealed class TableModel(SchemaName name)
{
    public SchemaName Name { get; private set; } = name;

    /// <summary>Something about the table is said in a way that is not understood.</summary>
    public bool IsUnclear { get; set; }

    public bool IsKnown => !IsUnclear && Parts.TrueForAll(part => part.New.IsComplete);

    /// <summary>Comment and annotations.</summary>
    public Facets Facets { get; set; } = Facets.Unknown;

    /// <summary>Columns, keys, checks and indexes, in the order in which they were created.</summary>
    public List<Operation> Parts { get; } = [];

    /// <summary>Seed data: for each row the C# of its values by column.</summary>
    public List<Dictionary<string, string>> Rows { get; } = [];

    public IEnumerable<Operation> Columns => Parts.Where(part => part.Subject.Kind == ObjectKind.Column);

    public IEnumerable<Operation> Indexes => Parts.Where(part => part.Subject.Kind == ObjectKind.Index);

    public IEnumerable<Operation> Constraints => Parts.Where(part => part.Subject.IsConstraint);

    public IReadOnlyList<string> KeyColumns => Parts.Find(part => part.Subject.Kind == ObjectKind.PrimaryKey)?.Columns ?? [];

    public bool Is(SchemaName other) => SameText(Name.Name, other.Name) && SameText(Name.Schema, other.Schema);

    public Operation? Column(string name) => Parts.Find(part => part.Subject.Kind == ObjectKind.Column && SameText(part.Subject.Name, name));

    /// <summary>The part of that name. A name that the database's limit has cut ends with a tilde; the model may hold it uncut.</summary>
    public Operation? Find(SchemaName name)
    {
        var part = Parts.Find(candidate => IsOf(candidate, name) && SameText(candidate.Subject.Name, name.Name));
        if (part is not null || name.Name.LastIndexOf('~') is not (> 0 and var cut))
            return part;
        var start = name.Name.Substring(0, cut);
        var longer = Parts.Where(candidate => IsOf(candidate, name) && candidate.Subject.Name.StartsWith(start, StringComparison.OrdinalIgnoreCase)).ToList();
        return longer.Count == 1 ? longer[0] : null;
    }

    public void Rename(SchemaName renamed)
    {
        Name = renamed;
        for (var i = 0; i < Parts.Count; i++)
            Parts[i] = Parts[i] with { Subject = Parts[i].Subject with { Table = renamed.Name, WrittenSchema = renamed.WrittenSchema } };
    }

    public void RenameColumn(string from, string to)
    {
        for (var i = 0; i < Parts.Count; i++)
            Parts[i] = Parts[i] with { Columns = Renamed(Parts[i].Columns, from, to), New = ColumnInSql.Renamed(Parts[i].New, from, to) };
        foreach (var row in Rows.Where(row => row.ContainsKey(from)))
        {
            row[to] = row[from];
            row.Remove(from);
        }
    }

    public static IReadOnlyList<string> Renamed(IReadOnlyList<string> columns, string from, string to) => [.. columns.Select(column => SameText(column, from) ? to : column)];

    /// <summary>The row with this key, which is given by columns of whatever order.</summary>
    public Dictionary<string, string>? Row(IReadOnlyList<string> keyColumns, IReadOnlyList<string> key) => Rows.Find(row =>
    {
        for (var i = 0; i < keyColumns.Count; i++)
        {
            if (!row.TryGetValue(keyColumns[i], out var value) || Canonical(value) != Canonical(key[i]))
                return false;
        }

        return true;
    });

    public static string Canonical(string code) => Facet.WithoutSpace(code).TrimEnd('L', 'l');

    private static bool IsOf(Operation part, SchemaName name) => part.Subject.Kind == name.Kind || (part.Subject.IsConstraint && name.Kind == ObjectKind.Constraint);

    public static bool SameText(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
