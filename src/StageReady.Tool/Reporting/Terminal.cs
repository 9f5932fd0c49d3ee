using StageReady.Release;

namespace StageReady.Tool.Reporting;

/// <summary>What the standard streams can show.</summary>
internal static class Terminal
{
    // https://no-color.org: any value but the empty one counts.
    public static bool ShowsColour => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static bool ShowsProgress => !Console.IsErrorRedirected;
}

/// <summary>One line on a terminal that says what is being done, and leaves no trace; nothing anywhere else.</summary>
internal sealed class TerminalProgress(TextWriter error) : IProgress<string>, IDisposable
{
    private const string ClearLine = "\r\e[K";

    public void Report(string value)
    {
        if (Terminal.ShowsProgress)
            error.Write($"{ClearLine}{Printable.Of(value)}…");
    }

    public void Dispose()
    {
        if (Terminal.ShowsProgress)
            error.Write(ClearLine);
    }
}
