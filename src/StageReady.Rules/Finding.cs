namespace StageReady;

/// <summary>A rule that is violated at a place. Never carries the value of a secret.</summary>
/// <param name="Rule">The catalogue entry.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Message">One line: what is wrong here and what would mend it. No secret, no absolute path.</param>
internal sealed record Finding(Rule Rule, SourceSpan Span, string Message)
{
    /// <summary>The rule's default, unless the catalogue gives this case another one.</summary>
    public Severity Severity { get; init; } = Rule.Severity;

    /// <summary>The other places that the message speaks of.</summary>
    public IReadOnlyList<SourceSpan> Related { get; init; } = [];

    /// <summary>What the finding is about, apart from lines and wording (a key path, a table, a package id): identifies it in a baseline and in SARIF fingerprints.</summary>
    public string Subject { get; init; } = "";
}
