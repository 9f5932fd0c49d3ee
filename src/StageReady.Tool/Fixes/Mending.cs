using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StageReady.Analyzers;
using StageReady.Analyzers.Configuration;
using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;
using StageReady.Tool.Network;

namespace StageReady.Tool.Fixes;

/// <summary>Mends a directory in memory: its C# first, then its configuration, its scripts, and what pins its build.</summary>
internal sealed class Mending(CheckedDirectory directory, EditedFiles files, IReadOnlyCollection<Rule> rules, PinResolver? resolver)
{
    private static readonly StageReadyAnalyzer[] ConfigurationByCode = [.. ProjectAnalysis.Analyzers.Where(analyzer => analyzer is ConfigurationAnalyzer)];

    private static readonly StageReadyAnalyzer[] SecretsByCode = [.. ProjectAnalysis.Analyzers.Where(analyzer => analyzer is SecretIsHardCoded)];

    private readonly List<AppliedFix> _applied = [];
    private readonly HashSet<string> _withSecrets = new(StringComparer.Ordinal);
    private readonly HashSet<LeftFinding> _left = [];
    private readonly List<CheckProblem> _problems = [.. directory.Problems];

    public IReadOnlyList<AppliedFix> Applied => _applied;

    /// <summary>Each once, in however many projects its file is.</summary>
    public IReadOnlyCollection<LeftFinding> Left => _left;

    public IReadOnlyList<CheckProblem> Problems => _problems;

    /// <summary>The files that held a secret when they were read.</summary>
    public IReadOnlySet<string> WithSecrets => _withSecrets;

    /// <summary>Whether somebody prints what is mended, so that it must be known what holds a secret.</summary>
    public bool ShowsPatch { get; init; }

    public async Task RunAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("reading projects");
        var projects = ProjectDiscovery.Read(directory, _problems);
        var (configuration, severities) = (new ConfigurationFiles(directory, projects), new SeveritySettings(directory));
        var defects = new ConcurrentBag<CheckProblem>();
        var code = new CSharpFix(directory, configuration, severities, files, rules, defects);
        foreach (var project in projects.Where(project => project.IsCSharp))
        {
            progress.Report($"mending {project.Name}");
            foreach (var diagnostic in await code.RunAsync(project, cancellationToken))
                _left.Add(new LeftFinding(diagnostic.Location.GetLineSpan().Path, diagnostic.Location.SourceSpan.Start, diagnostic.Id, diagnostic.Severity == DiagnosticSeverity.Error));
        }

        progress.Report("mending configuration");
        var compilations = new ProjectCompilations(directory, severities);
        var application = new ApplicationCode(directory, projects, severities, compilations);
        var settings = new JsonFix(directory, configuration, application, severities, files, rules);
        foreach (var project in projects)
            Leave(settings.Run(project, FindByCode(project, configuration, application, severities, compilations, progress, cancellationToken), cancellationToken));
        Leave(settings.RunWithoutProject(cancellationToken));

        progress.Report("mending scripts");
        var scripts = new ScriptFix(directory, severities, files, rules);
        Leave(scripts.Run(projects));

        progress.Report("mending what pins the build");
        var pins = new PinningMending(directory, severities, files, rules, projects, resolver);
        pins.Run(cancellationToken);
        _left.UnionWith(pins.Left);

        _applied.AddRange(code.Applied);
        _applied.AddRange(settings.Applied);
        _applied.AddRange(scripts.Applied);
        _applied.AddRange(pins.Applied);
        _problems.AddRange(defects);
        if (ShowsPatch)
            _withSecrets.UnionWith([.. settings.WithSecrets, .. pins.WithSecrets, .. CodeWithSecrets(projects, configuration, severities, compilations, progress, cancellationToken), .. ScriptsWithSecrets()]);
    }

    private IEnumerable<string> ScriptsWithSecrets() =>
        files.Paths.Where(path => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && directory.Tree.ReadFile(path) is { } script && ScriptSecret.IsIn(script));

    // The edited files of C# whose lines nobody prints. A secret can show by where it goes only, which its rule follows.
    private IEnumerable<string> CodeWithSecrets(
        IReadOnlyList<Project> projects,
        ConfigurationFiles configuration,
        SeveritySettings severities,
        ProjectCompilations compilations,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        string[] edited = [.. files.Paths.Where(path => path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))];
        if (edited.Length == 0)
            return [];

        Project[] owners = [.. projects.Where(project => project.IsCSharp && project.SourceFiles(directory.Tree).Intersect(edited, StringComparer.Ordinal).Any())];
        var found = new CSharpCheck(directory, configuration, severities, compilations, SecretsByCode, progress).Run(owners, cancellationToken);
        return found.Findings.Select(finding => finding.Span.Path)
            .Concat(edited.Where(path => FileWithSecret.Is(CSharpSyntaxTree.ParseText(files.Original(path)!, cancellationToken: cancellationToken).GetRoot(cancellationToken))));
    }

    private IEnumerable<Finding> FindByCode(
        Project project,
        ConfigurationFiles configuration,
        ApplicationCode application,
        SeveritySettings severities,
        ProjectCompilations compilations,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        if (!rules.Contains(Catalogue.DevelopmentKeyNotDeployed))
            return [];
        var found = new CSharpCheck(directory, configuration, severities, compilations, ConfigurationByCode, progress).Run([project], cancellationToken);
        _problems.AddRange(found.Problems);
        var byLibraries = application.JudgeReadsOfLibraries(project, configuration.Of(project), cancellationToken);
        return found.Findings.Concat(byLibraries.Findings).DistinctBy(finding => (finding.Rule, finding.Span));
    }

    private void Leave(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
            _left.Add(new LeftFinding(directory.FullPathOf(finding.Span.Path), finding.Span.Start, finding.Rule.Id, finding.Severity == Severity.Error));
    }
}
