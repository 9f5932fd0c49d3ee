namespace StageReady.Migrations;

/// <summary>What an operation does to its subject.</summary>
internal enum Verb
{
    Create,
    Drop,
    Rename,
    Alter,

    /// <summary>Creates the object or puts a new definition in the place of the old one, which it does not name (<c>CREATE OR REPLACE</c>, <c>ALTER VIEW</c>).</summary>
    Replace,

    /// <summary>Creates a schema if there is none, or what is temporary; leaves nothing that matters when it stays.</summary>
    Ensure,
    Insert,
    Update,
    Delete,

    /// <summary>Sets a sequence's next value.</summary>
    Restart,

    /// <summary>Something that could not be read. <see cref="Operation.Text"/> says what is known of it.</summary>
    Unknown,
}

/// <summary>One step of a migration, whatever it was written in.</summary>
internal sealed record Operation(Verb Verb, SchemaName Subject)
{
    /// <summary>Where it stands, in the terms of whoever read it.</summary>
    public object? Place { get; init; }

    /// <summary>The new identity of what is renamed.</summary>
    public SchemaName? NewName { get; init; }

    /// <summary>What a created object is, what an altered one becomes.</summary>
    public Facets New { get; init; } = Facets.Unknown;

    /// <summary>What an altered object was.</summary>
    public Facets Old { get; init; } = Facets.Unknown;

    /// <summary>The columns of an index or a key; of inserted data.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The database makes the name up: what its name says here is what PostgreSQL would call it.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>The names in what raw SQL writes of an index or a check: among them the columns that its expressions and its filter use.</summary>
    public IReadOnlyList<string> UsedNames { get; init; } = [];

    /// <summary>The table that a foreign key refers to.</summary>
    public SchemaName? Principal { get; init; }

    /// <summary>The columns of <see cref="Principal"/> that a foreign key refers to; empty where they have not been read.</summary>
    public IReadOnlyList<string> PrincipalColumns { get; init; } = [];

    /// <summary>The columns, keys and checks of a created table; empty where they have not been read.</summary>
    public IReadOnlyList<Operation> Parts { get; init; } = [];

    /// <summary>The keys of the rows that seed data changes or deletes; null where they have not been read.</summary>
    public RowValues? Keys { get; init; }

    /// <summary>The values of the rows that seed data inserts or changes; null where they have not been read.</summary>
    public RowValues? Values { get; init; }

    /// <summary>The table that a created table is a partition of.</summary>
    public SchemaName? PartOf { get; init; }

    /// <summary>The foreign keys within a created table.</summary>
    public IReadOnlyList<TableReference> References { get; init; } = [];

    /// <summary>The SQL of the defaults of a created column, or of a created table's columns.</summary>
    public IReadOnlyList<string> DefaultSql { get; init; } = [];

    /// <summary>Whether an update only replaces nulls.</summary>
    public bool OnlyReplacesNull { get; init; }

    /// <summary><c>IF EXISTS</c>: the object may never have been there.</summary>
    public bool IfExists { get; init; }

    /// <summary><c>CASCADE</c>: foreign keys that refer to the table go with it.</summary>
    public bool Cascades { get; init; }

    /// <summary>The expression of FluentMigrator that it was read from, if FluentMigrator cannot reverse it by itself.</summary>
    public string? IrreversibleExpression { get; init; }

    /// <summary>Makes a column required, whatever else it is (PostgreSQL's <c>SET NOT NULL</c>).</summary>
    public bool OnlyMakesRequired { get; init; }

    /// <summary>Gives each row of an altered column a value that does not come from the one it had (PostgreSQL's <c>USING NULL</c>), or only from a part of it.</summary>
    public bool DiscardsValues { get; init; }

    /// <summary>False if it depends on something that only running it tells.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>The raw SQL that it was read from, or that could not be read; null for an unknown operation of which nothing at all is known.</summary>
    public string? Text { get; init; }

    public bool IsData => Verb is Verb.Insert or Verb.Update or Verb.Delete;

    /// <summary>Makes a column that may hold nulls one that may not, and gives nothing in their place.</summary>
    public bool BecomesRequired =>
        OnlyMakesRequired
        || (Verb == Verb.Alter && Subject.Kind == ObjectKind.Column && Old.ValueOf("nullable") is { Value: "true" } && New.IsComplete && New.ValueOf("nullable") is not { Value: "true" } && !New.GivesValues);

    /// <summary>Adds a column that may not hold nulls, and gives nothing in their place.</summary>
    public bool IsRequiredWithoutDefault => Verb == Verb.Create && Subject.Kind == ObjectKind.Column && New.IsComplete && New.ValueOf("nullable") is not { Value: "true" } && !New.GivesValues;

    /// <summary>Two operations are two, though they may do the same.</summary>
    public bool Equals(Operation? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public bool IsStructural => Verb is Verb.Create or Verb.Drop or Verb.Rename or Verb.Alter or Verb.Replace;

    public static Operation NotRead(object? place, string? text = null) =>
        new(Verb.Unknown, new SchemaName(ObjectKind.Database, "")) { Place = place, Text = text };

    /// <summary>"adds column Orders.Note": what it does, in the words of a developer.</summary>
    public override string ToString() => Verb switch
    {
        Verb.Create => Subject.Kind is ObjectKind.Column || Subject.IsConstraint ? $"adds {Subject}" : $"creates {Subject}",
        Verb.Drop => $"drops {Subject}",
        Verb.Rename => $"renames {Subject} to {RenamedTo(NewName!)}",
        Verb.Alter => $"alters {Subject}",
        Verb.Replace => $"replaces {Subject}",
        Verb.Ensure => $"ensures {Subject}",
        Verb.Insert => $"inserts into {Subject}",
        Verb.Update => $"updates {Subject}",
        Verb.Delete => $"deletes from {Subject}",
        Verb.Restart => $"restarts {Subject}",
        _ => "does what cannot be read",
    };

    private string RenamedTo(SchemaName name) => name.Schema == Subject.Schema ? name.Name : $"{name.Schema ?? "the default schema"}.{name.Name}";
}

/// <summary>A foreign key within a created table.</summary>
/// <param name="Key">Its name; null where it has none or is not known.</param>
/// <param name="Table">The table that it refers to.</param>
internal sealed record TableReference(string? Key, SchemaName Table);
