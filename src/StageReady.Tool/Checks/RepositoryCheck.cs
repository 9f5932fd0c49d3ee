using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Release;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>Runs every rule over a directory: discovers its projects, hands each rule the facts it needs, and brings the findings into one order.</summary>
internal sealed class RepositoryCheck(CheckedDirectory directory, IProgress<string> progress)
{
    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj"];

    private readonly List<Finding> _findings = [];
    private readonly List<UnknownVerdict> _unknown = [];
    private readonly List<CheckProblem> _problems = [];

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        progress.Report("reading projects");
        _problems.AddRange(directory.Problems);
        var projects = ReadProjects();
        var severities = new SeveritySettings(directory);

        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckVersions(project, severities);
        }

        progress.Report("reading configuration");
        var configuration = new ConfigurationFiles(directory, projects);
        foreach (var project in projects)
        {
            foreach (var finding in ConfigurationCheck.Run(configuration.Of(project), cancellationToken))
                Add(severities.Apply(finding, project));
        }

        CheckWorkTree(severities);

        var code = await new CSharpCheck(directory, severities, progress).RunAsync(projects, cancellationToken);
        _findings.AddRange(code.Findings);
        _problems.AddRange(code.Problems);
        return Result(projects.Count);
    }

    private List<Project> ReadProjects()
    {
        var evaluator = new ProjectEvaluator(directory.Tree);
        var projects = directory.Files
            .Where(path => ProjectExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && directory.IsPresent(path))
            .Select(evaluator.Evaluate)
            .OfType<Project>()
            .ToList();
        _problems.AddRange(evaluator.Problems.Select(problem => new CheckProblem(problem.Path, problem.Line, problem.Column, problem.Message)));
        _problems.AddRange(ReferenceCycles.Find(projects).Select(cycle => new CheckProblem(
            cycle[0], 1, 1, $"project references form a cycle: {string.Join(" → ", cycle.Select(directory.Display))}", ProblemKind.Note)));
        return projects;
    }

    private void CheckVersions(Project project, SeveritySettings severities)
    {
        var verdicts = new PackageVersions(directory.Tree).Judge(project);
        foreach (var finding in verdicts.Findings)
            Add(severities.Apply(finding, project));
        _unknown.AddRange(verdicts.Unknown);
    }

    private void CheckWorkTree(SeveritySettings severities)
    {
        var workTree = GitWorkTreeReader.Read(directory.FullPath, []);
        if (workTree.Root is not null && WorkTreeIsNotClean.Judge(workTree, RepositoryTree.Join(directory.Scope, ".")) is { } finding)
            Add(severities.Apply(finding, project: null));
    }

    private void Add(Finding? finding)
    {
        if (finding is not null)
            _findings.Add(finding);
    }

    // A file can belong to several projects, and an imported file to all of them: each finding is reported once.
    private CheckResult Result(int projects) => new(
        [
            .. _findings
                .Select(finding => finding with { Span = Display(finding.Span), Related = [.. finding.Related.Select(Display)] })
                .OrderBy(finding => finding.Span.Path, StringComparer.Ordinal)
                .ThenBy(finding => finding.Span.StartLine)
                .ThenBy(finding => finding.Span.StartColumn)
                .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
                .ThenBy(finding => finding.Message, StringComparer.Ordinal)
                .ThenByDescending(finding => finding.Severity)
                .DistinctBy(finding => (finding.Rule, finding.Span, finding.Message)),
        ],
        [
            .. _unknown
                .Select(verdict => verdict with { Span = Display(verdict.Span) })
                .OrderBy(verdict => verdict.Span.Path, StringComparer.Ordinal)
                .ThenBy(verdict => verdict.Span.Start)
                .ThenBy(verdict => verdict.Rule.Id, StringComparer.Ordinal)
                .ThenBy(verdict => verdict.Message, StringComparer.Ordinal)
                .Distinct(),
        ],
        [
            .. _problems
                .Select(problem => problem with { Path = problem.Path == "." ? "." : directory.Display(problem.Path) })
                .OrderBy(problem => problem.Path, StringComparer.Ordinal)
                .ThenBy(problem => problem.Line)
                .ThenBy(problem => problem.Message, StringComparer.Ordinal)
                .Distinct(),
        ],
        projects);

    private SourceSpan Display(SourceSpan span) => span with { Path = directory.Display(span.Path) };
}
