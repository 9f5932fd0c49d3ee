namespace StageReady.Tool.Fixes;

/// <summary>A finding that was mended.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Path">The file, relative to the tree.</param>
/// <param name="Line">The line where the finding stood when it was mended, from 1.</param>
/// <param name="Title">What the fix does.</param>
internal sealed record AppliedFix(Rule Rule, string Path, int Line, string Title)
{
    /// <summary>What is left to the user; null if nothing is.</summary>
    public string? Command { get; init; }
}
