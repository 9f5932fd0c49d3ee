using Microsoft.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using StageReady.Rehearsal;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>How a test's migration is rehearsed when the fix has written its Down: on a database with these tables, or not at all, and why.</summary>
internal sealed class Rehearsed
{
    private const int Rows = 2;

    private readonly Action<ModelBuilder>? _before;
    private readonly Action<ModelBuilder>? _after;
    private readonly IReadOnlyList<Provider> _providers;
    private string? _sql;

    private Rehearsed(Action<ModelBuilder>? before, Action<ModelBuilder>? after, IReadOnlyList<Provider> providers) => (_before, _after, _providers) = (before, after, providers);

    /// <param name="before">The model before Up.</param>
    /// <param name="after">The model after Up, where it rebuilds a table of SQLite.</param>
    public static Rehearsed On(Action<ModelBuilder> before, Action<ModelBuilder>? after = null) => new(before, after, Enum.GetValues<Provider>());

    /// <summary>On one provider only, for a migration that is written for it.</summary>
    public static Rehearsed OnlyOn(Provider provider, Action<ModelBuilder> before, Action<ModelBuilder>? after = null) => new(before, after, [provider]);

    public static Rehearsed Not(string reason)
    {
        Assert.NotEmpty(reason);
        return new(null, null, []);
    }

    /// <summary>The same with what SQL has to make because a model cannot.</summary>
    public Rehearsed After(string sql) => new(_before, _after, _providers) { _sql = sql };

    /// <summary>A table with a key of its own and columns of numbers that may be null.</summary>
    public static Action<ModelBuilder> Table(string name, params string[] columns) => model => model.Entity(name, table =>
    {
        table.ToTable(name);
        table.Property<int>("Id").ValueGeneratedNever();
        table.HasKey("Id");
        foreach (var column in columns)
            table.Property<int?>(column);
    });

    /// <param name="databases">Where it runs.</param>
    /// <param name="code">The whole file of the migration.</param>
    /// <param name="type">The migration's class.</param>
    public async Task RunAsync(Databases databases, string code, string type)
    {
        foreach (var provider in _providers)
        {
            var result = await RehearseAsync(databases, code, type, provider);
            Assert.True(result.Outcome == RehearsalOutcome.Restored, $"{Problems(result, provider)}\n{code}");
        }
    }

    /// <summary>The same of a migration whose Down leaves another schema than it found.</summary>
    public async Task DiffersAsync(Databases databases, string code, string type)
    {
        foreach (var provider in _providers)
        {
            var result = await RehearseAsync(databases, code, type, provider);
            Assert.True(result is { Outcome: RehearsalOutcome.Failed, Problems: [{ Phase: RehearsalPhase.Down, Message: null }, ..] }, $"{result.Outcome}: {Problems(result, provider)}\n{code}");
        }
    }

    private async Task<MigrationResult> RehearseAsync(Databases databases, string code, string type, Provider provider)
    {
        using var workspace = new AdhocWorkspace();
        var project = MendedMigration.Project(workspace, type, provider).AddDocument($"{type}.cs", code).Project;
        var migration = MendedMigration.Load((await project.GetCompilationAsync())!, type, provider);

        await using var source = new RehearsedMigration(migration, provider, _before!, _after ?? _before!, _sql);
        await using var rehearsal = new MigrationRehearsal(source, databases.ServerOf(provider), Rows);
        return Assert.Single((await rehearsal.RunAsync(RehearsedMigration.Start, TestContext.Current.CancellationToken)).Migrations);
    }

    private static string Problems(MigrationResult result, Provider provider) =>
        string.Join('\n', result.Problems.Select(problem => $"{provider}, {problem.Phase}: {problem.Message} {string.Join(", ", problem.Differences)}"));
}
