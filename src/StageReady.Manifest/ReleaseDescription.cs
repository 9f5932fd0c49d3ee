namespace StageReady.Manifest;

/// <summary>What a manifest is to say about a directory, beside its files.</summary>
public sealed class ReleaseDescription
{
    /// <summary>The product's name: text without control characters.</summary>
    public required string Name { get; init; }

    /// <summary>The product's version: text without control characters.</summary>
    public required string Version { get; init; }

    /// <summary>A number that grows from release to release; null if none is known.</summary>
    public long? Sequence { get; init; }

    /// <summary>What the build knew about itself.</summary>
    public ReleaseFacts Facts { get; init; } = new();
}
