using System.Data.Common;
using Microsoft.Data.Sqlite;
using StageReady.Migrations;
using StageReady.Projects;

namespace StageReady.Rehearsal;

/// <summary>The scripts of golang-migrate, dbmate, goose, Flyway or Liquibase in a folder, run as their tool runs them: whole or in statements, in a transaction or not.</summary>
internal sealed class ScriptFolderSource : IMigrationSource
{
    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules", ".git"];

    private readonly ScriptFolder _folder;
    private readonly Dictionary<string, ScriptMigration> _migrations = new(StringComparer.Ordinal);
    private readonly List<MigrationStep> _steps = [];

    private ScriptFolderSource(ScriptFolder folder, DatabaseProvider provider)
    {
        (_folder, Provider) = (folder, provider);
        foreach (var migration in folder.Migrations)
        {
            var step = StepOf(migration);
            if (!_migrations.TryAdd(step.Id, migration))
                throw new RehearsalException($"{migration.Place.Path} and {_migrations[step.Id].Place.Path} are both migration {step.Id}");
            _steps.Add(step);
        }
    }

    public string Tool => _folder.Tool.Name();

    public DatabaseProvider Provider { get; }

    // Nothing is noted here: the rehearsal itself knows what it has run.
    public IReadOnlyCollection<string> HistoryTables => [];

    /// <summary>The folders with scripts in a directory and below it.</summary>
    /// <exception cref="RehearsalException">The directory cannot be read.</exception>
    public static IReadOnlyList<ScriptFolder> Find(string directory)
    {
        try
        {
            var paths = new List<string>();
            Collect(directory, "", paths);
            return ScriptFolders.Find(new RepositoryTree(paths, path => File.ReadAllText(Path.Combine(directory, path))), "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RehearsalException($"The directory {directory} cannot be read: {exception.Message}", exception);
        }
    }

    /// <exception cref="RehearsalException">Two scripts are the same migration.</exception>
    public static ScriptFolderSource Open(ScriptFolder folder, DatabaseProvider provider) => new(folder, provider);

    public Task<IReadOnlyList<MigrationStep>> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<MigrationStep>>(_steps);

    public Task UpAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken) => RunAsync(_migrations[step.Id].Up, connectionString, cancellationToken);

    public Task DownAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken) => RunAsync(_migrations[step.Id].Down!, connectionString, cancellationToken);

    public ValueTask DisposeAsync() => default;

    private static MigrationStep StepOf(ScriptMigration migration)
    {
        var step = new MigrationStep(migration.Id, migration.Place.Path, migration.Place.StartLine);
        if (migration.IsRepeatable)
            return step with { WayBack = WayBack.Repeatable };
        if (DeclarationsOf(migration) is { } reason)
            return step with { WayBack = WayBack.ForwardOnly, Reason = reason };
        return migration.Undo switch
        {
            Undo.NotNeeded => step with { WayBack = WayBack.ForwardOnly, Reason = "the script says that there is nothing to roll back" },
            Undo.Elsewhere => step with { WayBack = WayBack.ForwardOnly, Reason = "its way back stands in another file" },
            _ => migration.Down is null || migration.Down.IsEmpty ? step with { WayBack = WayBack.Missing } : step,
        };
    }

    private static string? DeclarationsOf(ScriptMigration migration)
    {
        var declarations = Declarations.In(migration.Up.Text).Or(Declarations.In(migration.Down?.Text ?? ""));
        return declarations.Irreversible ?? declarations.NoOp;
    }

    private async Task RunAsync(ScriptSection section, string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = Provider.CreateConnection(connectionString);
        await connection.OpenAsync(cancellationToken);

        // SQLite looks at no token.
        await using var interruption = connection is SqliteConnection sqlite ? cancellationToken.Register(() => SQLitePCL.raw.sqlite3_interrupt(sqlite.Handle)) : default;

        // golang-migrate hands PostgreSQL the file as it is, which makes one transaction of it only if there are several statements.
        var inTransaction = section.InTransaction && !(_folder.Tool == ScriptTool.GolangMigrate && Provider == DatabaseProvider.PostgreSql);
        await using var transaction = inTransaction ? await connection.BeginTransactionAsync(cancellationToken) : null;
        foreach (var statement in section.Statements)
            await ExecuteAsync(connection, transaction, section, statement, cancellationToken);
        try
        {
            if (transaction is not null)
                await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            throw new StepFailedException($"{section.File.Path}: {Words.OneLine(exception.Message)}", exception);
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, ScriptSection section, ScriptStatement statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = statement.Text;
        command.CommandTimeout = 0;
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (DbException exception)
        {
            var place = section.Span(statement.Start, statement.Text.Length);
            throw new StepFailedException($"{place.Path}({place.StartLine},{place.StartColumn}): {Words.OneLine(exception.Message)}", exception);
        }
    }

    private static void Collect(string root, string folder, List<string> paths)
    {
        foreach (var entry in new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = RepositoryTree.Join(folder, entry.Name);
            if (entry is FileInfo && (ScriptFolders.IsCandidate(path) || FlywayNaming.IsSettings(path)))
                paths.Add(path);
            else if (entry is DirectoryInfo { LinkTarget: null } && !SkippedFolders.Contains(entry.Name))
                Collect(root, path, paths);
        }
    }
}
