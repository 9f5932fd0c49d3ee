namespace StageReady.Migrations;

/// <summary>What comes of running Down after Up.</summary>
internal sealed record Outcome(IReadOnlyList<Residue> Residues, IReadOnlyList<DownFailure> Failures, IReadOnlyList<DataLoss> Losses);

/// <summary>An operation of Down that the database refuses, or with which it loses what a rollback should bring back.</summary>
internal sealed record DownFailure(Operation Operation, string Message);

/// <summary>An operation of Up that destroys data.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="IsRename">It stands for a rename, which Down does.</param>
/// <param name="Message">What is lost, and what would mend it.</param>
internal sealed record DataLoss(Operation Operation, bool IsRename, string Message);
