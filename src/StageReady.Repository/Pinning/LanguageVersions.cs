using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3016 by the projects' text, which says what the compile will be told.</summary>
internal static class LanguageVersions
{
    private const string PropsFile = "Directory.Build.props";

    public static Finding? Judge(Project project, RepositoryTree tree)
    {
        var version = project.Release["LangVersion"];
        if (!project.IsCSharp || !FloatingLanguageVersion.Floats(version))
            return null;

        string?[] paths = [project.Path, tree.NearestAbove(project.Directory, PropsFile)];
        return FloatingLanguageVersion.Judge(version, [.. paths.OfType<string>().Select(tree.ReadFile).OfType<TextFile>()]);
    }

    /// <summary>What is written in files that projects share: each of their compiles would tell it.</summary>
    public static IEnumerable<(Project? Project, Finding Finding)> JudgeShared(RepositoryTree tree, IEnumerable<Project> projects)
    {
        foreach (var project in projects)
        {
            if (Judge(project, tree) is { } finding && finding.Span.Path != project.Path)
                yield return (project, finding);
        }
    }
}
