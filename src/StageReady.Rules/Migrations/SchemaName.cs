namespace StageReady.Migrations;

/// <summary>What a migration can create, drop, rename or alter.</summary>
internal enum ObjectKind
{
    Database,
    Schema,
    Table,
    Column,
    Index,
    PrimaryKey,
    ForeignKey,
    UniqueConstraint,
    CheckConstraint,

    /// <summary>A constraint whose kind raw SQL does not tell (<c>DROP CONSTRAINT x</c>).</summary>
    Constraint,
    Sequence,
    View,
    Function,
    Procedure,
    Trigger,
    Type,
}

/// <summary>The identity of a database object.</summary>
/// <param name="Table">The table of a column, a constraint, an index or a trigger; null for the other kinds, and where raw SQL leaves it out (<c>DROP INDEX x</c>).</param>
internal sealed record SchemaName(ObjectKind Kind, string Name, string? Table = null, string? WrittenSchema = null)
{
    private static readonly HashSet<string> DefaultSchemas = new(StringComparer.OrdinalIgnoreCase) { "dbo", "public", "main" };

    /// <summary>Null for the schema that a database uses by default, whether or not it was written.</summary>
    public string? Schema => WrittenSchema is null || DefaultSchemas.Contains(WrittenSchema) ? null : WrittenSchema;

    /// <summary>The object's kind in words.</summary>
    public string KindName => Kind switch
    {
        ObjectKind.PrimaryKey => "primary key",
        ObjectKind.ForeignKey => "foreign key",
        ObjectKind.UniqueConstraint => "unique constraint",
        ObjectKind.CheckConstraint => "check constraint",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    public bool IsConstraint => Kind is ObjectKind.PrimaryKey or ObjectKind.ForeignKey or ObjectKind.UniqueConstraint or ObjectKind.CheckConstraint or ObjectKind.Constraint;

    /// <summary>Whether it is a name of the same object, as far as that can be told without its table.</summary>
    public bool IsSame(SchemaName other) =>
        Kind == other.Kind && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(Schema, other.Schema, StringComparison.OrdinalIgnoreCase);

    /// <summary>The table that the object belongs to, or null for an object that stands on its own.</summary>
    public SchemaName? Owner => Table is null ? null : new SchemaName(ObjectKind.Table, Table, WrittenSchema: WrittenSchema);

    /// <summary>The name as the database's own language writes it, without quotes.</summary>
    public string Path => Kind == ObjectKind.Column
        ? Qualify($"{Table}.{Name}")
        : Table is null ? Qualify(Name) : $"{Name} on {Qualify(Table)}";

    public override string ToString() => Kind == ObjectKind.Database ? "the database" : $"{KindName} {Path}";

    private string Qualify(string name) => Schema is null ? name : $"{Schema}.{name}";
}
