using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StageReady.Analyzers.Configuration;
using StageReady.Configuration;
using StageReady.Suppressions;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>
/// What the code of an application does with its configuration, in the libraries of the repository too, and what it hands to them. A project that is run by itself has a configuration of its own, and is no
/// library.
/// </summary>
internal sealed class ApplicationCode(CheckedDirectory directory, IEnumerable<Project> projects, SeveritySettings severities, ProjectCompilations compilations)
{
    private readonly Dictionary<string, Project> _projects = projects.Where(project => project.IsCSharp).ToDictionary(project => project.Path, StringComparer.Ordinal);
    private (Project Application, CSharpCompilation Code, IReadOnlyList<SyntaxTree> Libraries)? _last;

    /// <summary>The sections that it binds to dictionaries.</summary>
    public IReadOnlyCollection<string> DictionarySectionsOf(Project application, CancellationToken cancellationToken) =>
        application.IsCSharp ? DictionarySections.In(CodeOf(application, cancellationToken).Code, cancellationToken) : [];

    /// <summary>What follows from the reads of its libraries; those of its own, its analysis finds.</summary>
    public JudgedFindings JudgeReadsOfLibraries(Project application, ConfigurationProject configuration, CancellationToken cancellationToken)
    {
        var facts = ConfigurationFacts.Read(configuration, cancellationToken);
        var keys = DevelopmentKeyNotDeployed.Keys(facts);
        return ConfigurationCheck.JudgeReads(facts, keys.Count == 0 || !application.IsCSharp ? [] : ReadsOfLibraries(application, configuration.Settings, keys, DevelopmentKeyNotDeployed.Environments(facts), cancellationToken));
    }

    private IEnumerable<ConfigurationRead> ReadsOfLibraries(
        Project application, TextFile? settings, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments, CancellationToken cancellationToken)
    {
        var (code, libraries) = CodeOf(application, cancellationToken);
        if (libraries.Count == 0)
            return [];
        var options = ProjectAnalysis.OptionsOf(application, directory, severities, settings is null ? [] : [new ConfigurationText(directory.FullPathOf(settings.Path), settings.Text)], leavesSuppressions: false);
        return LibraryReads.In(code, libraries, options, keys, environments, cancellationToken).Select(read => new ConfigurationRead(read.Key, read.Value));
    }

    /// <summary>One compilation of the application and its libraries, kept until another application is asked for.</summary>
    private (CSharpCompilation Code, IReadOnlyList<SyntaxTree> Libraries) CodeOf(Project application, CancellationToken cancellationToken)
    {
        if (_last is not { } last || last.Application != application)
        {
            var libraries = LibrariesOf(application);
            SyntaxTree[] trees = [.. libraries.SelectMany(library => compilations.Of(library, cancellationToken).SyntaxTrees)];
            var code = compilations.Of(application, cancellationToken)
                .AddSyntaxTrees(trees)
                .AddReferences(libraries.SelectMany(library => RestoredPackages.Of(library, directory) ?? []));
            _last = last = (application, code, trees);
        }

        return (last.Code, last.Libraries);
    }

    private List<Project> LibrariesOf(Project application)
    {
        var libraries = new List<Project>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { application.Path };
        var open = new Queue<Project>([application]);
        while (open.TryDequeue(out var project))
        {
            foreach (var path in project.References.Where(seen.Add))
            {
                if (!_projects.TryGetValue(path, out var library) || library.IsTest || library.IsApplication || library.IsPublished)
                    continue;
                libraries.Add(library);
                open.Enqueue(library);
            }
        }

        return libraries;
    }
}
