using StageReady.Migrations;
using StageReady.RehearsalHost;

namespace StageReady.Rehearsal;

/// <summary>
/// The migrations of EF Core or FluentMigrator in a project and those that it references, run by their own framework in a process with the application's own dependencies. The project is
/// built for it, into a folder that goes with the rehearsal.
/// </summary>
internal sealed class ProjectSource : IMigrationSource
{
    private readonly TemporaryFolder _folder;
    private readonly HostProcess _host;
    private readonly string _directory;
    private readonly OpenedMigrations _opened;

    private ProjectSource(TemporaryFolder folder, HostProcess host, string directory, OpenedMigrations opened) =>
        (_folder, _host, _directory, _opened) = (folder, host, directory, opened);

    public string Tool => _opened.Tool;

    public DatabaseProvider Provider => DatabaseProviders.Named(_opened.Provider)!.Value;

    public IReadOnlyCollection<string> HistoryTables => _opened.HistoryTables;

    public bool RebuildsTables => Provider == DatabaseProvider.Sqlite && Tool.StartsWith("EF Core", StringComparison.Ordinal);

    /// <summary>Builds a project and asks it for its migrations.</summary>
    /// <param name="project">The path of the project file.</param>
    /// <param name="configuration">The configuration that is built: Debug or Release.</param>
    /// <param name="context">The name of the context; null if there is one only.</param>
    /// <param name="provider">The database; null leaves it to the project.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <exception cref="RehearsalException">It does not build, or its migrations cannot be run.</exception>
    public static async Task<ProjectSource> OpenAsync(string project, string configuration, string? context, DatabaseProvider? provider, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(project);
        var directory = Path.GetDirectoryName(path)!;
        var folder = TemporaryFolder.Create();
        HostProcess? host = null;
        try
        {
            progress?.Report($"building {Path.GetFileName(path)}");
            var assembly = await new ProjectBuild(path, configuration, folder.Path).RunAsync(cancellationToken);
            host = HostProcess.Start(assembly, directory);
            var answer = await host.AskAsync(new Request("open", context, provider?.Name()), cancellationToken);
            return new ProjectSource(folder, host, directory, answer.Opened ?? throw new RehearsalException($"{Path.GetFileName(path)}: {answer.Error}"));
        }
        catch
        {
            if (host is not null)
                await host.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyList<MigrationStep>> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MigrationStep>>([.. _opened.Migrations.Select(StepOf)]);

    public Task UpAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken) => RunAsync("up", step, connectionString, cancellationToken);

    public Task DownAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken) => RunAsync("down", step, connectionString, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private async Task RunAsync(string direction, MigrationStep step, string connectionString, CancellationToken cancellationToken)
    {
        var answer = await _host.AskAsync(new Request(direction, Id: step.Id, Connection: connectionString), cancellationToken);
        if (answer.Error is { } error)
            throw new RehearsalException(error);
        if (answer.Failed is { } failed)
            throw new StepFailedException(failed);
    }

    private MigrationStep StepOf(OpenedMigration migration)
    {
        var step = new MigrationStep(migration.Id, migration.Path is null ? migration.Id : Path.GetRelativePath(_directory, migration.Path).Replace('\\', '/'), Math.Max(migration.Line, 1));
        if (DeclaredReason(migration) is { } reason)
            return step with { WayBack = WayBack.ForwardOnly, Reason = reason };
        if (migration.IsForwardOnly)
            return step with { WayBack = WayBack.ForwardOnly, Reason = "it is a ForwardOnlyMigration" };

        // A Down that throws without a reason is none.
        return migration.HasDown && migration.Reason is null ? step : step with { WayBack = WayBack.Missing };
    }

    // Comments are in no assembly: they stand in the file, between this Up and the next.
    private string? DeclaredReason(OpenedMigration migration)
    {
        if (migration.Reason is { } reason && Reason.IsGiven(reason))
            return reason;
        if (migration.Path is not { } path || !File.Exists(path))
            return null;

        var end = _opened.Migrations.Where(other => other.Path == path && other.Line > migration.Line).Select(other => other.Line).DefaultIfEmpty(int.MaxValue).Min();
        var declared = Declarations.In(string.Join('\n', File.ReadLines(path).Take(end - 1).Skip(migration.Line - 1)));
        return declared.Irreversible ?? declared.NoOp;
    }
}
