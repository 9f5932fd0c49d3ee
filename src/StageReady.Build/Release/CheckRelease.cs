using Microsoft.Build.Framework;
using StageReady.Release;

namespace StageReady.Build.Release;

/// <summary>STG4002 and STG4009 for the project that is released, when it is built.</summary>
public sealed class CheckRelease : CheckTask
{
    private static readonly string[] TagVariables = ["CI_COMMIT_TAG", "GITHUB_REF", "BUILD_SOURCEBRANCH"];

    /// <summary>The property of that name.</summary>
    [Required]
    public string Configuration { get; set; } = "";

    /// <summary>Whether this is a publish, and not a pack.</summary>
    public bool IsPublish { get; set; }

    /// <summary>The assembly that is released.</summary>
    public string Assembly { get; set; } = "";

    /// <summary>The commit, where the build is told it because there is no work tree.</summary>
    public string? SourceRevisionId { get; set; }

    private protected override void Run()
    {
        var debug = IsPublish ? DebugBuildIsPublished.Judge(ProjectFile, Configuration) : null;
        var version = debug is null && File.Exists(Assembly) ? JudgeVersion() : null;
        Report(((Finding?[])[debug, version]).OfType<Finding>(), Catalogue.VersionDoesNotNameCommit, Catalogue.DebugBuildIsPublished);
    }

    // Without a commit there is more to say, and STG4001 says it.
    private Finding? JudgeVersion()
    {
        var folder = Path.GetDirectoryName(ProjectFile)!;
        var head = Git.Run(folder, "rev-parse --verify HEAD");
        var commit = head.ExitCode == 0 ? head.Output.Trim() : SourceRevisionId;
        return string.IsNullOrEmpty(commit) ? null : VersionDoesNotNameCommit.Judge(ProjectFile, commit!, head.ExitCode == 0 ? Tags(folder) : null, BuiltAssembly.InformationalVersion(Assembly));
    }

    // A build server can know the tag that it builds although its clone holds none.
    private static List<string> Tags(string folder) =>
    [
        .. Git.Run(folder, "tag --points-at HEAD").Output.Split('\n').Select(tag => tag.Trim()),
        .. TagVariables.Select(Environment.GetEnvironmentVariable).OfType<string>().Where(value => !value.StartsWith("refs/", StringComparison.Ordinal) || value.StartsWith("refs/tags/", StringComparison.Ordinal)),
    ];
}
