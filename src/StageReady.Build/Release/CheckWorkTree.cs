using Microsoft.Build.Framework;
using StageReady.Release;

namespace StageReady.Build.Release;

/// <summary>STG4001 for the project that is released.</summary>
public sealed class CheckWorkTree : CheckTask
{
    /// <summary>Files and folders that this build writes or is given: new ones are no change of the sources.</summary>
    public ITaskItem[] OwnPaths { get; set; } = [];

    /// <summary>The commit, where the build is told it because there is no work tree.</summary>
    public string? SourceRevisionId { get; set; }

    private protected override void Run()
    {
        var tree = GitWorkTreeReader.Read(Path.GetDirectoryName(ProjectFile)!, OwnPaths.Select(path => path.GetMetadata("FullPath")));
        var isTold = tree.Root is null && !string.IsNullOrEmpty(SourceRevisionId);
        Report(!isTold && WorkTreeIsNotClean.Judge(tree, ProjectFile) is { } finding ? [finding] : [], Catalogue.WorkTreeIsNotClean);
    }
}
