namespace StageReady.Manifest;

/// <summary>What no honest manifest exceeds. Beyond it input is refused before it costs memory.</summary>
internal static class Limits
{
    public const int LineBytes = 16 * 1024 * 1024;
    public const int Lines = 10_000;
    public const int JsonDepth = 64;
    public const int Signatures = 16;
    public const int Files = 1_000_000;
    public const int StateBytes = 1024 * 1024;
    public const int KeyFileBytes = 64 * 1024;
}
