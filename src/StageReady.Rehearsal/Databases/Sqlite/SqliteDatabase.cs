using Microsoft.Data.Sqlite;

namespace StageReady.Rehearsal;

/// <summary>A database file.</summary>
internal sealed class SqliteDatabase : RehearsalDatabase
{
    private readonly string _path;
    private readonly SqliteSchemaReader _reader;

    public SqliteDatabase(SqliteConnection connection, string path)
        : base(connection)
    {
        (_path, _reader) = (path, new SqliteSchemaReader(connection));
        ConnectionString = connection.ConnectionString;
    }

    public override string ConnectionString { get; }

    public override ISampleValues SampleValues { get; } = new SqliteSampleValues();

    public override Task<SchemaSnapshot> ReadSchemaAsync(IReadOnlyCollection<string> leftOut, CancellationToken cancellationToken) => _reader.ReadAsync(leftOut, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        foreach (var suffix in (string[])["", "-wal", "-shm", "-journal"])
            File.Delete(_path + suffix);
    }
}
