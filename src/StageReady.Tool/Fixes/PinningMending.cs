using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using StageReady.Configuration;
using StageReady.Pinning;
using StageReady.Pinning.Fixes;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;
using StageReady.Tool.Network;
using StageReady.Workflows;

namespace StageReady.Tool.Fixes;

/// <summary>Pins what floats, by what the last restore, the SDK and the files tell.</summary>
internal sealed class PinningMending(CheckedDirectory directory, SeveritySettings severities, EditedFiles files, IReadOnlyCollection<Rule> rules, IReadOnlyList<Project> projects, PinResolver? resolver)
{
    private readonly List<AppliedFix> _applied = [];
    private readonly HashSet<LeftFinding> _left = [];
    private readonly HashSet<string> _withSecrets = new(StringComparer.Ordinal);
    private readonly Lazy<Artefacts> _artefacts = new(() => Artefacts.Read(directory.Tree, directory.Files));
    private IReadOnlyDictionary<SourceSpan, string?>? _images;
    private PinningCheck? _pinning;
    private VersionsInUse? _versions;
    private readonly LastRestore _restores = new(directory);
    private readonly InstalledSdk _sdk = new(directory);
    private readonly LockSwitchFix _locks = new(directory.Tree, directory.Scope, files.ReadFile);

    public IEnumerable<AppliedFix> Applied => _applied.OrderBy(fix => fix.Path, StringComparer.Ordinal).ThenBy(fix => fix.Line).ThenBy(fix => fix.Rule.Id, StringComparer.Ordinal);

    public IReadOnlyCollection<LeftFinding> Left => _left;

    /// <summary>The files that held a secret when they were changed.</summary>
    public IReadOnlySet<string> WithSecrets => _withSecrets;

    public void Run(CancellationToken cancellationToken)
    {
        var found = Find().ToList();

        // What is changed where the finding stands goes first, from the end of each file, so that what comes before keeps its place. The others look for their places themselves, and begin with the files above.
        foreach (var (project, finding) in found.Where(pair => IsInPlace(pair.Finding)).OrderBy(pair => pair.Finding.Span.Path, StringComparer.Ordinal).ThenByDescending(pair => pair.Finding.Span.Start))
            Mend(project, finding, cancellationToken);
        foreach (var (project, finding) in found.Where(pair => !IsInPlace(pair.Finding)).OrderBy(pair => pair.Finding.Span.Path.Count(character => character == '/')).ThenBy(pair => pair.Finding.Span.Path, StringComparer.Ordinal).ThenBy(pair => pair.Finding.Rule.Id, StringComparer.Ordinal))
            Mend(project, finding, cancellationToken);
    }

    private static bool IsPackageVersion(Rule rule) => rule == Catalogue.FloatingPackageVersion || rule == Catalogue.VersionHasNoLowerBound || rule == Catalogue.VersionHasUpperBound;

    private static bool IsImage(Rule rule) => rule == Catalogue.ContainerImageFloats || rule == Catalogue.ContainerImageHasNoDigest;

    private static bool IsInPlace(Finding finding) => IsPackageVersion(finding.Rule) || IsImage(finding.Rule) || finding.Rule == Catalogue.LanguageVersionFloats || finding.Rule == Catalogue.ActionIsNotPinned
        || finding.Rule == Catalogue.DotNetToolIsNotPinned;

    private IEnumerable<(Project? Project, Finding Finding)> Find()
    {
        var suppressions = new SettingsFiles(directory.Tree).Filter(DateTime.UtcNow.Date);
        var found = new List<(Project? Project, Finding Finding)>();
        var (versions, locks) = (new PackageVersions(directory.Tree), new PackageLocks(directory, projects));
        foreach (var project in projects)
        {
            if (rules.Any(IsPackageVersion))
                found.AddRange(versions.Judge(project).Findings.Select(finding => ((Project?)project, finding)));
            if (rules.Contains(Catalogue.PackagesAreNotLocked))
                found.AddRange(locks.Judge(project).Select(finding => ((Project?)project, finding)));
            if (LanguageVersions.Judge(project) is { } language)
                found.Add((project, language));
        }

        if (rules.Any(IsPackageVersion))
            found.AddRange(FileBasedApps.Judge(directory, projects).Select(finding => ((Project?)null, finding)));
        if (rules.Contains(Catalogue.LockFileIsNotEnforced))
            found.AddRange(LockCheck.Judge(directory.Tree, new Pipelines(directory.Tree), projects));
        if (rules.Any(PinningCheck.Rules.Contains))
            found.AddRange(Pinning.Judge().Select(finding => ((Project?)null, finding)));

        return found
            .Where(pair => rules.Contains(pair.Finding.Rule) && suppressions.Apply([pair.Finding]).Findings.Count > 0)
            .Select(pair => (pair.Project, Finding: severities.Apply(pair.Finding, pair.Project)!))
            .Where(pair => pair.Finding is not null)
            .DistinctBy(pair => (pair.Finding.Rule, pair.Finding.Span, pair.Finding.Subject));
    }

