using StageReady.Configuration;
using StageReady.Migrations;
using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Release;
using StageReady.Suppressions;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;
using StageReady.Workflows;

namespace StageReady.Tool.Checks;

/// <summary>Runs every rule over a directory: discovers its projects, hands each rule the facts it needs, and brings the findings into one order.</summary>
internal sealed class RepositoryCheck(CheckedDirectory directory, IProgress<string> progress)
{
    // What a build evaluates, restores or publishes decides these.
    private static readonly Rule[] JudgedInBuild =
    [
        Catalogue.PublishOutputHasWrongSettings, Catalogue.VersionHasNoLowerBound, Catalogue.RestoreChoseAnotherVersion, Catalogue.RestoreWarningUnheeded, Catalogue.LockedContentDiffers, Catalogue.WorkTreeIsNotClean,
        Catalogue.VersionDoesNotNameCommit, Catalogue.AssemblyLacksSymbols, Catalogue.VulnerablePackage, Catalogue.SigningKeyUnusable, Catalogue.DebugBuildIsPublished, Catalogue.DataIsPublished,
    ];

    // Whatever becomes of them, as a rule that is turned off: what a suppression holds back is still there.
    private readonly List<SuppressedFinding> _held = [];

    private readonly List<Finding> _findings = [];
    private readonly List<SuppressedFinding> _suppressed = [];
    private readonly List<UnknownVerdict> _unknown = [];
    private readonly List<CheckProblem> _problems = [];
    private readonly SettingsFiles _settings = new(directory.Tree);
    private SuppressionFilter? _suppressions;

    private static DateTime Today => DateTime.UtcNow.Date;

    private SuppressionFilter Suppressions => _suppressions ??= _settings.Filter(Today);

    public CheckResult Run(CancellationToken cancellationToken)
    {
        progress.Report("reading projects");
        _problems.AddRange(directory.Problems);
        var projects = ProjectDiscovery.Read(directory, _problems);
        var severities = new SeveritySettings(directory);
        var compilations = new ProjectCompilations(directory, severities);

        CheckPackages(projects, severities, cancellationToken);

        progress.Report("reading configuration");
        var apps = FileBasedApps.Read(directory.Tree, directory.Scope, projects);
        Project[] programs = [.. projects, .. apps];
        var configuration = new ConfigurationFiles(directory, programs);
        CheckConfiguration(configuration, programs, severities, compilations, cancellationToken);
        CheckScripts(projects, severities);
        CheckArtefacts(projects, apps, severities);
        CheckWorkTree(severities);

        var code = new CSharpCheck(directory, configuration, severities, compilations, ProjectAnalysis.Analyzers, progress).Run(programs, cancellationToken);
        var judged = Suppressions.Apply(code.Findings);
        _findings.AddRange(judged.Findings);
        _suppressed.AddRange(judged.Suppressed);
        _held.AddRange(judged.Suppressed);
        AddUnknown(Suppressions.Apply(code.Unknown));
        _problems.AddRange(code.Problems);
        Add(Suppressions.Apply(StaleEntries().Concat(StaleComments(projects)).ToList()), severities, project: null);
        return Result(programs.Length, _findings.Select(finding => finding.Span.Path).Distinct(StringComparer.Ordinal).Where(configuration.IsShared).ToHashSet(StringComparer.Ordinal));
    }

    // What only a build can judge, or is off, is not found here and may hold all the same.
    private IEnumerable<Finding> StaleEntries()
    {
        foreach (var path in directory.Files)
        {
            var settings = RepositoryTree.FileNameOf(path) switch
            {
                StageReadySettings.BaselineFileName => StageReadySettings.From(source: null, directory.Tree.ReadFile(path)),
                StageReadySettings.FileName => StageReadySettings.From(directory.Tree.ReadFile(path)),
                _ => null,
            };
            foreach (var entry in settings is null ? [] : settings.Suppressions.Concat(settings.Baseline))
            {
                if (IsJudged(entry.Rule) && entry.Reason is not null && !(entry.Expires < Today) && !_held.Any(suppressed => entry.Covers(suppressed.Finding)))
                    yield return SuppressionDoesNotHold.Stale(entry);
            }
        }
    }

    private IEnumerable<Finding> StaleComments(IEnumerable<Project> projects)
    {
        var folders = FileBasedApp.ProjectFolders(projects);
        var held = _held.Where(suppressed => suppressed.IsInSource).Select(suppressed => suppressed.Finding).ToLookup(finding => (finding.Span.Path, finding.Rule.Id));
        return
            from path in directory.Files
            where SuppressionDoesNotHold.CanHoldComments(path, folders) && !Artefacts.IsSkipped(path)
            let file = directory.Tree.ReadFile(path)
            where file is not null
            from comment in IgnoreCommentReader.Read(file)
            where comment.Reason is not null
            from id in comment.Rules
            where !held[(path, id)].Any(comment.Covers) && (Catalogue.Find(id) is not { } rule || IsJudged(rule))
            select SuppressionDoesNotHold.Stale(comment, id);
    }

    private static bool IsJudged(Rule rule) => rule.IsOnByDefault && rule != Catalogue.SuppressionDoesNotHold && !JudgedInBuild.Contains(rule);

