using System.Diagnostics;

namespace StageReady.Rehearsal.Tests;

/// <summary>However a rehearsal ends, its database goes, and no other one is touched.</summary>
[Collection(nameof(PostgreSqlServers))]
public class NothingIsLeftBehindTests(PostgreSqlServers servers)
{
    private const string Endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n;";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_rehearsal_on_SQLite_removes_its_file(string signal)
    {
        SkipOnWindows();
        using var folder = new RehearsedFolder(("1_endless.up.sql", "CREATE TABLE t (a INT); " + Endless), ("1_endless.down.sql", "SELECT 1;"));
        using var process = folder.Start("--provider", "sqlite");
        await UntilAsync(() => Task.FromResult(Directory.EnumerateFiles(folder.Temporary, "*.db-journal", SearchOption.AllDirectories).Any() || DatabaseFiles(folder).Any()));

        Send(signal, process);

        Assert.Equal((130, "error: interrupted\n"), await EndAsync(process));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Temporary, "stageready*"));
    }

    [Fact]
    public async Task The_next_rehearsal_removes_the_file_of_one_that_was_killed_and_only_that()
    {
        using var folder = new RehearsedFolder(("1_endless.up.sql", Endless), ("1_endless.down.sql", "SELECT 1;"));
        using var killed = folder.Start("--provider", "sqlite");
        await UntilAsync(() => Task.FromResult(DatabaseFiles(folder).Any()));
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        var leftOver = Assert.Single(DatabaseFiles(folder));
        Directory.CreateDirectory(Path.Combine(folder.Temporary, "stageready-rehearsal-foreign"));
        using var alive = folder.Start("--provider", "sqlite");
        await UntilAsync(() => Task.FromResult(!File.Exists(leftOver) && DatabaseFiles(folder).Any()));
        folder.Write("1_endless.up.sql", "SELECT 1;");

        Assert.Equal(0, folder.Rehearse("--provider", "sqlite").ExitCode);

        Assert.Single(DatabaseFiles(folder));
        Assert.Equal(2, Directory.EnumerateDirectories(folder.Temporary, "stageready-rehearsal-*").Count());
        alive.Kill();
        await alive.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_interrupted_rehearsal_on_PostgreSQL_drops_its_database(string signal)
    {
        SkipOnWindows();
        var before = await servers.DatabasesAsync();
        using var folder = Sleeping();
        using var process = folder.Start("--connection", servers.Required());
        await UntilSleepingAsync();

        Send(signal, process);

        Assert.Equal((130, "error: interrupted\n"), await EndAsync(process));
        Assert.Equal(before, await servers.DatabasesAsync());
    }

    [Fact]
    public async Task A_lost_connection_exits_with_2_and_the_database_goes()
    {
        var before = await servers.DatabasesAsync();
        using var folder = Sleeping();
        using var process = folder.Start("--connection", servers.Required());
        await UntilSleepingAsync();

        await servers.QueryAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'stageready\\_rehearsal\\_%'");

        var (exitCode, error) = await EndAsync(process);
        Assert.Equal(2, exitCode);
        Assert.StartsWith("error: The connection to the database is lost: 1_sleep.up.sql(1,1): 57P01", error);
        Assert.Equal(before, await servers.DatabasesAsync());
    }

    [Fact]
    public async Task The_next_rehearsal_drops_the_database_of_one_that_was_killed_and_none_that_is_in_use_or_foreign()
    {
        await using var unmarked = await ForeignDatabase.CreateAsync(servers, "stageready_rehearsal_0123456789abcdef0123");
        await using var otherName = await ForeignDatabase.CreateAsync(servers, "shop_stageready_rehearsal", PostgreSqlServer.Marker + "of somebody");
        var before = await servers.DatabasesAsync();
        using var folder = Sleeping();
        using var killed = folder.Start("--connection", servers.Required());
        await UntilSleepingAsync();
        var leftOver = Assert.Single((await servers.DatabasesAsync()).Except(before));
        killed.Kill();
        await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var alive = folder.Start("--connection", servers.Required());
        await UntilAsync(async () => (await servers.DatabasesAsync()).Except(before).Except([leftOver]).Any());
        var inUse = (await servers.DatabasesAsync()).Except(before).Except([leftOver]).Single();
        await UntilSleepingAsync(inUse);
        await UntilAsync(async () => (await servers.QueryAsync($"SELECT 1 FROM pg_stat_activity WHERE datname = '{leftOver}'")).Count == 0);
        folder.Write("1_sleep.up.sql", "SELECT 1;");

        var result = folder.Rehearse("--connection", servers.Required());

        Assert.Equal((0, $"notice: the database {unmarked.Name} may be left from a rehearsal that was killed; if so, drop it\n"), (result.ExitCode, result.Error));
        Assert.Equal([.. before, inUse], (await servers.DatabasesAsync()).Order(Comparer<string>.Create((left, right) => (left == inUse).CompareTo(right == inUse))));
        Send("INT", alive);
        Assert.Equal(130, (await EndAsync(alive)).ExitCode);
        Assert.Equal(before, await servers.DatabasesAsync());
    }

    [Fact]
    public async Task A_server_of_its_own_ends_with_a_rehearsal_that_is_killed()
    {
        SkipOnWindows();
        Assert.SkipWhen(PostgreSqlBinaries.Find() is null, "PostgreSQL's programs are not installed");
        using var folder = Sleeping();
        using var process = folder.Start("--provider", "postgresql");
        await UntilAsync(() => Task.FromResult(Directory.EnumerateFiles(folder.Temporary, ".s.PGSQL.5432.lock", SearchOption.AllDirectories).Any()));

        process.Kill();

        await UntilAsync(() => Task.FromResult(!Directory.EnumerateFileSystemEntries(folder.Temporary, "stageready*").Any()));
    }

    private static RehearsedFolder Sleeping() => new(("1_sleep.up.sql", "SELECT pg_sleep(600);"), ("1_sleep.down.sql", "SELECT 1;"));

    private static IEnumerable<string> DatabaseFiles(RehearsedFolder folder) => Directory.EnumerateFiles(folder.Temporary, "*.db", SearchOption.AllDirectories);

    private Task UntilSleepingAsync(string database = "%") =>
        UntilAsync(async () => (await servers.QueryAsync($"SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active' AND datname LIKE '{database}'")).Count > 0);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var started = Stopwatch.StartNew(); !await condition();)
        {
            Assert.True(started.Elapsed < Patience, "What was waited for did not come");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static async Task<(int ExitCode, string Error)> EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await error);
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no signals on Windows");
}
