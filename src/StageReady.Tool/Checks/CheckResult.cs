using StageReady.Suppressions;

namespace StageReady.Tool.Checks;

/// <summary>A rule that could decide neither way at a place.</summary>
internal sealed record UnknownVerdict(Rule Rule, SourceSpan Span, string Message)
{
    public static UnknownVerdict Of(Finding finding) => new(finding.Rule, finding.Span, finding.Message);
}

/// <summary>What a check found, in the order in which it is reported. Paths are relative to the checked directory, with forward slashes.</summary>
internal sealed record CheckResult(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<SuppressedFinding> Suppressed,
    IReadOnlyList<UnknownVerdict> Unknown,
    IReadOnlyList<CheckProblem> Problems,
    int Projects)
{
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);
}
