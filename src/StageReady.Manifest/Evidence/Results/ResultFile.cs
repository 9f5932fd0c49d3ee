namespace StageReady.Manifest;

/// <summary>A file in which a tool has written what it found.</summary>
/// <param name="name">The file's name, for messages and for the evidence: no path, which would tell of the machine.</param>
/// <param name="content">Its bytes.</param>
public sealed class ResultFile(string name, ReadOnlyMemory<byte> content)
{
    /// <summary>How large one may be.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The file's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;
}
