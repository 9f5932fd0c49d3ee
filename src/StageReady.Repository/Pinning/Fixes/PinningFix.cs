using StageReady.Configuration.Fixes;

namespace StageReady.Pinning.Fixes;

/// <summary>What becomes of a finding of the pinning rules: it is mended by facts that a restore, the SDK or a registry tells, or it stays, and the user learns why.</summary>
/// <param name="Text">What the fix does, or why the finding stays.</param>
/// <param name="Edits">None overlaps another. There are none if the finding stays, or an earlier fix has mended it too.</param>
internal sealed record PinningFix(bool Mends, string Text, IReadOnlyList<FileEdit> Edits)
{
    /// <summary>What is left to run; null if nothing is.</summary>
    public string? Command { get; init; }

    public static PinningFix Write(string title, params FileEdit[] edits) => new(true, title, edits);

    public static PinningFix Leave(string why, string? command = null) => new(false, why, []) { Command = command };
}
