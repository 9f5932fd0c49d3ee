namespace StageReady.Tool.Fixes;

/// <summary>A finding that no fix mends.</summary>
internal sealed record LeftFinding(string Path, int Start, string Id, bool IsError)
{
    /// <summary>Why it stays, where that says more than that there is no certain fix; null otherwise.</summary>
    public Reason? Because { get; init; }
}

/// <param name="Line">The line of the finding, from 1.</param>
/// <param name="Command">What would tell what is missing; null if nothing does.</param>
internal sealed record Reason(int Line, string Text, string? Command);
