using System.Diagnostics;
using System.Text.Json;

namespace StageReady.Rehearsal.Tests;

/// <summary>What a command printed and returned.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);

/// <summary>A folder with migrations, and the tool as a process that rehearses them. Its temporary files have a folder of their own, so that a test sees what is left behind.</summary>
internal sealed class RehearsedFolder : IDisposable
{
    private static readonly string Tool = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "StageReady.Tool", System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "stageready.dll"));

    public RehearsedFolder(params (string Path, string Text)[] files)
    {
        Root = Directory.CreateTempSubdirectory("stageready-tests-").FullName;

        Temporary = Directory.CreateDirectory(Path("tmp")).FullName;

        // PostgreSQL may run as another user, for whom this has to be what /tmp is.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Root, File.GetUnixFileMode(Root) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            File.SetUnixFileMode(Temporary, (UnixFileMode)0b111_111_111 | UnixFileMode.StickyBit);
        }

        Directory.CreateDirectory(Path("migrations"));
        foreach (var (path, text) in files)
            Write(path, text);
    }

    public string Root { get; }

    /// <summary>Where the tool keeps its temporary files.</summary>
    public string Temporary { get; }

    public string Path(string relative) => System.IO.Path.Combine(Root, relative);

    public void Write(string path, string text)
    {
        var full = Path(System.IO.Path.Combine("migrations", path));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public ToolResult Rehearse(params string[] arguments) => RehearseIn("", arguments);

    /// <param name="path">What is rehearsed of the folder with migrations.</param>
    /// <param name="arguments">More of them.</param>
    public ToolResult RehearseIn(string path, params string[] arguments) => ResultOf(StartIn("rehearse", path, arguments));

    /// <summary>Has the migrations mended.</summary>
    public ToolResult Fix() => ResultOf(StartIn("fix", "", []));

    private static ToolResult ResultOf(Process started)
    {
        using var process = started;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }

    /// <summary>Rehearses on SQLite and returns what the JSON says.</summary>
    public JsonElement RehearseSqlite(params string[] arguments) => Json(Rehearse(["--provider", "sqlite", "--format", "json", .. arguments]));

    public static JsonElement Json(ToolResult result)
    {
        Assert.Equal("", result.Error);
        Assert.InRange(result.ExitCode, 0, 1);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(result.ExitCode == 0 ? "passed" : "failed", document.RootElement.GetProperty("result").GetString());
        return document.RootElement.Clone();
    }

    public Process Start(params string[] arguments) => StartIn("rehearse", "", arguments);

    private Process StartIn(string command, string path, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Tool, command, Path(System.IO.Path.Combine("migrations", path)), .. arguments]) { WorkingDirectory = Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = Temporary;
        start.Environment["TMP"] = Temporary;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal static class RehearsalReport
{
    public static string[] Outcomes(this JsonElement report) =>
        [.. report.GetProperty("migrations").EnumerateArray().Select(migration => $"{migration.GetProperty("id").GetString()}: {migration.GetProperty("outcome").GetString()}")];

    /// <summary>The problems of all migrations: phase, then the message or the difference.</summary>
    public static string[] Problems(this JsonElement report) =>
    [
        .. from migration in report.GetProperty("migrations").EnumerateArray()
           from problem in migration.GetProperty("problems").EnumerateArray()
           from text in problem.GetProperty("message").GetString() is { } message ? [message] : problem.GetProperty("differences").EnumerateArray().Select(Difference)
           select $"{problem.GetProperty("phase").GetString()}: {text}",
    ];

    private static string Difference(JsonElement difference)
    {
        var text = $"{difference.GetProperty("change").GetString()} {difference.GetProperty("kind").GetString()} {difference.GetProperty("name").GetString()}";
        return difference.GetProperty("property").GetString() is { } property
            ? $"{text}: {property} {difference.GetProperty("before").GetString() ?? "-"} -> {difference.GetProperty("after").GetString() ?? "-"}"
            : text;
    }
}
