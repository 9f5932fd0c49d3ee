namespace StageReady.Suppressions;

/// <summary>A finding that the team has decided to live with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="IsInSource">Whether a comment beside it says so; else stageready.json does.</param>
internal sealed record SuppressedFinding(Finding Finding, string Reason, bool IsInSource);

/// <summary>What is reported, and what is not.</summary>
internal sealed record JudgedFindings(IReadOnlyList<Finding> Findings, IReadOnlyList<SuppressedFinding> Suppressed)
{
    public JudgedFindings And(JudgedFindings others) => new([.. Findings, .. others.Findings], [.. Suppressed, .. others.Suppressed]);
}
