using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers;
using StageReady.Configuration;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>Runs analyzers over files of a project's compilation, with the severities and suppressions of its repository.</summary>
internal sealed class ProjectAnalysis(
    Project project, CheckedDirectory directory, ConfigurationFiles configuration, SeveritySettings severities, ConcurrentBag<CheckProblem> problems)
{
    /// <summary>Those that read C#.</summary>
    public static ImmutableArray<StageReadyAnalyzer> Analyzers { get; } =
    [
        .. typeof(StageReadyAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(StageReadyAnalyzer)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (StageReadyAnalyzer)Activator.CreateInstance(type, nonPublic: true)!)
            .Where(analyzer => analyzer.TriggerWords.Length > 0),
    ];

    private readonly ConfigurationProject _configuration = configuration.Of(project);
    private IReadOnlyList<TextFile>? _additionalFiles;

    /// <summary>The configuration of the project, as a build hands it to the analyzers.</summary>
    public IReadOnlyList<TextFile> AdditionalFiles => _additionalFiles ??= [.. _configuration.Files, .. _configuration.Settings is { } settings ? [settings] : Array.Empty<TextFile>(), .. Others];

    /// <summary>Whether what stageready.json suppresses in C# is found too.</summary>
    public bool FindsSuppressed { get; init; }

    /// <summary>What the analyzers of a project can ask.</summary>
    public static AnalyzerOptions OptionsOf(Project project, CheckedDirectory directory, SeveritySettings severities, IEnumerable<AdditionalText> additionalFiles, bool leavesSuppressions) => new(
        [.. additionalFiles], new ProjectOptions(project, directory, severities.ConfigsOf(project), leavesSuppressions));

    public IEnumerable<Diagnostic> Run(Compilation compilation, Func<SyntaxTree, IReadOnlyList<StageReadyAnalyzer>> analyzersOf, CancellationToken cancellationToken)
    {
        var work = compilation.SyntaxTrees.Select(tree => (Tree: tree, Analyzers: analyzersOf(tree))).Where(file => file.Analyzers.Count > 0).ToList();
        var options = OptionsOf(project, directory, severities, AdditionalFiles.Select(TextOf), FindsSuppressed);
        var hosts = work.SelectMany(file => file.Analyzers).Distinct().ToDictionary(
            analyzer => analyzer,
            analyzer => new AnalyzerHost(analyzer, compilation, options, exception => AddDefect(exception, analyzer), cancellationToken));

        Parallel.ForEach(work, new ParallelOptions { CancellationToken = cancellationToken }, file =>
        {
            var model = compilation.GetSemanticModel(file.Tree);
            foreach (var analyzer in file.Analyzers)
                hosts[analyzer].Analyze(model);
        });

        foreach (var host in hosts.Values)
            host.Complete();

        // Applies severities, #pragma and SuppressMessage.
        return CompilationWithAnalyzers.GetEffectiveDiagnostics(hosts.Values.SelectMany(host => host.Diagnostics), compilation);
    }

    private void AddDefect(Exception exception, StageReadyAnalyzer analyzer) =>
        problems.Add(new CheckProblem(project.Path, 1, 1, $"{analyzer.GetType().Name} failed with {exception.GetType().Name}; please report it", ProblemKind.Defect));

    private IEnumerable<TextFile> Others => _configuration.OtherFiles().Select(_configuration.ReadOther).OfType<TextFile>();

    private ConfigurationText TextOf(TextFile file) => new(directory.FullPathOf(file.Path), file.Text)
    {
        Kind = _configuration.Files.Contains(file) || file == _configuration.Settings ? null : "Json",
        Place = directory.FullPathOf(_configuration.PlaceOf(file.Path)),
    };
}
