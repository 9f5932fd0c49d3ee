using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>Hosts the analyzers over the C# projects. Only a project with a file that holds one of their words is parsed, and only such files are analysed.</summary>
internal sealed class CSharpCheck(CheckedDirectory directory, ConfigurationFiles configuration, SeveritySettings severities, IProgress<string> progress)
{
    private static readonly ImmutableArray<StageReadyAnalyzer> Analyzers =
    [
        .. typeof(StageReadyAnalyzer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(StageReadyAnalyzer)) && !type.IsAbstract)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (StageReadyAnalyzer)Activator.CreateInstance(type, nonPublic: true)!)
            .Where(analyzer => analyzer.TriggerWords.Length > 0),
    ];

    private readonly List<Finding> _findings = [];
    private readonly ConcurrentBag<CheckProblem> _problems = [];

    public (IEnumerable<Finding> Findings, IEnumerable<CheckProblem> Problems) Run(IReadOnlyList<Project> projects, CancellationToken cancellationToken)
    {
        if (Analyzers.IsEmpty)
            return ([], []);

        progress.Report("searching C# files");
        var sources = projects.Where(project => project.IsCSharp).Select(project => (Project: project, Files: project.SourceFiles(directory.Tree))).ToList();
        var hits = Scan([.. sources.SelectMany(source => source.Files).Distinct(StringComparer.Ordinal)], cancellationToken);
        foreach (var (project, files) in sources.Where(source => source.Files.Any(hits.ContainsKey)))
        {
            progress.Report($"analysing {project.Name}");
            Analyse(project, files, hits, cancellationToken);
        }

        return (_findings, _problems);
    }

    private ConcurrentDictionary<string, IReadOnlyList<StageReadyAnalyzer>> Scan(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var scan = new TriggerScan(Analyzers);
        var hits = new ConcurrentDictionary<string, IReadOnlyList<StageReadyAnalyzer>>(StringComparer.Ordinal);
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = cancellationToken }, path =>
        {
            if (directory.ReadBytes(path) is not { } bytes)
            {
                if (directory.IsPresent(path))
                    _problems.Add(new CheckProblem(path, 1, 1, "the file cannot be read, or is a link that leaves the checked directory"));
            }
            else if (scan.Hits(bytes) is { Count: > 0 } analyzers)
            {
                hits[path] = analyzers;
            }
        });
        return hits;
    }

    private void Analyse(
        Project project, IReadOnlyCollection<string> files, ConcurrentDictionary<string, IReadOnlyList<StageReadyAnalyzer>> hits, CancellationToken cancellationToken)
    {
        // The Designer of a migration is the model as it was, by far the largest part of a code base with migrations, and declares nothing that other files use.
        string[] needed = [.. files.Where(path => hits.ContainsKey(path) || !path.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase))];
        IReadOnlyList<MetadataReference> references = [.. InstalledReferences.All, .. RestoredPackages.Of(project, directory)];
        var facts = configuration.Of(project);
        IReadOnlyList<TextFile> additional = [.. facts.Files, .. facts.Settings is { } settings ? [settings] : Array.Empty<TextFile>()];
        var compilation = ProjectCompilation.Create(project, needed, directory, references, severities, cancellationToken);
        var options = new AnalyzerOptions(
            [.. additional.Select(file => new ConfigurationText(directory.FullPathOf(file.Path), file.Text))], new ProjectOptions(project, directory, severities.ConfigsOf(project)));
        var hosts = files.Where(hits.ContainsKey).SelectMany(path => hits[path]).Distinct().ToDictionary(
            analyzer => analyzer,
            analyzer => new AnalyzerHost(analyzer, compilation, options, exception => AddDefect(project, exception, analyzer), cancellationToken));

        var paths = needed.ToDictionary(directory.FullPathOf, StringComparer.Ordinal);
        var trees = compilation.SyntaxTrees.Where(tree => paths.TryGetValue(tree.FilePath, out var path) && hits.ContainsKey(path));
        Parallel.ForEach(trees, new ParallelOptions { CancellationToken = cancellationToken }, tree =>
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var analyzer in hits[paths[tree.FilePath]])
                hosts[analyzer].Analyze(model);
        });

        foreach (var file in additional)
            paths[directory.FullPathOf(file.Path)] = file.Path;
        foreach (var host in hosts.Values)
            host.Complete();

        // Applies severities, #pragma and SuppressMessage.
        foreach (var diagnostic in CompilationWithAnalyzers.GetEffectiveDiagnostics(hosts.Values.SelectMany(host => host.Diagnostics), compilation))
            AddFinding(diagnostic, paths);
    }

    private void AddFinding(Diagnostic diagnostic, Dictionary<string, string> paths)
    {
        if (diagnostic.IsSuppressed || diagnostic.Severity == DiagnosticSeverity.Hidden || Catalogue.Find(diagnostic.Id) is not { } rule)
            return;

        _findings.Add(new Finding(rule, SpanOf(diagnostic.Location, paths), diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))
        {
            Severity = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => Severity.Error,
                DiagnosticSeverity.Warning => Severity.Warning,
                _ => Severity.Info,
            },
            Related = [.. diagnostic.AdditionalLocations.Select(location => SpanOf(location, paths))],
        });
    }

    private static SourceSpan SpanOf(Location location, Dictionary<string, string> paths)
    {
        var lines = location.GetLineSpan();
        return new SourceSpan(
            paths.GetValueOrDefault(lines.Path, "."),
            location.SourceSpan.Start,
            location.SourceSpan.Length,
            lines.StartLinePosition.Line + 1,
            lines.StartLinePosition.Character + 1,
            lines.EndLinePosition.Line + 1,
            lines.EndLinePosition.Character + 1);
    }

    private void AddDefect(Project project, Exception exception, DiagnosticAnalyzer analyzer) =>
        _problems.Add(new CheckProblem(project.Path, 1, 1, $"{analyzer.GetType().Name} failed with {exception.GetType().Name}; please report it", ProblemKind.Defect));

    private sealed class ConfigurationText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