    private void Mend(Project? project, Finding finding, CancellationToken cancellationToken)
    {
        var fix = FixFor(project, finding, cancellationToken);
        if (fix.Edits.FirstOrDefault(edit => !CanEdit(edit.Path)) is { } foreign)
            fix = PinningFix.Leave($"{directory.Display(foreign.Path)} is not one of the files that are mended here");
        if (!fix.Mends)
        {
            _left.Add(new LeftFinding(directory.FullPathOf(finding.Span.Path), finding.Span.Start, finding.Rule.Id, finding.Severity == Severity.Error)
            {
                Because = new Reason(finding.Span.StartLine, fix.Text, fix.Command),
            });
            return;
        }

        foreach (var file in fix.Edits.GroupBy(edit => edit.Path, StringComparer.Ordinal))
        {
            if (files.Original(file.Key) is { } original && WrittenSecret.IsIn(original.ToString()))
                _withSecrets.Add(file.Key);
            files.Edit(file.Key, (files.Read(file.Key) ?? SourceText.From("")).WithChanges(file.OrderBy(edit => edit.Start).Select(edit => new TextChange(new TextSpan(edit.Start, edit.Length), edit.Text))));
        }

        _applied.Add(new AppliedFix(finding.Rule, finding.Span.Path, finding.Span.StartLine, fix.Text) { Command = fix.Command });
    }

    private PinningFix FixFor(Project? project, Finding finding, CancellationToken cancellationToken)
    {
        var path = finding.Span.Path;
        var file = files.ReadFile(path);
        if (IsPackageVersion(finding.Rule))
            return project is null ? PinApp(finding, file!) : Pin(finding, file!);
        if (finding.Rule == Catalogue.PackagesAreNotLocked)
            return _locks.TurnOn(project!, RestoreOf(project!));
        if (finding.Rule == Catalogue.LockFileIsNotEnforced)
            return _locks.Enforce(project!);
        if (finding.Rule == Catalogue.LanguageVersionFloats)
            return LanguageVersionFix.For(file!, finding.Span.Start, SdkFor(path), version => Compiles(path, version, cancellationToken));
        if (IsImage(finding.Rule))
            return ImageAt(finding.Span) is { } image ? ImageFix.For(file!, finding.Span, image, resolver is null ? null : resolver.DigestOf) : PinningFix.Leave("a variable says where it comes from");
        if (finding.Rule == Catalogue.ActionIsNotPinned)
            return PinAction(finding, file!);
        if (finding.Rule == Catalogue.PackageSourcesAreOpen)
            return Close(finding, file);
        if (finding.Rule == Catalogue.MSBuildSdkIsNotPinned)
            return SdkVersionFix.For(file!, finding, Versions);
        if (finding.Rule == Catalogue.DotNetToolIsNotPinned)
            return PinTool(finding, file!);
        return GlobalJsonFix.For(finding, file, _sdk.VersionIn(RepositoryTree.DirectoryOf(path)));
    }

    private PinningCheck Pinning => _pinning ??= new(directory.Tree, directory.Scope, _artefacts.Value, projects);

    private VersionsInUse Versions => _versions ??= Pinning.VersionsInUse();

    private PinningFix PinTool(Finding finding, TextFile file) => RepositoryTree.FileNameOf(file.Path).Equals(DotNetToolIsNotPinned.ManifestName, StringComparison.OrdinalIgnoreCase)
        ? ToolVersionFix.ForManifest(file, finding, Versions, (id, version) => new RestoredTools(_sdk).RunsIn(RepositoryTree.DirectoryOf(file.Path), id, version))
        : ToolVersionFix.ForCommand(file, Pinning.Commands.First(command => command.Span == finding.Span), Versions);

    private string? ImageAt(SourceSpan span)
    {
        _images ??= Pinning.Images.GroupBy(image => image.Written.Span).ToDictionary(group => group.Key, group => group.First().Value);
        return _images[span];
    }

