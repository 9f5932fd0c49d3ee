namespace StageReady.Rehearsal;

/// <summary>The part of a migration's rehearsal in which something shows.</summary>
internal enum RehearsalPhase
{
    Up,
    Down,
    UpAgain,
}

internal enum RehearsalOutcome
{
    /// <summary>Down brought back what was there before Up, and a second Up what the first one made.</summary>
    Restored,

    /// <summary>Only run forward, for a reason that is given.</summary>
    ForwardOnly,

    /// <summary>Runs twice with the same result.</summary>
    Repeated,

    Failed,

    /// <summary>A migration before it failed to run forward.</summary>
    NotRun,
}

/// <summary>What is wrong with a migration in one phase: it fails, or the schema is not what it has to be.</summary>
/// <param name="Message">The failure, in a line; null if only the schema differs.</param>
internal sealed record RehearsalProblem(RehearsalPhase Phase, string? Message, IReadOnlyList<SchemaDifference> Differences);

/// <summary>How the rehearsal of a migration went.</summary>
internal sealed record MigrationResult(MigrationStep Step, RehearsalOutcome Outcome, IReadOnlyList<RehearsalProblem> Problems, TimeSpan Duration);

/// <summary>How the rehearsal went.</summary>
/// <param name="Tool">Where the migrations come from.</param>
/// <param name="Version">The database and its version.</param>
/// <param name="Migrations">Those that were to be rehearsed, in their order.</param>
/// <param name="Before">How many migrations before them were only applied.</param>
/// <param name="TablesWithoutRows">The tables that no row could be written to.</param>
internal sealed record RehearsalResult(
    string Tool, DatabaseProvider Provider, string Version, IReadOnlyList<MigrationResult> Migrations, int Before, IReadOnlyCollection<string> TablesWithoutRows)
{
    public bool Succeeded => Migrations.All(migration => migration.Outcome is not (RehearsalOutcome.Failed or RehearsalOutcome.NotRun));

    public int Count(RehearsalOutcome outcome) => Migrations.Count(migration => migration.Outcome == outcome);
}
