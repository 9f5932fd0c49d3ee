namespace StageReady.Suppressions;

/// <summary>A comment <c>stageready: ignore STG1008 REASON</c> in a file that has no pragma.</summary>
/// <param name="Rules">The ids, in upper case.</param>
/// <param name="Reason">Null if it gives none: then it suppresses nothing.</param>
/// <param name="Line">The line that it holds for: its own, or the next one if it stands alone on its line.</param>
/// <param name="IsAtTop">Whether nothing of the file comes before it.</param>
internal sealed record IgnoreComment(IReadOnlyList<string> Rules, string? Reason, int Line, bool IsAtTop, SourceSpan Span)
{
    /// <summary>Whether the comment speaks of a finding in its file, whatever its reason. One that is about the whole file stands nowhere in it.</summary>
    public bool Covers(Finding finding) => Rules.Contains(finding.Rule.Id) && (finding.Span.StartLine == Line || (IsAtTop && finding.Span is { Start: 0, Length: 0 }));
}
