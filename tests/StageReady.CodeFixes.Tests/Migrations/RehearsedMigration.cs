using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using StageReady.Rehearsal;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>The migration of a test as a rehearsal runs it, after a step that creates the tables before it.</summary>
/// <param name="migration">The migration.</param>
/// <param name="provider">The provider that it runs on.</param>
/// <param name="before">The model before Up.</param>
/// <param name="after">The model after Up, which EF Core needs to rebuild a table of SQLite.</param>
/// <param name="sql">What else makes the database before Up.</param>
internal sealed class RehearsedMigration(Migration migration, Provider provider, Action<ModelBuilder> before, Action<ModelBuilder> after, string? sql = null) : IMigrationSource
{
    public const string Start = "1_Start";

    public string Tool => "EF Core";

    public DatabaseProvider Provider => provider.Database();

    public IReadOnlyCollection<string> HistoryTables => [];

    public bool RebuildsTables => provider == StageReady.CodeFixes.Tests.Migrations.Provider.Sqlite;

    public Task<IReadOnlyList<MigrationStep>> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MigrationStep>>([new MigrationStep(Start, ""), new MigrationStep("2_Change", "")]);

    public Task UpAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken) =>
        step.Id == Start ? CreateAsync(connectionString, cancellationToken) : RunAsync(migration.UpOperations, after, connectionString);

    public Task DownAsync(MigrationStep step, string connectionString, CancellationToken cancellationToken) => RunAsync(migration.DownOperations, before, connectionString);

    public ValueTask DisposeAsync() => default;

    private async Task CreateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var connection = Provider.CreateConnection(connectionString);
        await using var context = new ChangingContext(provider, connection, before);
        await context.Database.EnsureCreatedAsync(cancellationToken);
        if (sql is not null)
            await context.Database.ExecuteSqlRawAsync(sql, cancellationToken);
    }

    private async Task RunAsync(IReadOnlyList<MigrationOperation> operations, Action<ModelBuilder> model, string connectionString)
    {
        await using var connection = Provider.CreateConnection(connectionString);
        await using var context = new ChangingContext(provider, connection, model);
        try
        {
            MendedMigration.Run(context, operations, context.DesignTimeModel);
        }
        catch (DbException exception)
        {
            throw new StepFailedException(exception.Message, exception);
        }
    }
}
