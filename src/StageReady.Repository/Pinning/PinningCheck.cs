using StageReady.Infrastructure;
using StageReady.Projects;
using StageReady.Shell;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>The pinning rules over files that no project owns.</summary>
internal sealed class PinningCheck
{
    private readonly RepositoryTree _tree;
    private readonly string _directory;
    private readonly Artefacts _artefacts;
    private readonly IReadOnlyList<Project> _projects;
    private readonly IReadOnlyList<WorkflowFile> _workflows;
    private readonly IReadOnlyList<ActionFile> _actions;

    // What several rules ask for is read once, and only if one asks.
    private readonly Lazy<WorkflowScopes> _scopes;
    private readonly Lazy<List<ImageUse>> _images;
    private readonly Lazy<List<SdkReference>> _sdks;
    private readonly Lazy<List<GlobalJson>> _globalJsons;
    private readonly Lazy<List<TerraformFile>> _terraform;
    private readonly Lazy<List<ShellCommand>> _commandsOfWorkflows;
    private readonly Lazy<List<ShellCommand>> _commands;

    /// <param name="tree">The files.</param>
    /// <param name="directory">The checked directory of the tree; empty for its root.</param>
    /// <param name="artefacts">Those of the checked directory.</param>
    /// <param name="projects">The projects of the tree.</param>
    public PinningCheck(RepositoryTree tree, string directory, Artefacts artefacts, IReadOnlyList<Project> projects)
    {
        _tree = tree;
        _directory = directory;
        _artefacts = artefacts;
        _projects = [.. projects.Where(project => RepositoryTree.IsIn(project.Path, directory))];
        _workflows = [.. artefacts.Workflows.Where(workflow => IsOfRoot(workflow.File.Path))];
        _actions = [.. artefacts.Actions.Where(action => IsOfRoot(action.File.Path))];
        _scopes = new(() => new WorkflowScopes(_workflows, _actions));
        _images = new(() => [.. ContainerImages.Of(_artefacts, Jobs, _tree)]);
        _sdks = new(() => [.. SdkReferences()]);
        _globalJsons = new(() => FilesHereAndAbove(path => RepositoryTree.FileNameOf(path) == GlobalJson.FileName, GlobalJson.Read));
        _terraform = new(() => [.. Files(TerraformFile.Extension).Concat(Files(TerraformFile.JsonExtension)).Select(file => new TerraformFile(file))]);
        _commandsOfWorkflows = new(() => [.. Steps.Select(pair => pair.Step.Run).OfType<ShellText>().SelectMany(ShellReader.Read)]);
        _commands = new(() =>
        [
            .. _commandsOfWorkflows.Value,
            .. _artefacts.Scripts.Select(ShellText.Of).SelectMany(ShellReader.Read),
            .. _artefacts.Dockerfiles.SelectMany(dockerfile => dockerfile.Commands),
        ]);
    }

