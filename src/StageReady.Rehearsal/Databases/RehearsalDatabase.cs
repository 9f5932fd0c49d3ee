using System.Data.Common;

namespace StageReady.Rehearsal;

/// <summary>A database that the rehearsal created for itself and removes when it is disposed of.</summary>
internal abstract class RehearsalDatabase(DbConnection connection) : IAsyncDisposable
{
    /// <summary>What a source connects with. It may hold a password: it is never printed.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>The rehearsal's own connection, open as long as the database lives.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>The schema as it is now, without the tables that are named.</summary>
    public abstract Task<SchemaSnapshot> ReadSchemaAsync(IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken);

    /// <summary>How this database writes values that fit a column.</summary>
    public abstract ISampleValues SampleValues { get; }

    /// <summary>The rows of a table, each as one text; none if there is no such table.</summary>
    public async Task<IReadOnlyList<string>> ReadRowsAsync(string table, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await Connection.QueryAsync($"SELECT * FROM {SampleValues.Quote(table)}", cancellationToken);
            return [.. rows.Select(row => string.Join('\t', row)).Order(StringComparer.Ordinal)];
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>Whether the database still answers.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            await Connection.ExecuteAsync("SELECT 1", CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    public abstract ValueTask DisposeAsync();
}