    private PinningFix Pin(Finding finding, TextFile file)
    {
        PackageRequest? asked = null;
        var uses = new List<RestoredUse>();
        foreach (var project in projects)
        {
            foreach (var evaluation in project.Evaluations)
            {
                if (WrittenRequests.Of(evaluation).Concat(WrittenRequests.WithoutVersion(evaluation)).FirstOrDefault(request => request.Span == finding.Span && request.Id == finding.Subject) is not { } request)
                    continue;
                asked = request;
                uses.Add(new RestoredUse(directory.Display(project.Path), [.. VersionsOf(project, evaluation, request)]));
            }
        }

        return PackageVersionFix.For(file, asked ?? new PackageRequest(finding.Subject, "", finding.Span, PackageRequestKind.PackageVersion), uses);
    }

    private PinningFix PinAction(Finding finding, TextFile file)
    {
        // docker://IMAGE
        var written = file.Text.Substring(finding.Span.Start, finding.Span.Length).Trim(' ', '"', '\'');
        return ActionIsNotPinned.ImageIn(written) is { } image
            ? ImageFix.For(file, finding.Span, image, resolver is null ? null : resolver.DigestOf)
            : ActionFix.For(file, finding.Span, directory.Tree.GitHubName, resolver is null ? null : resolver.CommitOf);
    }

    private PinningFix PinApp(Finding finding, TextFile file)
    {
        var request = PackageRequestReader.ReadFileBasedApp(file).First(asked => asked.Span == finding.Span);
        var restored = _restores.OfFileBasedApp(file.Path) is { } assets ? assets.Frameworks.Select(framework => assets.VersionOf(request, framework, framework)) : [];
        var locked = FileBasedApps.LockFileOf(file.Path, path => files.ReadFile(path)?.Text)?.VersionsOf(request) ?? [];
        return PackageVersionFix.For(file, request, [new RestoredUse(directory.Display(file.Path), [.. restored.Concat(locked).OfType<string>()])]);
    }

    private IEnumerable<string> VersionsOf(Project project, Evaluation evaluation, PackageRequest request)
    {
        if (!LastRestore.IsNamed(evaluation))
            yield break;

        var (framework, moniker) = (evaluation["TargetFramework"], LastRestore.MonikerOf(evaluation["TargetFramework"]));
        if (LockFiles.PathOf(project, directory.IsPresent) is { } path && files.ReadFile(path) is { } text && PackagesLockFile.Parse(text.Text)?.VersionOf(request, framework, moniker) is { } locked)
            yield return locked;
        if (_restores.Of(project)?.VersionOf(request, framework, moniker) is { } restored)
            yield return restored;
    }

    private PinningFix Close(Finding finding, TextFile? file)
    {
        List<NuGetConfig> configs = [.. directory.Tree.Paths.Where(NuGetConfig.IsPath).Select(files.ReadFile).OfType<TextFile>().Select(NuGetConfig.Read).OfType<NuGetConfig>()];
        var origins = new RestoredSources(directory, projects, _restores).Below(RepositoryTree.DirectoryOf(finding.Span.Path));
        return NuGetConfigFix.For(finding, file, configs, origins, (config, written) => Path.GetFullPath(Path.Combine(directory.FullPathOf(RepositoryTree.DirectoryOf(config)), written)));
    }

    private string RestoreOf(Project project) => $"dotnet restore {CommandWord.Of(directory.Display(project.Path))}";

    private string? SdkFor(string path) => GlobalJson.NearestAbove(directory.Tree, RepositoryTree.DirectoryOf(path)) is { PinsFeatureBand: true } pinned ? pinned.Version!.Value.Value : _sdk.VersionIn(RepositoryTree.DirectoryOf(path));

    // A feature that a version lacks is an error of its own, whatever else is missing here.
    private bool Compiles(string path, string language, CancellationToken cancellationToken) =>
        LanguageVersionFacts.TryParse(language, out var version) && projects.Where(project => LanguageVersions.Judge(project)?.Span.Path == path).All(project =>
        {
            string[] sources = [.. project.SourceFiles(directory.Tree)];
            var compilation = ProjectCompilation.Create(project, sources, directory, severities, cancellationToken, version);
            return !compilation.GetDiagnostics(cancellationToken).Any(diagnostic => FeatureIsMissing.Contains(diagnostic.Id));
        });

    // ERR_FeatureInPreview, and ERR_FeatureNotAvailableInVersion7 to 13.
    private static readonly string[] FeatureIsMissing = ["CS8652", "CS8107", "CS8302", "CS8320", "CS8370", "CS8400", "CS8773", "CS8936", "CS9058", "CS9202", "CS9260"];

    // A new file must not take the place of one that git does not track.
    private bool CanEdit(string path) => directory.Files.Contains(path, StringComparer.Ordinal)
        ? files.CanEdit(path)
        : RepositoryTree.IsIn(path, directory.Scope) && !directory.IsPresent(path);
}
