using Microsoft.CodeAnalysis.CSharp;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>The compilations of the projects, each parsed once for all that ask. They leave out the Designers, which declare nothing that other files use.</summary>
internal sealed class ProjectCompilations(CheckedDirectory directory, SeveritySettings severities)
{
    private readonly Dictionary<Project, CSharpCompilation> _compilations = [];

    public CSharpCompilation Of(Project project, CancellationToken cancellationToken)
    {
        if (!_compilations.TryGetValue(project, out var compilation))
        {
            string[] files = [.. project.SourceFiles(directory.Tree).Where(path => !Designers.Is(path))];
            compilation = ProjectCompilation.Create(project, files, directory, severities, cancellationToken);
            _compilations.Add(project, compilation);
        }

        return compilation;
    }

    /// <summary>For its last use, after which its memory is free.</summary>
    public CSharpCompilation Take(Project project, CancellationToken cancellationToken)
    {
        var compilation = Of(project, cancellationToken);
        _compilations.Remove(project);
        return compilation;
    }
}
