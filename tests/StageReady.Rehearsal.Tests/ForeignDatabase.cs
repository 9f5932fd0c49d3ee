namespace StageReady.Rehearsal.Tests;

/// <summary>A database on the server that no rehearsal created.</summary>
internal sealed class ForeignDatabase : IAsyncDisposable
{
    private readonly PostgreSqlServers _servers;

    private ForeignDatabase(PostgreSqlServers servers, string name) => (_servers, Name) = (servers, name);

    public string Name { get; }

    public static async Task<ForeignDatabase> CreateAsync(PostgreSqlServers servers, string name, string? comment = null)
    {
        await servers.QueryAsync($"CREATE DATABASE {name}");
        if (comment is not null)
            await servers.QueryAsync($"COMMENT ON DATABASE {name} IS '{comment}'");
        return new ForeignDatabase(servers, name);
    }

    public async ValueTask DisposeAsync() => await _servers.QueryAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
}
