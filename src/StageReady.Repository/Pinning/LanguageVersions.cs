using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3016 by the projects' text, which says what the compile will be told.</summary>
internal static class LanguageVersions
{
    private const string PropsFile = "Directory.Build.props";

    public static Finding? Judge(Project project) =>
        project.IsCSharp && project.Release[FloatingLanguageVersion.Property] is var version && FloatingLanguageVersion.Floats(version)
            ? new Finding(Catalogue.LanguageVersionFloats, project.Release.PlaceOf(FloatingLanguageVersion.Property) ?? SourceSpan.StartOf(project.Path), FloatingLanguageVersion.Message(version))
            : null;

    /// <summary>What is written in the file that projects share: each of their compiles would tell it. What they import besides, the compiles do not see, and tell at the projects.</summary>
    public static IEnumerable<(Project? Project, Finding Finding)> JudgeShared(RepositoryTree tree, IEnumerable<Project> projects)
    {
        foreach (var project in projects)
        {
            if (Judge(project) is { } finding && finding.Span.Path == tree.NearestAbove(project.Directory, PropsFile))
                yield return (project, finding);
        }
    }
}
