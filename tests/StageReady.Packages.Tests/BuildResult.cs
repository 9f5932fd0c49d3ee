using Microsoft.Build.Framework;
using Microsoft.Build.Logging.StructuredLogger;

namespace StageReady.Packages.Tests;

/// <summary>A diagnostic as MSBuild got it.</summary>
/// <param name="File">The file's name relative to the solution, with <c>/</c>.</param>
public sealed record Diagnostic(string Level, string Code, string File, int Line, int Column, string Message)
{
    public override string ToString() => $"{File}({Line},{Column}): {Level} {Code}";
}

/// <summary>What a build said and did, read from its binary log.</summary>
internal sealed class BuildResult
{
    private BuildResult(int exitCode, string output, string binaryLog, IReadOnlyList<Diagnostic> diagnostics, IReadOnlyList<string> tasks, IReadOnlyList<string> messages)
    {
        ExitCode = exitCode;
        Output = output;
        BinaryLog = binaryLog;
        Diagnostics = diagnostics;
        StageReadyTasks = tasks;
        Messages = messages;
    }

    public int ExitCode { get; }

    public string Output { get; }

    /// <summary>Where the binary log is.</summary>
    public string BinaryLog { get; }

    /// <summary>Errors and warnings, in the order in which they came.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The names of StageReady's tasks that ran.</summary>
    public IReadOnlyList<string> StageReadyTasks { get; }

    /// <summary>The messages that a user sees without asking for more.</summary>
    public IReadOnlyList<string> Messages { get; }

    /// <summary>StageReady's diagnostics as text, in order.</summary>
    public IEnumerable<string> Findings => Diagnostics.Where(diagnostic => diagnostic.Code.StartsWith("STG", StringComparison.Ordinal)).Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal);

    public static BuildResult Read(ProcessResult process, string binaryLog, string root)
    {
        var diagnostics = new List<Diagnostic>();
        var tasks = new List<string>();
        var messages = new List<string>();
        foreach (var record in new BinLogReader().ReadRecords(binaryLog))
        {
            switch (record.Args)
            {
                case BuildErrorEventArgs error:
                    diagnostics.Add(new Diagnostic("error", error.Code ?? "", Relative(error.File, error.ProjectFile), error.LineNumber, error.ColumnNumber, error.Message ?? ""));
                    break;
                case BuildWarningEventArgs warning:
                    diagnostics.Add(new Diagnostic("warning", warning.Code ?? "", Relative(warning.File, warning.ProjectFile), warning.LineNumber, warning.ColumnNumber, warning.Message ?? ""));
                    break;
                case BuildMessageEventArgs { Importance: MessageImportance.High, Message: { } message }:
                    messages.Add(message);
                    break;
                case TaskStartedEventArgs task when task.TaskName.StartsWith("StageReady.", StringComparison.Ordinal):
                    tasks.Add(task.TaskName[(task.TaskName.LastIndexOf('.') + 1)..]);
                    break;
            }
        }

        return new BuildResult(process.ExitCode, process.Output, binaryLog, diagnostics, tasks, messages);

        string Relative(string? file, string? project) => string.IsNullOrEmpty(file)
            ? ""
            : Path.GetRelativePath(root, Path.Combine(Path.GetDirectoryName(project) ?? root, file)).Replace('\\', '/');
    }
}
