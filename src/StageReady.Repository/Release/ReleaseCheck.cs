using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady.Release;

/// <summary>The rules about a release that the files of a repository decide: the one door for the build and the command line.</summary>
internal static class ReleaseCheck
{
    /// <summary>The rules that are judged here.</summary>
    public static IReadOnlyList<Rule> Rules { get; } = [Catalogue.BuildIsNotDeterministic, Catalogue.RequiredDocumentMissing, Catalogue.SuppressionDoesNotHold];

    /// <param name="tree">The files.</param>
    /// <param name="directory">The checked directory of the tree; empty for its root.</param>
    /// <param name="projects">The projects of the tree.</param>
    /// <param name="today">The day by which suppressions expire.</param>
    public static IEnumerable<(Project? Project, Finding Finding)> Judge(RepositoryTree tree, string directory, Pipelines pipelines, IReadOnlyList<Project> projects, DateTime today)
    {
        foreach (var project in projects.Where(project => project.IsPublished))
        {
            if (BuildIsNotDeterministic.Judge(project, pipelines) is { } finding)
                yield return (project, finding);
        }

        var folders = FileBasedApp.ProjectFolders(projects);
        foreach (var finding in tree.Under(directory).SelectMany(path => InFile(path, tree, folders, today)))
            yield return (null, finding);
    }

    private static IEnumerable<Finding> InFile(string path, RepositoryTree tree, HashSet<string> projectFolders, DateTime today)
    {
        var name = RepositoryTree.FileNameOf(path);
        if (name == StageReadySettings.FileName && tree.ReadFile(path) is { } file)
        {
            var settings = StageReadySettings.From(file);
            return RequiredDocumentMissing.Judge(path, settings.RequiredDocuments, tree).Concat(SuppressionDoesNotHold.Judge(settings, today));
        }

        if (name == StageReadySettings.BaselineFileName)
            return SuppressionDoesNotHold.Judge(StageReadySettings.From(source: null, tree.ReadFile(path)), today);
        return SuppressionDoesNotHold.CanHoldComments(path, projectFolders) && tree.ReadFile(path) is { } text ? SuppressionDoesNotHold.Judge(text) : [];
    }
}
