using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
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

    // The compilation that reads were found in stays with them, whoever else is done with it.
    private readonly Dictionary<Project, LibraryReads> _reads = [];

    /// <summary>The sections that it binds to dictionaries.</summary>
    public IReadOnlyCollection<string> DictionarySectionsOf(Project application, CancellationToken cancellationToken) =>
        [.. (application.IsCSharp ? LibrariesOf(application).Prepend(application) : []).SelectMany(project => DictionarySections.In(compilations.Of(project, cancellationToken), cancellationToken))];

    /// <summary>What follows from the reads of its libraries; those of its own, its analysis finds.</summary>
    public JudgedFindings JudgeReadsOfLibraries(Project application, ConfigurationProject configuration, CancellationToken cancellationToken)
    {
        var facts = ConfigurationFacts.Read(configuration, cancellationToken);
        var keys = DevelopmentKeyNotDeployed.Keys(facts);
        return ConfigurationCheck.JudgeReads(
            facts, keys.Count == 0 || !application.IsCSharp ? [] : ReadsOfLibraries(application, configuration.Settings, keys, DevelopmentKeyNotDeployed.Environments(facts), cancellationToken));
    }

    private List<ConfigurationRead> ReadsOfLibraries(
        Project application, TextFile? settings, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments, CancellationToken cancellationToken)
    {
        var libraries = LibrariesOf(application);
        var open = new ConcurrentBag<SyntaxNode>();
        var reads = new List<KeyValuePair<string, bool>>();
        foreach (var library in libraries)
            reads.AddRange(ReadsOf(library, cancellationToken).In(OptionsOf(library), keys, environments, open));
        if (!open.IsEmpty)
            reads.AddRange(LibraryReads.InApplication(CodeOf(application, libraries, cancellationToken), open, OptionsOf(application), keys, environments, cancellationToken));
        return reads.ConvertAll(read => new ConfigurationRead(read.Key, read.Value));

        AnalyzerOptions OptionsOf(Project project) => ProjectAnalysis.OptionsOf(
            project, directory, severities, settings is null ? [] : [new ConfigurationText(directory.FullPathOf(settings.Path), settings.Text)], leavesSuppressions: false);
    }

    /// <summary>One compilation of the application and its libraries.</summary>
    private CSharpCompilation CodeOf(Project application, List<Project> libraries, CancellationToken cancellationToken) => compilations.Of(application, cancellationToken)
        .AddSyntaxTrees(libraries.SelectMany(library => ReadsOf(library, cancellationToken).Library.SyntaxTrees))
        .AddReferences(libraries.SelectMany(library => RestoredPackages.Of(library, directory) ?? []));

    private LibraryReads ReadsOf(Project library, CancellationToken cancellationToken)
    {
        if (!_reads.TryGetValue(library, out var reads))
            _reads.Add(library, reads = new LibraryReads(compilations.Of(library, cancellationToken), cancellationToken));
        return reads;
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
