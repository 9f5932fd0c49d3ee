namespace StageReady.Configuration;

/// <summary>A reason why a file does not load, or is not read.</summary>
internal sealed record ConfigurationProblem(SourceSpan Span, string Message)
{
    public Severity Severity { get; init; } = Severity.Error;

    public IReadOnlyList<SourceSpan> Related { get; init; } = [];

    /// <summary>The key that the problem is about; empty if it is the file.</summary>
    public string Key { get; init; } = "";

    public Finding ToFinding(Rule rule) => new(rule, Span, Message) { Severity = Severity, Related = Related, Subject = Key };
}
