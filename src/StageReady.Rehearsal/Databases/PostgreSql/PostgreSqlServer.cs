using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace StageReady.Rehearsal;

/// <summary>
/// A PostgreSQL server where databases may be created. The database of the connection string only takes the statements that create and drop others. What is dropped has a name that was
/// made up here and a comment that was written here; a rehearsal holds a connection to its database as long as it lives, so that no other one takes it for a left-over.
/// </summary>
internal sealed class PostgreSqlServer : IDatabaseServer
{
    public const string NamePrefix = "stageready_rehearsal_";
    public const string Marker = "Disposable database of a StageReady rehearsal ";

    // From this version on a server can be asked to notice that its client is gone while a statement runs.
    private const int ChecksConnections = 14;

    private readonly NpgsqlConnectionStringBuilder _administration;
    private readonly bool _checksConnections;

    private PostgreSqlServer(NpgsqlConnectionStringBuilder administration, Version version)
    {
        _administration = administration;
        _checksConnections = version.Major >= ChecksConnections;
        Version = $"PostgreSQL {version.Major}.{version.Minor}";
    }

    public DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public string Version { get; }

    /// <summary>The databases that a killed rehearsal may have left behind and that carry no comment, so that only a person can tell.</summary>
    public IReadOnlyList<string> Doubtful { get; private init; } = [];

    /// <param name="connectionString">The server; where it names no database it is <c>postgres</c>.</param>
    /// <exception cref="RehearsalException">There is no such server, or the text is no connection string.</exception>
    public static async Task<PostgreSqlServer> ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder administration;
        try
        {
            // Without a pool nothing stays connected to a database that is to be dropped.
            administration = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, ApplicationName = "stageready rehearse" };
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            // The message may repeat a part of the text, and with it a password.
            throw new RehearsalException("The connection string of PostgreSQL cannot be read");
        }

        if (string.IsNullOrEmpty(administration.Host))
            throw new RehearsalException("The connection string of PostgreSQL names no host");
        if (string.IsNullOrEmpty(administration.Database))
            administration.Database = "postgres";
        try
        {
            await using var connection = new NpgsqlConnection(administration.ToString());
            await connection.OpenAsync(cancellationToken);
            var doubtful = await RemoveLeftOversAsync(connection, cancellationToken);
            return new PostgreSqlServer(administration, connection.PostgreSqlVersion) { Doubtful = doubtful };
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
        {
            throw new RehearsalException($"PostgreSQL on {administration.Host} cannot be used: {Words.OneLine(exception.Message)}", exception);
        }
    }

    public async Task<RehearsalDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = NamePrefix + RandomNumberGenerator.GetHexString(20, lowercase: true);
        var marker = Marker + RandomNumberGenerator.GetHexString(32, lowercase: true);
        var own = new NpgsqlConnectionStringBuilder(_administration.ToString()) { Database = name };
        if (_checksConnections)
            own.Options = $"{own.Options} -c client_connection_check_interval=1000".TrimStart();
        var created = false;
        NpgsqlConnection? connection = null;
        try
        {
            await using var administration = new NpgsqlConnection(_administration.ToString());
            await administration.OpenAsync(cancellationToken);

            // Not cancellable: whether there is a database then would be anybody's guess. It fails if the name is taken.
            await administration.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0", CancellationToken.None);
            created = true;
            var identity = await OidOfAsync(administration, name);
            connection = new NpgsqlConnection(own.ToString());
            await connection.OpenAsync(CancellationToken.None);
            await administration.ExecuteAsync($"COMMENT ON DATABASE {name} IS '{marker}'", CancellationToken.None);
            return new PostgreSqlDatabase(connection, own, new Removal(_administration.ToString(), name, identity, marker));
        }
        catch (Exception exception)
        {
            if (connection is not null)
                await connection.DisposeAsync();
            if (created)
                await new Removal(_administration.ToString(), name, null, null).RunAsync();
            if (exception is not NpgsqlException)
                throw;
            throw new RehearsalException($"A database cannot be created on {_administration.Host}: {Words.OneLine(exception.Message)}", exception);
        }
    }

    public ValueTask DisposeAsync() => default;

    private static async Task<string?> OidOfAsync(NpgsqlConnection connection, string name)
    {
        var rows = await connection.QueryAsync($"SELECT oid::text FROM pg_database WHERE datname = '{name}'", CancellationToken.None);
        return rows.Count == 0 ? null : rows[0][0];
    }

    /// <summary>Drops the databases of rehearsals that were killed. The server itself refuses where one still runs, because it is connected.</summary>
    private static async Task<IReadOnlyList<string>> RemoveLeftOversAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var doubtful = new List<string>();
        foreach (var row in await connection.QueryAsync(
            $"SELECT datname, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname ~ '^{NamePrefix}[0-9a-f]{{20}}$' AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = pg_database.oid)",
            cancellationToken))
        {
            if (row[1]?.StartsWith(Marker, StringComparison.Ordinal) != true)
            {
                doubtful.Add(row[0]!);
                continue;
            }

            try
            {
                await connection.ExecuteAsync($"DROP DATABASE {row[0]}", cancellationToken);
            }
            catch (PostgresException)
            {
                // In use after all, removed by another one, or of another user: it is not for us.
            }
        }

        return doubtful;
    }

    /// <summary>Drops one database if it still is the one that was created.</summary>
    internal sealed record Removal(string Administration, string Name, string? Oid, string? Comment)
    {
        // A server that restarts is back within seconds.
        private static readonly TimeSpan[] Pauses = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

        /// <returns>Whether the database is gone.</returns>
        public async Task<bool> RunAsync()
        {
            foreach (var pause in Pauses)
            {
                await Task.Delay(pause);
                try
                {
                    await using var connection = new NpgsqlConnection(Administration);
                    await connection.OpenAsync(CancellationToken.None);
                    await DropAsync(connection);
                    return true;
                }
                catch (Exception exception) when (exception is NpgsqlException or TimeoutException or InvalidOperationException)
                {
                    // Perhaps the next time.
                }
            }

            return false;
        }

        private async Task DropAsync(NpgsqlConnection connection)
        {
            var rows = await connection.QueryAsync($"SELECT oid::text, shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{Name}'", CancellationToken.None);
            if (rows.Count == 0 || (Oid is not null && (rows[0][0] != Oid || rows[0][1] != Comment)))
                return;

            // What a migration's tool left connected goes too. PostgreSQL 12 and older know no FORCE.
            await connection.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}' AND pid <> pg_backend_pid()", CancellationToken.None);
            var force = connection.PostgreSqlVersion.Major >= 13 ? " WITH (FORCE)" : "";
            await connection.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"DROP DATABASE {Name}{force}"), CancellationToken.None);
        }
    }
}
