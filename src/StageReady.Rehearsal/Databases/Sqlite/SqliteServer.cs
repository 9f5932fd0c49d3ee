using Microsoft.Data.Sqlite;

namespace StageReady.Rehearsal;

/// <summary>SQLite, which needs no server: each database is a file in a temporary folder.</summary>
internal sealed class SqliteServer : IDatabaseServer
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create();
    private int _count;

    public DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public string Version { get; } = $"SQLite {ReadVersion()}";

    public async Task<RehearsalDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder.Path, $"rehearsal{++_count}.db");
        // A pooled connection would keep the file open after its owner closed it.
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync("PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF", cancellationToken);
            return new SqliteDatabase(connection, path);
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            if (exception is not SqliteException)
                throw;
            throw new RehearsalException($"A database file cannot be created in {_folder.Path}: {exception.Message}", exception);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return default;
    }

    private static string ReadVersion()
    {
        using var connection = new SqliteConnection();
        return connection.ServerVersion;
    }
}
