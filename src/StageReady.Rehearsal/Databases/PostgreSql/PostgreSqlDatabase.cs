using Npgsql;

namespace StageReady.Rehearsal;

/// <summary>A database that was created on a server.</summary>
internal sealed class PostgreSqlDatabase : RehearsalDatabase
{
    private readonly PostgreSqlServer.Removal _removal;
    private readonly PostgreSqlSchemaReader _reader;

    public PostgreSqlDatabase(NpgsqlConnection connection, NpgsqlConnectionStringBuilder own, PostgreSqlServer.Removal removal)
        : base(connection)
    {
        (_removal, _reader) = (removal, new PostgreSqlSchemaReader(connection));
        ConnectionString = own.ToString();
    }

    public override string ConnectionString { get; }

    public override ISampleValues SampleValues { get; } = new PostgreSqlSampleValues();

    public override Task<SchemaSnapshot> ReadSchemaAsync(IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken) => _reader.ReadAsync(leftOut, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        if (!await _removal.RunAsync())
            await Console.Error.WriteLineAsync($"warning: the server does not answer, so the database {_removal.Name} may still be there; the next rehearsal on that server removes it");
    }
}
