using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StageReady.Rehearsal;

/// <summary>The databases on which migrations can be rehearsed.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

internal static class DatabaseProviders
{
    public static string DisplayName(this DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL";

    /// <summary>As options and reports write it.</summary>
    public static string Name(this DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? "sqlite" : "postgresql";

    /// <summary>The one of a name; null if none has it.</summary>
    public static DatabaseProvider? Named(string? name) => Enum.GetValues<DatabaseProvider>().Cast<DatabaseProvider?>().FirstOrDefault(provider => provider!.Value.Name() == name);

    public static DbConnection CreateConnection(this DatabaseProvider provider, string connectionString) =>
        provider == DatabaseProvider.Sqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
}