    /// <summary>The rules that are judged here.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Catalogue.DotNetSdkIsNotPinned, Catalogue.DotNetSdkRollsForward, Catalogue.MSBuildSdkIsNotPinned, Catalogue.DotNetToolIsNotPinned, Catalogue.PackageSourcesAreOpen,
        Catalogue.ContainerImageFloats, Catalogue.ContainerImageHasNoDigest, Catalogue.SystemPackageIsNotPinned, Catalogue.ActionIsNotPinned, Catalogue.RunnerFloats,
        Catalogue.WorkflowToolFloats, Catalogue.NodePackageIsNotLocked, Catalogue.InfrastructureModuleFloats,
    ];

    public IReadOnlyList<ImageUse> Images => _images.Value;

    /// <summary>What workflows, scripts and Dockerfiles run.</summary>
    public IReadOnlyList<ShellCommand> Commands => _commands.Value;

    public IEnumerable<Finding> Judge() => JudgeBuild().Concat(JudgeImages()).Concat(JudgeWorkflows()).Concat(JudgeCommands()).Concat(JudgeModules());

    /// <summary>What cannot be judged, because a variable decides it.</summary>
    public IEnumerable<Finding> Unknown() => UnknownPins.Of(_images.Value)
        .Concat(_artefacts.Dockerfiles.SelectMany(UnknownPins.Of))
        .Concat(UnknownPins.OfNode(_commandsOfWorkflows.Value))
        .Concat(UnknownPins.Of(_sdks.Value))
        .Concat(UnknownPins.Of(Commands.Select(InstallCommand.Read).OfType<InstallCommand>()))
        .Concat(Jobs.SelectMany(pair => UnknownPins.Of(pair.Job, pair.Scope)))
        .Concat(Steps.SelectMany(pair => UnknownPins.Of(pair.Step, pair.Scope)))
        .Concat(_terraform.Value.SelectMany(UnknownPins.Of));

    /// <summary>The full versions of MSBuild SDKs, tools and packages that the files of the directory give.</summary>
    public VersionsInUse VersionsInUse() => new(_globalJsons.Value, _sdks.Value, Files(DotNetToolIsNotPinned.ManifestName), Commands);

    // What builds: the SDKs, and where packages come from.
    private IEnumerable<Finding> JudgeBuild()
    {
        var globalJsons = _globalJsons.Value;
        var sources = FilesHereAndAbove(NuGetConfig.IsPath, NuGetConfig.Read);
        var needsFiles = _tree.IsRepository && _projects.Count > 0;
        return DotNetSdkIsNotPinned.Judge(globalJsons, _directory, needsFiles)
            .Concat(globalJsons.SelectMany(DotNetSdkRollsForward.Judge))
            .Concat(globalJsons.SelectMany(MSBuildSdkIsNotPinned.Judge))
            .Concat(_sdks.Value.Select(sdk => MSBuildSdkIsNotPinned.Judge(sdk, GlobalJson.NearestAbove(_tree, RepositoryTree.DirectoryOf(sdk.Span.Path)))).OfType<Finding>())
            .Concat(PackageSourcesAreOpen.Judge(sources, _directory, needsFiles))
            .Where(finding => RepositoryTree.IsIn(finding.Span.Path, _directory));
    }

    private IEnumerable<Finding> JudgeImages()
    {
        return ContainerImageFloats.Judge(_images.Value).Concat(ContainerImageHasNoDigest.Judge(_images.Value)).Concat(_artefacts.Dockerfiles.SelectMany(SystemPackageIsNotPinned.Judge));
    }

    private IEnumerable<Finding> JudgeWorkflows()
    {
        var hasGlobalJson = _tree.Contains(GlobalJson.FileName) || _tree.Contains(RepositoryTree.Join(_directory, GlobalJson.FileName));
        return ActionIsNotPinned.Judge(Steps.Select(pair => pair.Step.Uses).Concat(Jobs.Select(pair => pair.Job.Uses)).OfType<PlacedText>(), _tree.GitHubName)
            .Concat(Jobs.SelectMany(pair => RunnerFloats.Judge(pair.Job, pair.Scope)))
            .Concat(Steps.SelectMany(pair => WorkflowToolFloats.Judge(pair.Step, pair.Scope, hasGlobalJson)));
    }

    private IEnumerable<Finding> JudgeCommands()
    {
        return Files(DotNetToolIsNotPinned.ManifestName).SelectMany(DotNetToolIsNotPinned.JudgeManifest)
            .Concat(Commands.Select(DotNetToolIsNotPinned.Judge).OfType<Finding>())
            .Concat(_commandsOfWorkflows.Value.Select(NodePackageIsNotLocked.Judge).OfType<Finding>());
    }

    private IEnumerable<Finding> JudgeModules()
    {
        return Files("/" + NodePackageIsNotLocked.FileName).Select(file => NodePackageIsNotLocked.JudgeFile(file, _tree)).OfType<Finding>()
            .Concat(InfrastructureModuleFloats.JudgeTerraform(_terraform.Value, _tree))
            .Concat(Files(BicepModules.Extension).Concat(Files(BicepModules.ParameterExtension)).SelectMany(InfrastructureModuleFloats.JudgeBicep))
            .Concat(Files(".yaml").Where(file => HelmChart.IsName(RepositoryTree.FileNameOf(file.Path))).SelectMany(file => InfrastructureModuleFloats.JudgeHelm(HelmChart.Read(file), _tree)));
    }

    private IEnumerable<(WorkflowJob Job, WorkflowScope Scope)> Jobs =>
        from workflow in _workflows
        from job in workflow.Jobs
        select (job, _scopes.Value.Of(workflow, job));

    private IEnumerable<(WorkflowStep Step, WorkflowScope Scope)> Steps =>
        from steps in Jobs.Select(pair => (pair.Job.Steps, pair.Scope)).Concat(_actions.Select(action => (action.Steps, Scope: _scopes.Value.Of(action))))
        from step in steps.Steps
        select (step, steps.Scope.In(step));

    private IEnumerable<SdkReference> SdkReferences()
    {
        var projects = FileBasedApp.ProjectFolders(_projects);
        return Files("proj").Concat(Files(".props")).Concat(Files(".targets")).SelectMany(SdkReference.InProject)
            .Concat(Files(FileBasedApp.Extension, path => FileBasedApp.CanBe(path, projects)).SelectMany(SdkReference.InFileBasedApp));
    }

    /// <param name="ending">How the path ends, with a slash before it.</param>
    /// <param name="isWanted">What else the path must be.</param>
    private IEnumerable<TextFile> Files(string ending, Func<string, bool>? isWanted = null) => _tree.Under(_directory)
        .Where(path => ("/" + path).EndsWith(ending, StringComparison.OrdinalIgnoreCase) && !Artefacts.IsSkipped(path) && isWanted?.Invoke(path) != false)
        .Select(_tree.ReadFile)
        .OfType<TextFile>();

    // Those of the checked directory, and those above that hold for it too.
    private List<T> FilesHereAndAbove<T>(Func<string, bool> isFile, Func<TextFile, T?> read)
        where T : class =>
    [
        .. from path in _tree.Paths
           where isFile(path) && !Artefacts.IsSkipped(path)
           where RepositoryTree.IsIn(path, _directory) || RepositoryTree.AtAndAbove(_directory).Contains(RepositoryTree.DirectoryOf(path))
           let file = _tree.ReadFile(path) is { } text ? read(text) : null
           where file is not null
           select file,
    ];

    // GitHub reads the folder at the root only; a directory that is checked by itself is its own root.
    private bool IsOfRoot(string path) => path.StartsWith(".github/", StringComparison.Ordinal) || path.StartsWith(RepositoryTree.Join(_directory, ".github/"), StringComparison.Ordinal);
}
