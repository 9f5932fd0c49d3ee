namespace StageReady.Configuration;

/// <summary>An entry of <c>suppressions</c>: findings of a rule that the team has decided to live with.</summary>
/// <param name="Span">Where the entry stands in stageready.json.</param>
internal sealed record DeclaredSuppression(Rule Rule, DeclaredFile File, SourceSpan Span)
{
    /// <summary>Only findings about this key or below it; null for all findings in the file.</summary>
    public DeclaredKey? Key { get; init; }

    /// <summary>Null if the entry gives none.</summary>
    public string? Reason { get; init; }

    /// <summary>The last day on which the entry holds; null if it holds for ever.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>Whether the entry speaks of a finding, whatever its reason and its expiry.</summary>
    public bool Covers(Finding finding) =>
        finding.Rule == Rule && (Key is null || Key.Covers(finding.Subject)) && File.Covers(finding.Span.Path);
}