    private void CheckPackages(IReadOnlyList<Project> projects, SeveritySettings severities, CancellationToken cancellationToken)
    {
        var (versions, locks) = (new PackageVersions(directory.Tree), new PackageLocks(directory, projects));
        foreach (var project in projects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var verdicts = versions.Judge(project);
            Add(Suppressions.Apply(verdicts.Findings.Concat(locks.Judge(project))), severities, project);
            if (LanguageVersions.Judge(project) is { } language)
                Add(Suppressions.Apply([language]), severities, project);
            _unknown.AddRange(verdicts.Unknown);
            AddUnknown(Suppressions.Apply(UnknownPins.Of(project, GlobalJson.NearestAbove(directory.Tree, project.Directory))));
        }

        Add(Suppressions.Apply(FileBasedApps.Judge(directory, projects)), severities, project: null);
        var pipelines = new Pipelines(directory.Tree);
        foreach (var (project, finding) in LockCheck.Judge(directory.Tree, pipelines, projects).Concat(ReleaseCheck.Judge(directory.Tree, directory.Scope, pipelines, projects, Today)))
            Add(Suppressions.Apply([finding]), severities, project);
    }

    private void CheckWorkTree(SeveritySettings severities)
    {
        var workTree = GitWorkTreeReader.Read(directory.FullPath, []);
        if (workTree.Root is not null && WorkTreeIsNotClean.Judge(workTree, RepositoryTree.Join(directory.Scope, ".")) is { } finding)
            Add(Suppressions.Apply([finding]), severities, project: null);
    }

    private void CheckConfiguration(
        ConfigurationFiles configuration, IReadOnlyList<Project> projects, SeveritySettings severities, ProjectCompilations compilations, CancellationToken cancellationToken)
    {
        var published = new PublishedSettings(directory.Tree);
        var code = new ApplicationCode(directory, projects, severities, compilations);
        foreach (var project in projects)
        {
            var settings = configuration.Of(project) with { DictionarySections = () => code.DictionarySectionsOf(project, cancellationToken) };
            Add(ConfigurationCheck.Judge(settings, cancellationToken), severities, project);
            Add(code.JudgeReadsOfLibraries(project, settings, cancellationToken), severities, project);
            var roles = StageReadySettings.From(settings.Settings).Roles;
            if (DeployedTests.Judge(project, settings, roles) is { } problem)
                _problems.Add(problem);
            var verdicts = published.Judge(project, configuration.FilesOf(project), roles);
            Add(Suppressions.Apply(verdicts.Findings), severities, project);
            _unknown.AddRange(verdicts.Unknown);
        }

        foreach (var folder in configuration.WithoutProject())
            Add(ConfigurationCheck.Judge(folder, cancellationToken), severities, project: null);
    }

    private void CheckScripts(IReadOnlyList<Project> projects, SeveritySettings severities)
    {
        foreach (var (project, findings) in new SeedScripts(directory, projects).Judge())
            Add(Suppressions.Apply(findings), severities, project);
        foreach (var (project, finding) in ScriptCheck.Judge(directory.Tree, directory.Scope, projects))
        {
            var judged = Suppressions.Apply([finding]);
            Add(judged, severities, project);
            if (finding.Rule == Catalogue.RollbackUnknown && severities.Apply(finding, project) is null)
                _unknown.AddRange(judged.Findings.Select(UnknownVerdict.Of));
        }
    }

    private void CheckArtefacts(IReadOnlyList<Project> projects, IReadOnlyList<Project> apps, SeveritySettings severities)
    {
        var (findings, unknown, problems) = ArtefactCheck.Judge(directory.Tree, directory.Scope, projects, apps, Today);
        Add(findings, severities, project: null);
        AddUnknown(unknown);
        _problems.AddRange(problems.Select(problem => new CheckProblem(problem.Span.Path, problem.Span.StartLine, problem.Span.StartColumn, problem.Message, ProblemKind.Note)));
    }

    private void Add(JudgedFindings judged, SeveritySettings severities, Project? project)
    {
        _findings.AddRange(judged.Findings.Select(finding => severities.Apply(finding, project)).OfType<Finding>());
        _held.AddRange(judged.Suppressed);
        _suppressed.AddRange(judged.Suppressed.Where(suppressed => severities.Apply(suppressed.Finding, project) is not null));
    }

    private void AddUnknown(JudgedFindings judged)
    {
        _unknown.AddRange(judged.Findings.Select(UnknownVerdict.Of));
        _held.AddRange(judged.Suppressed);
    }

    // A file can belong to several projects, and an imported file to all of them: each finding is reported once. Projects that link one file to different neighbours may say it in different words.
    private CheckResult Result(int projects, HashSet<string> shared) => new(
        [.. InOrder(_findings, finding => finding).DistinctBy(finding => (finding.Rule, finding.Span, shared.Contains(finding.Span.Path) ? "" : finding.Message)).Select(Display)],
        [.. InOrder(_suppressed, suppressed => suppressed.Finding).Select(suppressed => suppressed with { Finding = Display(suppressed.Finding) })],
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

    private IEnumerable<T> InOrder<T>(IEnumerable<T> items, Func<T, Finding> findingOf) => items
        .OrderBy(item => directory.Display(findingOf(item).Span.Path), StringComparer.Ordinal)
        .ThenBy(item => findingOf(item).Span.StartLine)
        .ThenBy(item => findingOf(item).Span.StartColumn)
        .ThenBy(item => findingOf(item).Rule.Id, StringComparer.Ordinal)
        .ThenBy(item => findingOf(item).Message, StringComparer.Ordinal)
        .ThenByDescending(item => findingOf(item).Severity)
        .DistinctBy(item => (findingOf(item).Rule, findingOf(item).Span, findingOf(item).Message));

    private Finding Display(Finding finding) => finding with { Span = Display(finding.Span), Related = [.. finding.Related.Select(Display)] };

    private SourceSpan Display(SourceSpan span) => span with { Path = directory.Display(span.Path) };
}
