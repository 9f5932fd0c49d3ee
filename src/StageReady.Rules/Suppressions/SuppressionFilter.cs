using StageReady.Configuration;

namespace StageReady.Suppressions;

/// <summary>Applies the comments and the entries of stageready.json and stageready.baseline.json that suppress findings: after the rules and before whoever reports, so that neither knows of them.</summary>
internal sealed class SuppressionFilter
{
    private readonly Func<string, TextFile?> _fileOf;
    private readonly Func<string, StageReadySettings> _settingsOf;
    private readonly DateTime _today;
    private readonly Dictionary<string, IReadOnlyList<IgnoreComment>> _comments = new(StringComparer.Ordinal);

    /// <param name="fileOf">The file of a path that a finding has; null if it has no text.</param>
    /// <param name="settingsOf">The settings that hold for it.</param>
    /// <param name="today">Entries that expired before this day suppress nothing any more.</param>
    public SuppressionFilter(Func<string, TextFile?> fileOf, Func<string, StageReadySettings> settingsOf, DateTime today)
    {
        _fileOf = fileOf;
        _settingsOf = settingsOf;
        _today = today;
    }

    public JudgedFindings Apply(IEnumerable<Finding> findings)
    {
        var reported = new List<Finding>();
        var suppressed = new List<SuppressedFinding>();
        foreach (var finding in findings)
        {
            if (ReasonBeside(finding) is { } comment)
                suppressed.Add(new SuppressedFinding(finding, comment, SuppressedFinding.Comment));
            else if (_settingsOf(finding.Span.Path).SuppressionOf(finding, _today) is { } entry)
                suppressed.Add(new SuppressedFinding(finding, entry.Reason!, Path.GetFileName(entry.Span.Path)));
            else
                reported.Add(finding);
        }

        return new JudgedFindings(reported, suppressed);
    }

    private string? ReasonBeside(Finding finding) =>
        CommentsOf(finding.Span.Path).FirstOrDefault(comment => comment.Reason is not null && comment.Covers(finding))?.Reason;

    private IReadOnlyList<IgnoreComment> CommentsOf(string path)
    {
        if (!_comments.TryGetValue(path, out var comments))
            _comments[path] = comments = _fileOf(path) is { } file ? IgnoreCommentReader.Read(file) : [];
        return comments;
    }
}
