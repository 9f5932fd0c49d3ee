using StageReady.Containers;
using StageReady.Projects;
using StageReady.Shell;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>Finds where the files of a repository name container images that come from elsewhere.</summary>
internal sealed class ContainerImages
{
    private const string Scratch = "scratch";

    private static readonly char[] TagSeparators = ['\n', ','];

    private readonly Artefacts _artefacts;
    private readonly RepositoryTree _tree;
    private readonly Dictionary<string, Dictionary<string, string>> _variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> _built = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namedContexts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Folder, string Service)> _builtServices = [];
    private readonly HashSet<string> _replaced = new(StringComparer.Ordinal);

    private ContainerImages(Artefacts artefacts, RepositoryTree tree)
    {
        _artefacts = artefacts;
        _tree = tree;
        foreach (var (folder, service) in Services(artefacts))
        {
            if (service.Build is not { } build)
                continue;

            _builtServices.Add((folder, service.Name.Value));
            _namedContexts.UnionWith(build.NamedContexts);
            if (service.Image is { } image)
                _built.Add(Expand(image.Value, folder) ?? image.Value);
        }

        _built.UnionWith(artefacts.Workflows.SelectMany(workflow => workflow.Jobs).SelectMany(job => job.Steps).SelectMany(BuiltIn));
        _replaced.UnionWith(artefacts.Manifests.SelectMany(manifest => manifest.ReplacedImages));
    }

    /// <param name="artefacts">The files.</param>
    /// <param name="jobs">Those of the workflows that GitHub runs.</param>
    /// <param name="tree">All files: Compose reads the one that is named <c>.env</c>.</param>
    public static IEnumerable<ImageUse> Of(Artefacts artefacts, IEnumerable<(WorkflowJob Job, WorkflowScope Scope)> jobs, RepositoryTree tree)
    {
        var images = new ContainerImages(artefacts, tree);
        return artefacts.Dockerfiles.SelectMany(images.InDockerfile)
            .Concat(images.InComposeFiles())
            .Concat(images.InManifests())
            .Concat(artefacts.Devcontainers.Select(devcontainer => devcontainer.Image).OfType<PlacedText>().Select(image => new ImageUse(image, image.Value)))
            .Concat(jobs.SelectMany(pair => InJob(pair.Job, pair.Scope)))
            .Where(image => image.Value != Scratch);
    }

    // docker/build-push-action, and the command.
    private static IEnumerable<string> BuiltIn(WorkflowStep step)
    {
        var byAction = step.Uses?.Value.StartsWith("docker/build-push-action@", StringComparison.Ordinal) == true
            ? step.Inputs.Where(input => input.Name == "tags").SelectMany(input => input.Value.Value.Split(TagSeparators, StringSplitOptions.RemoveEmptyEntries))
            : [];
        var byCommand =
            from command in step.Run is { } run ? ShellReader.Read(run) : []
            where command.Program is "docker" or "podman" && command.Operands(0).Take(2).Any(word => word.Value == "build")
            from tag in command.ValuesOf("-t", "--tag")
            select tag.Value;
        return byAction.Concat(byCommand).Select(tag => tag.Trim());
    }

    private IEnumerable<ImageUse> InDockerfile(Dockerfile dockerfile) => dockerfile.Images.Where(image => image.Value is not { } value || (!_built.Contains(value) && !_namedContexts.Contains(value)));

    private static IEnumerable<(string Folder, ComposeService Service)> Services(Artefacts artefacts) =>
        from compose in artefacts.ComposeFiles.Concat(artefacts.ExtendedComposeFiles)
        from service in compose.Services
        select (RepositoryTree.DirectoryOf(compose.File.Path), service);

    // Files of one folder are laid over each other: what one of them builds, the other only names.
    private IEnumerable<ImageUse> InComposeFiles() =>
        from pair in Services(_artefacts)
        let image = pair.Service.Image
        where image is not null && !_builtServices.Contains((pair.Folder, pair.Service.Name.Value))
        let value = Expand(image.Value.Value, pair.Folder)
        where !_built.Contains(value ?? image.Value.Value)
        select new ImageUse(image.Value, value);

    // Compose reads the file '.env' beside the first of its files; what git does not have differs by machine.
    private string? Expand(string text, string folder)
    {
        if (!_variables.TryGetValue(folder, out var variables))
        {
            _variables.Add(folder, variables = new Dictionary<string, string>(StringComparer.Ordinal));
            foreach (var (name, written) in _tree.ReadFile(RepositoryTree.Join(folder, ".env")) is { } file ? EnvFile.Read(file) : [])
            {
                if (Interpolation.Expand(written.Value, Lookup, '$') is { } value)
                    variables[name] = value;
            }
        }

        return Interpolation.Expand(text, Lookup, '$');

        string? Lookup(string name) => variables.TryGetValue(name, out var value) ? value : null;
    }

    private IEnumerable<ImageUse> InManifests()
    {
        var inContainers =
            from manifest in _artefacts.Manifests
            from image in manifest.Images
            where !_replaced.Contains(ImageReference.Parse(image.Value).Name)
            select new ImageUse(image, image.Value);
        return inContainers.Concat(_artefacts.Manifests.SelectMany(manifest => manifest.Retagged).Select(retagged => new ImageUse(retagged.Tag, retagged.Image)));
    }

    private static IEnumerable<ImageUse> InJob(WorkflowJob job, WorkflowScope scope) =>
        from image in job.Images
        from use in WorkflowExpression.ValuesOf(image, scope.WithoutEnvironment).Select(value => new ImageUse(value.Written, value.Written.Value) { IsMatrixValue = value.IsMatrixValue }).DefaultIfEmpty(new ImageUse(image, null))
        select use;
}
