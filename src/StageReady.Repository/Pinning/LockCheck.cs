using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>The rules about lock files that need all projects of a repository, and what its build server does: the one door for the build and the command line.</summary>
internal static class LockCheck
{
    /// <summary>The rules that are judged here.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [Catalogue.LockFileIsNotEnforced, Catalogue.TransitivePackagesAreNotPinned];

    public static IEnumerable<(Project? Project, Finding Finding)> Judge(RepositoryTree tree, Pipelines pipelines, IReadOnlyList<Project> projects)
    {
        foreach (var project in projects)
        {
            if (LockFileOf(project) is { } path && LockFileIsNotEnforced.Judge(project, path, pipelines) is { } finding)
                yield return (project, finding);
        }

        foreach (var judged in TransitivePackagesAreNotPinned.Judge(projects, project => LockFileOf(project) is not null))
            yield return judged;

        string? LockFileOf(Project project) => LockFiles.PathOf(project, tree.Contains) is { } path && tree.Contains(path) ? path : null;
    }
}
