using Npgsql;

namespace StageReady.Rehearsal.Tests;

/// <summary>The PostgreSQL of these tests: the server that the environment names, or one that is started from the installed programs.</summary>
public sealed class PostgreSqlServers : IAsyncLifetime
{
    /// <summary>A connection string; the gate sets it.</summary>
    public const string Variable = "STAGEREADY_TEST_POSTGRESQL";

    private LocalPostgreSqlServer? _local;

    /// <summary>Null if there is no PostgreSQL here.</summary>
    public string? ConnectionString { get; private set; }

    public async ValueTask InitializeAsync()
    {
        ConnectionString = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
        if (ConnectionString is null && !OperatingSystem.IsWindows() && PostgreSqlBinaries.Find() is not null)
        {
            _local = await LocalPostgreSqlServer.StartAsync(CancellationToken.None);
            ConnectionString = _local.ConnectionString;
        }
    }

    /// <summary>The connection string; skips the test if there is no PostgreSQL here.</summary>
    public string Required()
    {
        Assert.SkipWhen(ConnectionString is null, $"PostgreSQL is not installed and {Variable} is not set");
        return ConnectionString;
    }

    public async Task<IReadOnlyList<string?[]>> QueryAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Required());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return await connection.QueryAsync(sql, TestContext.Current.CancellationToken);
    }

    public async Task<string[]> DatabasesAsync() => [.. (await QueryAsync("SELECT datname FROM pg_database ORDER BY 1")).Select(row => row[0]!)];

    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
            await _local.DisposeAsync();
    }
}

/// <summary>Tests that share the server run one after the other: they look at all of its databases.</summary>
[CollectionDefinition(nameof(PostgreSqlServers), DisableParallelization = true)]
#pragma warning disable CA1711 // xunit calls it a collection.
public sealed class PostgreSqlCollection : ICollectionFixture<PostgreSqlServers>;
#pragma warning restore CA1711
