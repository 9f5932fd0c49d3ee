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

    /// <summary>SQL Server and SQLite refuse to drop a column that an index or a key still uses; the others drop the index with it.</summary>
    public static bool RefusesToDropUsedColumn(string? provider) => provider is SqlServer or Sqlite;

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
