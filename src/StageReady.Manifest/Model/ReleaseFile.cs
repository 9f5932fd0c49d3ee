namespace StageReady.Manifest;

/// <summary>A file of a release.</summary>
/// <param name="path">Relative to the release's root, with <c>/</c>.</param>
/// <param name="size">The length in bytes.</param>
/// <param name="sha256">The content's SHA-256 in lower-case hexadecimal.</param>
public sealed class ReleaseFile(string path, long size, string sha256)
{
    /// <summary>Relative to the release's root, with <c>/</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The length in bytes.</summary>
    public long Size { get; } = size;

    /// <summary>The content's SHA-256 in lower-case hexadecimal.</summary>
    public string Sha256 { get; } = sha256;
}
