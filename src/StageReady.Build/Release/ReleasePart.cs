using Microsoft.Build.Framework;

namespace StageReady.Build.Release;

/// <summary>A project that a release is made of, as its own build left it.</summary>
/// <param name="Assembly">What it builds.</param>
/// <param name="CompileLog">The log of its compile; null if its language has no analyzers.</param>
/// <param name="Results">The results of its other checks.</param>
/// <param name="SettingsFile">Its stageready.json; null if it has none.</param>
/// <param name="BaselineFile">Its stageready.baseline.json; null if it has none.</param>
/// <param name="MigrationsAfter">The property StageReadyMigrationsAfter.</param>
/// <param name="Scripts">The SQL scripts that the assembly embeds.</param>
internal sealed record ReleasePart(
    string Assembly, string? CompileLog, IReadOnlyList<string> Results, string? SettingsFile, string? BaselineFile, string MigrationsAfter, IReadOnlyList<string> Scripts)
{
    public static ReleasePart From(ITaskItem item) => new(
        item.GetMetadata("FullPath"),
        item.GetMetadata("CompileLog") is { Length: > 0 } log ? log : null,
        item.GetMetadata("Results").Split([';'], StringSplitOptions.RemoveEmptyEntries),
        item.GetMetadata("SettingsFile") is { Length: > 0 } settings ? settings : null,
        item.GetMetadata("BaselineFile") is { Length: > 0 } baseline ? baseline : null,
        item.GetMetadata("MigrationsAfter"),
        item.GetMetadata("Scripts").Split([';'], StringSplitOptions.RemoveEmptyEntries));
}
