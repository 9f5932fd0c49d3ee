using System.Data.Common;
using System.Diagnostics;

namespace StageReady.Rehearsal;

/// <summary>Runs each migration up, down and up again on a disposable database and compares what is there before and after.</summary>
/// <param name="source">The migrations.</param>
/// <param name="server">Where databases are created.</param>
/// <param name="rows">How many rows each table gets; 0 for a rehearsal without data.</param>
/// <param name="progress">Told what is being done.</param>
internal sealed class MigrationRehearsal(IMigrationSource source, IDatabaseServer server, int rows, IProgress<string>? progress = null) : IAsyncDisposable
{
    private RehearsalDatabase? _database;
    private RowSeeder? _seeder;
    private bool _isStuck;
    private readonly SortedSet<string> _tablesWithoutRows = new(StringComparer.Ordinal);

    private RehearsalDatabase Database => _database!;

    /// <param name="after">Migrations up to this one are only applied; null if all are to be rehearsed.</param>
    /// <exception cref="RehearsalException">The rehearsal cannot take place, or the database is lost.</exception>
    public async Task<RehearsalResult> RunAsync(string? after, CancellationToken cancellationToken)
    {
        var steps = await source.ReadAsync(cancellationToken);
        var before = after is null ? 0 : 1 + IndexOf(steps, after);
        var results = new List<MigrationResult>();
        try
        {
            await StartAgainAsync(steps.Take(before), cancellationToken);
            for (var i = before; i < steps.Count; i++)
            {
                progress?.Report($"{i - before + 1}/{steps.Count - before} {steps[i].Id}");
                var start = Stopwatch.GetTimestamp();
                var problems = new List<RehearsalProblem>();
                var outcome = _isStuck ? RehearsalOutcome.NotRun : await RehearseAsync(steps, i, problems, cancellationToken);
                results.Add(new MigrationResult(steps[i], outcome, problems, Stopwatch.GetElapsedTime(start)));
            }
        }
        catch (DbException exception)
        {
            throw new RehearsalException($"The database fails: {Words.OneLine(exception.Message)}", exception);
        }

        _tablesWithoutRows.UnionWith(_seeder?.TablesWithoutRows ?? []);
        return new RehearsalResult(source.Tool, source.Provider, server.Version, results, before, _tablesWithoutRows);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await _database.DisposeAsync();
        _database = null;
    }

    private async Task<RehearsalOutcome> RehearseAsync(IReadOnlyList<MigrationStep> steps, int index, List<RehearsalProblem> problems, CancellationToken cancellationToken)
    {
        var step = steps[index];
        var before = await ReadSchemaAsync(cancellationToken);
        if (rows > 0)
            await _seeder!.FillAsync(before, rows, cancellationToken);
        if (!await TryAsync(RehearsalPhase.Up, step, problems, cancellationToken))
        {
            // Rows may be all that stands in its way; those after it are rehearsed then.
            _isStuck = rows == 0 || await TryStartAgainAsync(steps.Take(index + 1), cancellationToken) is not null;
            return RehearsalOutcome.Failed;
        }

        var after = await ReadStateAsync(cancellationToken);
        var outcome = step.WayBack switch
        {
            WayBack.ForwardOnly => RehearsalOutcome.ForwardOnly,
            WayBack.Repeatable => await RepeatAsync(step, after.Schema, after.Schema, problems, cancellationToken) ? RehearsalOutcome.Repeated : RehearsalOutcome.Failed,
            WayBack.Missing => Fail(problems, RehearsalPhase.Down, "there is no way back"),
            _ => await GoBackAndForthAsync(step, before, after.Schema, problems, cancellationToken) ? RehearsalOutcome.Restored : RehearsalOutcome.Failed,
        };

        // The next migration starts from where this one leads, whatever happened on the way.
        if (problems.Count > 0 && !(await ReadStateAsync(cancellationToken)).IsSame(after))
            await StartAgainAsync(steps.Take(index + 1), cancellationToken);
        return outcome;
    }

    private async Task<bool> GoBackAndForthAsync(MigrationStep step, SchemaSnapshot before, SchemaSnapshot after, List<RehearsalProblem> problems, CancellationToken cancellationToken)
    {
        if (rows > 0)
            await _seeder!.AddAsync(after, TablesThatChanged(before, after), cancellationToken);
        if (!await TryAsync(RehearsalPhase.Down, step, problems, cancellationToken))
            return false;
        var between = await ReadSchemaAsync(cancellationToken);
        Compare(RehearsalPhase.Down, before, between, null, problems);
        return await RepeatAsync(step, between, after, problems, cancellationToken);
    }

