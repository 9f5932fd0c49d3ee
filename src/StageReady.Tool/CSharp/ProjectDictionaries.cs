using StageReady.Analyzers.Configuration;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>The sections of its configuration that a project's code binds to dictionaries.</summary>
internal static class ProjectDictionaries
{
    public static IReadOnlyCollection<string> Of(Project project, CheckedDirectory directory, SeveritySettings severities, CancellationToken cancellationToken)
    {
        if (!project.IsCSharp)
            return [];
        string[] files = [.. project.SourceFiles(directory.Tree).Where(path => !Designers.Is(path))];
        return DictionarySections.In(ProjectCompilation.Create(project, files, directory, severities, cancellationToken), cancellationToken);
    }
}
