using StageReady.Configuration;
using StageReady.Containers;
using StageReady.Infrastructure;
using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady;

/// <summary>A file of environment variables for one process.</summary>
internal sealed record VariableFile(TextFile File, IReadOnlyList<(string Name, PlacedText Value)> Variables);

/// <summary>The files of a repository that say how its applications are built, run and deployed, each read once.</summary>
internal sealed class Artefacts
{
    // Files that only share the name: documentation, templates, what a tool writes beside it.
    private static readonly string[] NoDockerfile = [".cs", ".md", ".txt", ".json", ".dockerignore", ".yml", ".yaml", ".tt", ".j2", ".tmpl", ".template", ".sh", ".ps1"];

    private static readonly string[] ScriptExtensions = [".sh", ".bash", ".ps1", ".cmd", ".bat"];

    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules"];

    // As Verify names what it has and what it got.
    private static readonly string[] Snapshots = [".verified.", ".received."];

    private readonly List<Dockerfile> _dockerfiles = [];
    private readonly List<ComposeFile> _composeFiles = [];
    private readonly List<ComposeFile> _extendedComposeFiles = [];
    private readonly List<KubernetesFile> _manifests = [];
    private readonly List<WorkflowFile> _workflows = [];
    private readonly List<ActionFile> _actions = [];
    private readonly List<DevcontainerFile> _devcontainers = [];
    private readonly List<TextFile> _scripts = [];
    private readonly List<VariableFile> _launchSettings = [];
    private readonly List<VariableFile> _webConfigs = [];
    private readonly List<HelmValues> _helmValues = [];
    private readonly List<ArtefactProblem> _problems = [];

    private Artefacts()
    {
    }

    public IReadOnlyList<Dockerfile> Dockerfiles => _dockerfiles;

    public IReadOnlyList<ComposeFile> ComposeFiles => _composeFiles;

    /// <summary>Those by other names that only give what services extend: nothing runs theirs.</summary>
    public IReadOnlyList<ComposeFile> ExtendedComposeFiles => _extendedComposeFiles;

    public IReadOnlyList<KubernetesFile> Manifests => _manifests;

    public IReadOnlyList<WorkflowFile> Workflows => _workflows;

    /// <summary>The actions that the repository itself has.</summary>
    public IReadOnlyList<ActionFile> Actions => _actions;

    public IReadOnlyList<DevcontainerFile> Devcontainers => _devcontainers;

    /// <summary>Scripts for a shell.</summary>
    public IReadOnlyList<TextFile> Scripts => _scripts;

    public IReadOnlyList<VariableFile> LaunchSettings => _launchSettings;

    public IReadOnlyList<VariableFile> WebConfigs => _webConfigs;

    /// <summary>What the charts of Helm are rendered with.</summary>
    public IReadOnlyList<HelmValues> HelmValues => _helmValues;

    /// <summary>Files that could not be read as what their name says.</summary>
    public IReadOnlyList<ArtefactProblem> Problems => _problems;

    public static Artefacts Read(RepositoryTree tree, IEnumerable<string> paths)
    {
        var artefacts = new Artefacts();
        string[] readable = [.. paths.Where(path => !IsSkipped(path))];
        foreach (var path in readable)
        {
            if (ReaderFor(path) is { } read && tree.Read(path) is { } text && read(artefacts, new TextFile(path, text)) is { } problem)
                artefacts._problems.Add(problem);
        }

        artefacts.AddReferredComposeFiles(tree, new HashSet<string>(readable, StringComparer.Ordinal));
        return artefacts;
    }

    // A Compose file by any name is one if another one includes it, so that its services run, or extends what is in it.
    private void AddReferredComposeFiles(RepositoryTree tree, HashSet<string> readable)
    {
        readable.ExceptWith(_composeFiles.Select(compose => compose.File.Path));
        Follow(_composeFiles, compose => compose.Includes, _composeFiles);
        Follow(_composeFiles, compose => compose.Extended, _extendedComposeFiles);
        Follow(_extendedComposeFiles, compose => compose.Extended, _extendedComposeFiles);

        // A list grows while it is followed, where it is its own target.
        void Follow(List<ComposeFile> from, Func<ComposeFile, IEnumerable<PlacedText>> referred, List<ComposeFile> target)
        {
            for (var i = 0; i < from.Count; i++)
            {
                var folder = RepositoryTree.DirectoryOf(from[i].File.Path);
                foreach (var path in referred(from[i]).Select(written => RepositoryTree.Resolve(folder, written.Value)).OfType<string>())
                {
                    if (readable.Remove(path) && tree.ReadFile(path) is { } file && AddComposeFile(file, target) is { } problem)
                        _problems.Add(problem);
                }
            }
        }
    }