    private async Task<bool> RepeatAsync(MigrationStep step, SchemaSnapshot between, SchemaSnapshot after, List<RehearsalProblem> problems, CancellationToken cancellationToken)
    {
        if (await TryAsync(RehearsalPhase.UpAgain, step, problems, cancellationToken))
            Compare(RehearsalPhase.UpAgain, after, await ReadSchemaAsync(cancellationToken), between, problems);
        return problems.Count == 0;
    }

    private async Task<bool> TryAsync(RehearsalPhase phase, MigrationStep step, List<RehearsalProblem> problems, CancellationToken cancellationToken)
    {
        try
        {
            await (phase == RehearsalPhase.Down ? source.DownAsync(step, Database.ConnectionString, cancellationToken) : source.UpAsync(step, Database.ConnectionString, cancellationToken));
            return true;
        }
        catch (StepFailedException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!await Database.AnswersAsync())
                throw new RehearsalException($"The connection to the database is lost: {exception.Message}", exception);
            Fail(problems, phase, exception.Message);
            return false;
        }
    }

    private async Task StartAgainAsync(IEnumerable<MigrationStep> steps, CancellationToken cancellationToken)
    {
        if (await TryStartAgainAsync(steps, cancellationToken) is { } failure)
            throw new RehearsalException(failure);
    }

    /// <summary>A new database with the migrations applied, on no rows.</summary>
    /// <returns>What keeps one of them from being applied; null if all are.</returns>
    private async Task<string?> TryStartAgainAsync(IEnumerable<MigrationStep> steps, CancellationToken cancellationToken)
    {
        _tablesWithoutRows.UnionWith(_seeder?.TablesWithoutRows ?? []);
        await DisposeAsync();
        _database = await server.CreateDatabaseAsync(cancellationToken);
        _seeder = new RowSeeder(_database);
        foreach (var step in steps)
        {
            try
            {
                await source.UpAsync(step, Database.ConnectionString, cancellationToken);
            }
            catch (StepFailedException exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await Database.AnswersAsync())
                    throw new RehearsalException($"The connection to the database is lost: {exception.Message}", exception);
                return $"{step.Id} cannot be applied: {exception.Message}";
            }
        }

        return null;
    }

    private Task<SchemaSnapshot> ReadSchemaAsync(CancellationToken cancellationToken) => Database.ReadSchemaAsync(source.HistoryTables, cancellationToken);

    private async Task<DatabaseState> ReadStateAsync(CancellationToken cancellationToken)
    {
        var schema = await ReadSchemaAsync(cancellationToken);
        var history = new List<string>();
        foreach (var table in source.HistoryTables)
            history.AddRange(await Database.ReadRowsAsync(table, cancellationToken));
        return new DatabaseState(schema, history);
    }

    private static int IndexOf(IReadOnlyList<MigrationStep> steps, string id)
    {
        var found = Enumerable.Range(0, steps.Count).Where(i => steps[i].Id == id).Append(-1).First();
        return found >= 0 ? found : throw new RehearsalException($"There is no migration {id}; the last one is {steps.LastOrDefault()?.Id ?? "missing too"}");
    }

    private static IEnumerable<Table> TablesThatChanged(SchemaSnapshot before, SchemaSnapshot after)
    {
        var changed = SchemaComparison.Compare(before, after).Select(difference => $"{difference.Kind} {difference.Name}").ToHashSet(StringComparer.Ordinal);
        var tables = after.Objects.Where(found => changed.Contains(found.Key)).Select(found => found.Parent ?? found).ToHashSet(ReferenceEqualityComparer.Instance);
        return after.Tables.Where(table => tables.Contains(table.Object));
    }

    private void Compare(RehearsalPhase phase, SchemaSnapshot expected, SchemaSnapshot actual, SchemaSnapshot? between, List<RehearsalProblem> problems)
    {
        if (SchemaComparison.Compare(expected, actual, between, source.RebuildsTables) is { Count: > 0 } differences)
            problems.Add(new RehearsalProblem(phase, null, differences));
    }

    private static RehearsalOutcome Fail(List<RehearsalProblem> problems, RehearsalPhase phase, string message)
    {
        problems.Add(new RehearsalProblem(phase, message, []));
        return RehearsalOutcome.Failed;
    }

    private sealed record DatabaseState(SchemaSnapshot Schema, IReadOnlyList<string> History)
    {
        public bool IsSame(DatabaseState other) => SchemaComparison.Compare(other.Schema, Schema).Count == 0 && History.SequenceEqual(other.History);
    }
}
