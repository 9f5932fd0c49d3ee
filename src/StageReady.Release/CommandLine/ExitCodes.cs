namespace StageReady.Release;

/// <summary>Exit codes beside those of the problem classes.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command line, or a file it names, cannot be used.</summary>
    public const int Usage = 2;

    /// <summary>A defect of StageReady (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;

    /// <summary>Ctrl-C, or a request to end, as shells report it.</summary>
    public const int Interrupted = 130;
}