    /// <summary>Whether a file of that name is a script for a shell.</summary>
    public static bool IsScript(string fileName) => ScriptExtensions.Any(extension => fileName.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file lies in build output or in packages of a front end, or is a text that a test compares with.</summary>
    public static bool IsSkipped(string path) => path.Split('/').Any(SkippedFolders.Contains) || Snapshots.Any(mark => RepositoryTree.FileNameOf(path).IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0);

    private static Func<Artefacts, TextFile, ArtefactProblem?>? ReaderFor(string path)
    {
        var name = RepositoryTree.FileNameOf(path);
        if (name.Equals(Configuration.LaunchSettings.FileName, StringComparison.OrdinalIgnoreCase))
            return (artefacts, file) => artefacts.Add(file, artefacts._launchSettings, Configuration.LaunchSettings.Read(file));
        if (name.StartsWith("web.", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".config", StringComparison.OrdinalIgnoreCase))
            return (artefacts, file) => artefacts.Add(file, artefacts._webConfigs, WebConfig.Read(file));
        if (IsScript(name))
            return (artefacts, file) => artefacts.AddScript(file);
        if (DevcontainerFile.IsName(name))
            return (artefacts, file) => artefacts.AddDevcontainer(file);
        if (IsDockerfile(name))
            return (artefacts, file) => artefacts.AddDockerfile(file);
        if (!name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
            return null;

        return WorkflowFile.IsPath(path) ? (artefacts, file) => artefacts.AddWorkflow(file)
            : ActionFile.IsPath(path) ? (artefacts, file) => artefacts.AddAction(file)
            : ComposeFile.IsName(name) ? (artefacts, file) => artefacts.AddComposeFile(file, artefacts._composeFiles)
            : Infrastructure.HelmValues.IsName(name) ? (artefacts, file) => artefacts.AddHelmValues(file)
            : (artefacts, file) => artefacts.AddManifest(file);
    }

    private static bool IsDockerfile(string name) =>
        (name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase) && (name.Length == "Dockerfile".Length || name["Dockerfile".Length] is '.' or '-' or '_'))
            || name.EndsWith(".Dockerfile", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Containerfile", StringComparison.OrdinalIgnoreCase)
        ? !NoDockerfile.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        : false;

    private ArtefactProblem? Add(TextFile file, List<VariableFile> files, (IReadOnlyList<(string, PlacedText)> Variables, ArtefactProblem? Problem) read)
    {
        files.Add(new VariableFile(file, read.Variables));
        return read.Problem;
    }

    private ArtefactProblem? AddDockerfile(TextFile file)
    {
        var (dockerfile, problem) = DockerfileReader.Read(file);
        if (dockerfile is not null)
            _dockerfiles.Add(dockerfile);
        return problem;
    }

    private ArtefactProblem? AddComposeFile(TextFile file, List<ComposeFile> files)
    {
        var (compose, problem) = ComposeFile.Read(file);
        files.Add(compose);
        return problem;
    }

    private ArtefactProblem? AddWorkflow(TextFile file)
    {
        var (workflow, problem) = WorkflowFile.Read(file);
        _workflows.Add(workflow);
        return problem;
    }

    private ArtefactProblem? AddAction(TextFile file)
    {
        var (action, problem) = ActionFile.Read(file);
        _actions.Add(action);
        return problem;
    }

    private ArtefactProblem? AddScript(TextFile file)
    {
        _scripts.Add(file);
        return null;
    }

    private ArtefactProblem? AddDevcontainer(TextFile file)
    {
        var (devcontainer, problem) = DevcontainerFile.Read(file);
        if (devcontainer is not null)
            _devcontainers.Add(devcontainer);
        return problem;
    }

    private ArtefactProblem? AddHelmValues(TextFile file)
    {
        if (Infrastructure.HelmValues.Read(file) is { } values)
            _helmValues.Add(values);
        return null;
    }

    // Most YAML files are something else, and a template is YAML only when it is rendered: neither is a problem.
    private ArtefactProblem? AddManifest(TextFile file)
    {
        if (KubernetesFile.Read(file) is { } manifest)
            _manifests.Add(manifest);
        return null;
    }
}
