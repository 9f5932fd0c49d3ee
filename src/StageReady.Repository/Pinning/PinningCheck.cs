using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>The pinning rules over files that no project owns.</summary>
internal static class PinningCheck
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Catalogue.DotNetSdkIsNotPinned, Catalogue.DotNetSdkRollsForward, Catalogue.PackageSourcesAreOpen, Catalogue.ContainerImageFloats, Catalogue.ContainerImageHasNoDigest,
        Catalogue.SystemPackageIsNotPinned, Catalogue.ActionIsNotPinned, Catalogue.RunnerFloats, Catalogue.WorkflowToolFloats,
    ];

    /// <param name="tree">The files.</param>
    /// <param name="directory">The checked directory of the tree; empty for its root.</param>
    /// <param name="artefacts">Those of the checked directory.</param>
    /// <param name="hasProjects">Whether the directory holds projects.</param>
    public static IEnumerable<Finding> Judge(RepositoryTree tree, string directory, Artefacts artefacts, bool hasProjects)
    {
        var workflows = artefacts.Workflows.Where(workflow => IsOfRoot(workflow.File.Path, directory)).ToList();
        var actions = artefacts.Actions.Where(action => IsOfRoot(action.File.Path, directory)).ToList();
        var images = ContainerImages.Of(artefacts, workflows).ToList();
        return JudgeSdks(tree, directory, hasProjects)
            .Concat(PackageSourcesAreOpen.Judge(Files(tree, directory, NuGetConfig.IsPath, NuGetConfig.Read), directory, hasProjects))
            .Where(finding => RepositoryTree.IsIn(finding.Span.Path, directory))
            .Concat(ContainerImageFloats.Judge(images))
            .Concat(ContainerImageHasNoDigest.Judge(images))
            .Concat(artefacts.Dockerfiles.SelectMany(SystemPackageIsNotPinned.Judge))
            .Concat(ActionIsNotPinned.Judge(Uses(workflows, actions), tree.GitHubName))
            .Concat(workflows.SelectMany(RunnerFloats.Judge))
            .Concat(JudgeTools(tree, workflows, actions));
    }

    private static IEnumerable<Finding> JudgeSdks(RepositoryTree tree, string directory, bool hasProjects)
    {
        var files = Files(tree, directory, path => RepositoryTree.FileNameOf(path) == GlobalJson.FileName, GlobalJson.Read);
        return DotNetSdkIsNotPinned.Judge(files, directory, hasProjects).Concat(files.SelectMany(DotNetSdkRollsForward.Judge));
    }

    // Those of the checked directory, and those above that hold for it too.
    private static List<T> Files<T>(RepositoryTree tree, string directory, Func<string, bool> isFile, Func<TextFile, T?> read)
        where T : class =>
    [
        .. from path in tree.Paths
           where isFile(path) && !Artefacts.IsSkipped(path)
           let folder = RepositoryTree.DirectoryOf(path)
           where RepositoryTree.IsIn(path, directory) || RepositoryTree.AtAndAbove(directory).Contains(folder)
           let file = tree.ReadFile(path) is { } text ? read(text) : null
           where file is not null
           select file,
    ];

    private static IEnumerable<PlacedText> Uses(IEnumerable<WorkflowFile> workflows, IEnumerable<ActionFile> actions) =>
        workflows.SelectMany(workflow => workflow.Jobs).SelectMany(job => job.Steps.Select(step => step.Uses).Append(job.Uses))
            .Concat(actions.SelectMany(action => action.Steps).Select(step => step.Uses))
            .OfType<PlacedText>();

    private static IEnumerable<Finding> JudgeTools(RepositoryTree tree, IEnumerable<WorkflowFile> workflows, IEnumerable<ActionFile> actions)
    {
        var hasGlobalJson = tree.Contains(GlobalJson.FileName);
        var inJobs =
            from workflow in workflows
            from job in workflow.Jobs
            from step in job.Steps
            from finding in WorkflowToolFloats.Judge(step, job.Matrix, step.Environment.Concat(job.Environment).Concat(workflow.Environment), hasGlobalJson)
            select finding;
        return inJobs.Concat(actions.SelectMany(action => action.Steps).SelectMany(step => WorkflowToolFloats.Judge(step, matrix: null, step.Environment, hasGlobalJson)));
    }

    // GitHub reads the folder at the root only; a directory that is checked by itself is its own root.
    private static bool IsOfRoot(string path, string directory) =>
        path.StartsWith(".github/", StringComparison.Ordinal) || path.StartsWith(RepositoryTree.Join(directory, ".github/"), StringComparison.Ordinal);
}
