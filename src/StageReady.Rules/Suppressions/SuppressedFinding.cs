namespace StageReady.Suppressions;

/// <summary>A finding that the team has decided to live with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="By">What says so: <see cref="Comment"/>, or the name of a file.</param>
internal sealed record SuppressedFinding(Finding Finding, string Reason, string By)
{
    /// <summary>A comment beside the finding.</summary>
    public const string Comment = "comment";

    public bool IsInSource => By == Comment;
}

/// <summary>What is reported, and what is not.</summary>
internal sealed record JudgedFindings(IReadOnlyList<Finding> Findings, IReadOnlyList<SuppressedFinding> Suppressed)
{
    public JudgedFindings And(JudgedFindings others) => new([.. Findings, .. others.Findings], [.. Suppressed, .. others.Suppressed]);
}
