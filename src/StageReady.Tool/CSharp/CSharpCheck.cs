using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers;
using StageReady.Analyzers.Migrations;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>Hosts the analyzers over the C# projects. Only a project with a file that holds one of their words is parsed, and only such files are analysed.</summary>
internal sealed class CSharpCheck(
    CheckedDirectory directory,
    ConfigurationFiles configuration,
    SeveritySettings severities,
    ProjectCompilations compilations,
    IEnumerable<StageReadyAnalyzer> analyzers,
    IProgress<string> progress)
{
    private readonly List<Finding> _findings = [];
    private readonly List<Finding> _unknown = [];
    private readonly ConcurrentBag<CheckProblem> _problems = [];

    /// <summary>What is found and what could not be decided, with what stageready.json suppresses in C#.</summary>
    public (IEnumerable<Finding> Findings, IEnumerable<Finding> Unknown, IEnumerable<CheckProblem> Problems) Run(IReadOnlyList<Project> projects, CancellationToken cancellationToken)
    {
        progress.Report("searching C# files");
        var sources = projects.Where(project => project.IsCSharp).Select(project => (Project: project, Files: project.SourceFiles(directory.Tree))).ToList();
        var hits = Scan([.. sources.SelectMany(source => source.Files).Distinct(StringComparer.Ordinal)], cancellationToken);
        foreach (var (project, files) in sources)
        {
            if (HitsOf(project, files, hits, cancellationToken) is not { Count: > 0 } own)
                continue;
            progress.Report($"analysing {project.Name}");
            Analyse(project, files, own, cancellationToken);
        }

        return (_findings, _unknown, _problems);
    }

    private ConcurrentDictionary<string, IReadOnlyList<StageReadyAnalyzer>> Scan(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var scan = new TriggerScan(analyzers);
        var hits = new ConcurrentDictionary<string, IReadOnlyList<StageReadyAnalyzer>>(StringComparer.Ordinal);
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = cancellationToken }, path =>
        {
            if (directory.ReadBytes(path) is not { } bytes)
            {
                if (directory.IsPresent(path))
                    _problems.Add(new CheckProblem(path, 1, 1, "the file cannot be read, or is a link that leaves the checked directory"));
            }
            else if (!Designers.Is(path) && scan.Hits(bytes) is { Count: > 0 } analyzers)
            {
                hits[path] = analyzers;
            }
        });
        return hits;
    }

    // Most analyzers keep out of projects of tests, which need not be parsed then.
    private Dictionary<string, IReadOnlyList<StageReadyAnalyzer>> HitsOf(
        Project project, IReadOnlyCollection<string> files, ConcurrentDictionary<string, IReadOnlyList<StageReadyAnalyzer>> hits, CancellationToken cancellationToken)
    {
        var references = new Lazy<Compilation>(() => ProjectCompilation.Create(project, [], directory, severities, cancellationToken));
        var options = new Lazy<AnalyzerOptions>(() => ProjectAnalysis.OptionsOf(project, directory, severities, [], leavesSuppressions: true));
        var judges = new Dictionary<StageReadyAnalyzer, bool>();
        var found = new Dictionary<string, IReadOnlyList<StageReadyAnalyzer>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (hits.TryGetValue(file, out var analyzers) && analyzers.Where(Judges).ToList() is { Count: > 0 } own)
                found.Add(file, own);
        }

        return found;

        bool Judges(StageReadyAnalyzer analyzer)
        {
            if (!judges.TryGetValue(analyzer, out var answer))
                judges.Add(analyzer, answer = analyzer.Judges(references.Value, options.Value));
            return answer;
        }
    }

    private void Analyse(Project project, IReadOnlyCollection<string> files, Dictionary<string, IReadOnlyList<StageReadyAnalyzer>> hits, CancellationToken cancellationToken)
    {
        string[] designers =
        [
            .. hits.Where(hit => hit.Value.Any(analyzer => analyzer is MigrationAnalyzer) && Designers.AreNeeded(Text(hit.Key)!))
                .SelectMany(hit => Designers.Of(hit.Key, files, Text))
                .Distinct(StringComparer.Ordinal),
        ];
        var compilation = compilations.Take(project, cancellationToken).AddSyntaxTrees(ProjectCompilation.Parse(project, designers, directory, cancellationToken));
        var sources = files.ToDictionary(directory.FullPathOf, StringComparer.Ordinal);
        var analysis = new ProjectAnalysis(project, directory, configuration, severities, _problems) { FindsSuppressed = true };
        var diagnostics = analysis.Run(compilation, tree => sources.TryGetValue(tree.FilePath, out var path) && hits.TryGetValue(path, out var analyzers) ? analyzers : [], cancellationToken);
        var paths = files.Concat(analysis.AdditionalFiles.Select(file => file.Path)).Distinct(StringComparer.Ordinal).ToDictionary(directory.FullPathOf, StringComparer.Ordinal);
        foreach (var diagnostic in diagnostics)
            AddFinding(diagnostic, paths);
    }

    private string? Text(string path) => directory.ReadBytes(path) is { } bytes ? ProjectCompilation.TextOf(bytes).ToString() : null;

    private void AddFinding(Diagnostic diagnostic, Dictionary<string, string> paths)
    {
        if (diagnostic.IsSuppressed || Catalogue.Find(diagnostic.Id) is not { } rule)
            return;

        var isHidden = diagnostic.Severity == DiagnosticSeverity.Hidden;
        if (isHidden && rule != Catalogue.RollbackUnknown)
            return;

        (isHidden ? _unknown : _findings).Add(new Finding(rule, SpanOf(diagnostic.Location, paths), diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))
        {
            Severity = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => Severity.Error,
                DiagnosticSeverity.Warning => Severity.Warning,
                _ => Severity.Info,
            },
            Subject = CodeMember.Of(diagnostic.Location),
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
}
