using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>The rule over the version of C#. The compile judges what it is told; here the project's text says what that will be.</summary>
internal static class LanguageVersions
{
    public static Finding? Judge(Project project, RepositoryTree tree)
    {
        var version = project.Release["LangVersion"];
        if (!project.IsCSharp || !FloatingLanguageVersion.Floats(version))
            return null;

        string?[] paths = [project.Path, tree.NearestAbove(project.Directory, "Directory.Build.props")];
        return FloatingLanguageVersion.Judge(version, [.. paths.OfType<string>().Select(tree.ReadFile).OfType<TextFile>()]);
    }
}
