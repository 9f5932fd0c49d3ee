using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StageReady.Rehearsal;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>The databases on which generated Downs run: files of SQLite, and a PostgreSQL server that is started from the installed programs.</summary>
public sealed class Databases : IAsyncLifetime
{
    private readonly SqliteServer _sqlite = new();
    private LocalPostgreSqlServer? _postgreSql;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows() && PostgreSqlBinaries.Find() is not null)
            _postgreSql = await LocalPostgreSqlServer.StartAsync(CancellationToken.None);
    }

    /// <summary>A new one; skips the test if there is no such database here.</summary>
    internal Task<RehearsalDatabase> CreateAsync(Provider provider) => ServerOf(provider).CreateDatabaseAsync(TestContext.Current.CancellationToken);

    /// <summary>Skips the test if there is no such database here.</summary>
    internal IDatabaseServer ServerOf(Provider provider)
    {
        Assert.SkipWhen(provider == Provider.PostgreSql && _postgreSql is null, "PostgreSQL is not installed");
        return provider == Provider.Sqlite ? _sqlite : _postgreSql!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgreSql is not null)
            await _postgreSql.DisposeAsync();
        await _sqlite.DisposeAsync();
    }
}

/// <summary>A provider of EF Core.</summary>
public enum Provider
{
    Sqlite,
    PostgreSql,
}

/// <summary>Tests that share the databases.</summary>
[CollectionDefinition(nameof(Databases))]
#pragma warning disable CA1711 // xunit calls it a collection.
public sealed class DatabasesCollection : ICollectionFixture<Databases>;
#pragma warning restore CA1711

internal static class ProviderExtensions
{
    public static string Package(this Provider provider) => provider == Provider.Sqlite ? "Microsoft.EntityFrameworkCore.Sqlite" : "Npgsql.EntityFrameworkCore.PostgreSQL";

    internal static DatabaseProvider Database(this Provider provider) => provider == Provider.Sqlite ? DatabaseProvider.Sqlite : DatabaseProvider.PostgreSql;

    public static DbContextOptionsBuilder Use(this DbContextOptionsBuilder options, Provider provider, DbConnection connection) =>
        provider == Provider.Sqlite ? options.UseSqlite(connection) : options.UseNpgsql(connection);

    public static Task<SchemaSnapshot> SchemaAsync(this RehearsalDatabase database) => database.ReadSchemaAsync([], TestContext.Current.CancellationToken);

    public static string Differences(SchemaSnapshot before, SchemaSnapshot after, SchemaSnapshot? between = null) => string.Join('\n', SchemaComparison.Compare(before, after, between));

    /// <summary>All rows of all tables, whatever the order of their columns.</summary>
    public static async Task<string> RowsAsync(this RehearsalDatabase database)
    {
        var lines = new List<string>();
        foreach (var table in (await database.SchemaAsync()).Tables)
        {
            await using var command = database.Connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table.Name}";
            await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            while (await reader.ReadAsync(TestContext.Current.CancellationToken))
                lines.Add($"{table.Name}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).OrderBy(reader.GetName, StringComparer.Ordinal).Select(i => Convert.ToString(reader[i], CultureInfo.InvariantCulture)))}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
