using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace StageReady.Release;

/// <summary>Starts git. The arguments are constants of this program: nothing of the user's reaches a command line.</summary>
internal static class Git
{
    private const int NotStarted = -1;

    public static GitResult Run(string directory, string arguments)
    {
        // A repository that came as an archive brings its own .git/config, and the file monitor in it is a program that git would start.
        var start = new ProcessStartInfo("git", "-c core.fsmonitor=false " + arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // A git hook that starts a build would otherwise decide which repository is read.
        foreach (var name in (string[])["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"])
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new GitResult(process.ExitCode, output, FirstLine(error.Result));
        }
        catch (Win32Exception)
        {
            return new GitResult(NotStarted, "", "git is not installed");
        }
    }

    /// <summary>The remote that a work tree was cloned from, as git has it; null if there is none.</summary>
    public static string? OriginOf(string directory) => Run(directory, "config --get remote.origin.url") is { ExitCode: 0 } origin ? origin.Output.Trim() : null;

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}

internal sealed record GitResult(int ExitCode, string Output, string Error);
