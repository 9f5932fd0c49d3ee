using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace StageReady.Rehearsal;

/// <summary>
/// A PostgreSQL server for one rehearsal, made with the installed programs in a temporary folder. It listens on a socket in that folder only. A shell stands guard: it stops the server and
/// removes the folder as soon as this process is gone, however it went.
/// </summary>
internal sealed class LocalPostgreSqlServer : IDatabaseServer
{
    // What is lost in a crash of the server does not matter here.
    private const string Guard = """
        trap '' INT TERM HUP
        folder=$1
        if "$2/initdb" --pgdata "$folder/data" --username stageready --auth trust --encoding UTF8 --locale C --no-sync >/dev/null; then
            "$2/postgres" -D "$folder/data" -c listen_addresses= -c unix_socket_directories="$folder" -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c log_min_messages=fatal &
            server=$!
            read -r _
            kill -INT "$server" 2>/dev/null
            wait "$server"
        fi
        rm -rf "$folder"
        """;

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private Process? _guard;
    private PostgreSqlServer? _server;

    private LocalPostgreSqlServer(TemporaryFolder folder) => _folder = folder;

    public DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    public string Version => _server!.Version;

    /// <summary>How the server is reached.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder { Host = _folder.Path, Username = "stageready", Database = "postgres", Pooling = false }.ToString();

    /// <exception cref="RehearsalException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<LocalPostgreSqlServer> StartAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new RehearsalException("On Windows a rehearsal on PostgreSQL needs a server: give --connection");
        var binaries = PostgreSqlBinaries.Find()
            ?? throw new RehearsalException("PostgreSQL is not installed here (there is no initdb); give --connection to a server where a database may be created");
        var user = PostgreSqlUser.Find();
        var server = new LocalPostgreSqlServer(TemporaryFolder.Create());
        try
        {
            await server.StartAsync(binaries, user, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public Task<RehearsalDatabase> CreateDatabaseAsync(CancellationToken cancellationToken) => _server!.CreateDatabaseAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_guard is not null)
        {
            _guard.StandardInput.Close();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _guard.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _guard.Kill(entireProcessTree: true);
            }

            _guard.Dispose();
            _guard = null;
        }

        _folder.Dispose();
    }

    private async Task StartAsync(string binaries, PostgreSqlUser user, CancellationToken cancellationToken)
    {
        await user.OwnAsync(_folder.Path, cancellationToken);
        try
        {
            _guard = Process.Start(user.Start(["sh", "-c", Guard, "sh", _folder.Path, binaries]))!;
        }
        catch (Win32Exception exception)
        {
            throw new RehearsalException($"PostgreSQL cannot be started: {exception.Message}", exception);
        }

        var said = _guard.StandardError.ReadToEndAsync(CancellationToken.None);
        _ = _guard.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var started = Stopwatch.StartNew();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                _server = await PostgreSqlServer.ConnectAsync(ConnectionString, cancellationToken);
                return;
            }
            catch (RehearsalException exception) when (_guard.HasExited || started.Elapsed > StartTime)
            {
                _guard.StandardInput.Close();
                throw new RehearsalException($"PostgreSQL does not start: {Words.OneLine(await said)}", exception);
            }
            catch (RehearsalException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }
}
