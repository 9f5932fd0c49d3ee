namespace StageReady.Migrations;

/// <summary>The databases that migrations tell apart. Names are compared by family: both MySQL providers are one.</summary>
internal static class DatabaseProvider
{
    public const string SqlServer = "SqlServer";
    public const string Sqlite = "Sqlite";
    public const string PostgreSql = "PostgreSQL";
    public const string MySql = "MySql";
    public const string Oracle = "Oracle";

    /// <summary>The family that a provider's package or an <c>ActiveProvider</c> string belongs to; null if it names none that is known.</summary>
    public static string? FamilyOf(string name)
    {
        foreach (var (part, family) in Families)
        {
            if (name.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0)
                return family;
        }

        return null;
    }

    /// <summary>
    /// SQL Server and SQLite refuse to drop a column that an index or a key still uses; the others drop the index with it. On SQLite EF Core rebuilds the table
    /// for its own DropColumn, and the indexes of the later model are not built again: only raw SQL is refused there.
    /// </summary>
    public static bool RefusesToDropUsedColumn(string? provider, bool isSql) => provider == SqlServer || (provider == Sqlite && isSql);

    /// <summary>
    /// For what SQLite cannot alter EF Core makes the table anew, as the model after the migration says: what operations before have made of it otherwise is gone then. A database
    /// that is not known may be SQLite.
    /// </summary>
    public static bool MayRebuildTable(string? provider, Operation operation) =>
        provider is null or Sqlite && operation is { Text: null, IsStructural: true }
        && (operation.Subject.IsConstraint || operation is { Verb: Verb.Alter, Subject.Kind: ObjectKind.Table or ObjectKind.Column } or { Verb: Verb.Drop, Subject.Kind: ObjectKind.Column });

    private static readonly (string Part, string Family)[] Families =
    [
        ("SqlServer", SqlServer),
        ("Sqlite", Sqlite),
        ("Npgsql", PostgreSql),
        ("Postgre", PostgreSql),
        ("MySql", MySql),
        ("Oracle", Oracle),
        ("InMemory", "InMemory"),
        ("Cosmos", "Cosmos"),
    ];
}
