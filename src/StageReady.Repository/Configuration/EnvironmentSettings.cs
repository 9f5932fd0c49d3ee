using System.Text.RegularExpressions;
using StageReady.Containers;
using StageReady.Projects;
using StageReady.Shell;
using StageReady.Workflows;

namespace StageReady.Configuration;

/// <summary>Collects every place in the artefacts of a repository that names an environment, with the projects that it can mean.</summary>
internal sealed class EnvironmentSettings
{
    private static readonly Regex Assembly = new(@"([\w.-]+)\.dll\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly string[] ConfigMapSuffixes = ["config", "configmap", "env", "settings"];

    private readonly Artefacts _artefacts;
    private readonly RepositoryTree _tree;
    private readonly ProjectLocator _projects;
    private readonly ComposeFiles _composeFiles;

    private EnvironmentSettings(Artefacts artefacts, RepositoryTree tree, ProjectLocator projects)
    {
        _artefacts = artefacts;
        _tree = tree;
        _projects = projects;
        _composeFiles = new ComposeFiles([.. artefacts.ComposeFiles, .. artefacts.ExtendedComposeFiles]);
    }

    /// <summary>In the order of kinds; a place that several services share is there once.</summary>
    public static IReadOnlyList<EnvironmentSetting> Of(Artefacts artefacts, RepositoryTree tree, IReadOnlyList<ConfiguredProject> projects)
    {
        var settings = new EnvironmentSettings(artefacts, tree, new ProjectLocator(projects));
        return
        [
            .. settings.Dockerfiles().Concat(settings.Services()).Concat(settings.Manifests()).Concat(settings.ChartValues()).Concat(settings.Workflows()).Concat(settings.Commands())
                .Concat(settings.LaunchProfiles()).Concat(settings.WebConfigs())
                .GroupBy(setting => (setting.Variable, setting.Written, setting.Value))
                .Select(group => group.First() with
                {
                    Projects = [.. group.SelectMany(setting => setting.Projects).Distinct()],
                    UsedBy = [.. group.SelectMany(setting => setting.UsedBy).Distinct()],
                    Layers = [.. group.SelectMany(setting => setting.Layers).Distinct()],
                }),
        ];
    }

    private IEnumerable<EnvironmentSetting> Dockerfiles() =>
        from dockerfile in _artefacts.Dockerfiles
        where !RunsOnWindows(dockerfile)
        from variable in dockerfile.EnvironmentOf(dockerfile.Final!)
        where EnvironmentSetting.IsEnvironment(variable.Key)
        select new EnvironmentSetting(ArtefactKind.Dockerfile, variable.Key, variable.Value.Written, variable.Value.Value, ProjectsOf(dockerfile));

    // What the container starts says it best; else the folder does.
    private IReadOnlyList<ConfiguredProject> ProjectsOf(Dockerfile dockerfile)
    {
        var started = dockerfile.Chain(dockerfile.Final!)
            .SelectMany(stage => stage.Instructions)
            .Where(instruction => instruction.Keyword is "ENTRYPOINT" or "CMD")
            .SelectMany(instruction => instruction.Words)
            .SelectMany(word => Assembly.Matches(word.Value).Cast<Match>())
            .SelectMany(match => _projects.WithAssembly(match.Groups[1].Value))
            .ToList();
        return started.Count > 0 ? started : _projects.For(RepositoryTree.DirectoryOf(dockerfile.File.Path));
    }

    // Windows finds a file whatever the case of its name.
    private static bool RunsOnWindows(Dockerfile dockerfile) =>
        dockerfile.Chain(dockerfile.Final!)[0].Image?.Value is { } image && (image.Contains("nanoserver") || image.Contains("windowsservercore"));

    private IEnumerable<EnvironmentSetting> Services() =>
        from compose in _artefacts.ComposeFiles
        from service in compose.Services
        let lineage = _composeFiles.Lineage(compose, service)
        let projects = ProjectsOf(compose, service, lineage)
        from variable in EffectiveIn(lineage)
        where EnvironmentSetting.IsEnvironment(variable.Name)
        select new EnvironmentSetting(variable.Kind, variable.Name, variable.Value, Expand(variable.Value.Value), projects)
        {
            UsedBy = [compose.File.Path],
            Layers = [service.Name.Value],
        };

    // The service beats what it extends, its own variables those of its files, and a later file an earlier one.
    private IEnumerable<(ArtefactKind Kind, string Name, PlacedText Value)> EffectiveIn(IReadOnlyList<(ComposeFile File, ComposeService Service)> lineage)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in lineage.SelectMany(part => part.Service.Environment))
        {
            if (names.Add(variable.Name.Value) && variable.Value is { } value)
                yield return (ArtefactKind.Compose, variable.Name.Value, value);
        }

        foreach (var (file, service) in lineage)
        {
            foreach (var (name, value) in service.EnvFiles.SelectMany(path => VariablesIn(RepositoryTree.DirectoryOf(file.File.Path), path.Value)).Reverse())
            {
                if (names.Add(name))
                    yield return (ArtefactKind.EnvFile, name, value);
            }
        }
    }

    private static string? Expand(string text) => Interpolation.Expand(text, _ => null, '$');

    private IEnumerable<(string Name, PlacedText Value)> VariablesIn(string folder, string written) =>
        RepositoryTree.Resolve(folder, written) is { } path && _tree.Read(path) is { } text ? EnvFile.Read(new TextFile(path, text)) : [];

    // Where one of the files laid over each other, or what it extends, builds the service; else what its image or its own name says.
    private IReadOnlyList<ConfiguredProject> ProjectsOf(ComposeFile file, ComposeService service, IEnumerable<(ComposeFile File, ComposeService Service)> lineage)
    {
        var parts = _composeFiles.Layers(file, service).Concat(lineage).ToList();
        var built = parts.Where(part => part.Service.Build is not null).SelectMany(part => ProjectsOf(part.Service.Build!, RepositoryTree.DirectoryOf(part.File.File.Path))).ToList();
        if (built.Count > 0)
            return built;

        var named = parts.Select(part => part.Service.Image).OfType<PlacedText>().SelectMany(image => _projects.Named(Expand(image.Value) ?? image.Value)).ToList();
        return named.Count > 0 ? named : _projects.Named(service.Name.Value);
    }

    private IReadOnlyList<ConfiguredProject> ProjectsOf(ComposeBuild build, string folder)
    {
        var written = Expand(build.Context?.Value ?? ".");
        if (written is null || written.Contains("://") || RepositoryTree.Resolve(folder, written) is not { } context)
            return [];

        var path = RepositoryTree.Resolve(context, build.Dockerfile?.Value ?? "Dockerfile");
        return _artefacts.Dockerfiles.FirstOrDefault(file => file.File.Path == path) is { } dockerfile ? ProjectsOf(dockerfile) : _projects.For(context);
    }

    private IEnumerable<EnvironmentSetting> Manifests()
    {
        foreach (var manifest in _artefacts.Manifests)
        {
            var folder = RepositoryTree.DirectoryOf(manifest.File.Path);
            foreach (var item in manifest.Objects)
            {
                var settings = item.Containers.SelectMany(container => container.Variables.Select(variable => (Variable: variable, Container: (KubernetesContainer?)container)))
                    .Concat(item.Data.Select(variable => (Variable: variable, Container: (KubernetesContainer?)null)))
                    .Where(setting => EnvironmentSetting.IsEnvironment(setting.Variable.Name));
                foreach (var (variable, container) in settings)
                {
                    var projects = container is null ? ProjectsOfConfigMap(item.Name, folder) : ProjectsOf(container, item, folder);
                    // Kubernetes itself replaces $(NAME); ${NAME} is for a tool that renders the manifest.
                    var value = variable.Value.Value.Contains("$(") ? null : Interpolation.Expand(variable.Value.Value, _ => null, '$');
                    yield return new EnvironmentSetting(ArtefactKind.Kubernetes, variable.Name, variable.Value, value, projects);
                }

                foreach (var (name, value) in item.EnvFiles.SelectMany(path => VariablesIn(folder, path.Value)).Where(variable => EnvironmentSetting.IsEnvironment(variable.Name)))
                    yield return new EnvironmentSetting(ArtefactKind.Kubernetes, name, value, value.Value, ProjectsOfConfigMap(item.Name, folder)) { UsedBy = [manifest.File.Path] };
            }
        }
    }

    private IReadOnlyList<ConfiguredProject> ProjectsOf(KubernetesContainer container, KubernetesObject item, string folder) =>
        new[] { container.Image?.Value ?? "", container.Name, item.Name }.Select(_projects.Named).FirstOrDefault(found => found.Count > 0) ?? _projects.AtOrAbove(folder);

    private IReadOnlyList<ConfiguredProject> ProjectsOfConfigMap(string name, string folder)
    {
        var users =
            (from manifest in _artefacts.Manifests
             from item in manifest.Objects
             from container in item.Containers
             where container.ConfigMaps.Contains(name)
             from project in ProjectsOf(container, item, RepositoryTree.DirectoryOf(manifest.File.Path))
             select project).ToList();
        if (users.Count > 0)
            return users;

        var suffix = ConfigMapSuffixes.FirstOrDefault(word => name.EndsWith("-" + word, StringComparison.OrdinalIgnoreCase));
        var named = _projects.Named(suffix is null ? name : name.Substring(0, name.Length - suffix.Length - 1));
        return named.Count > 0 ? named : _projects.AtOrAbove(folder);
    }

    private IEnumerable<EnvironmentSetting> ChartValues() =>
        from values in _artefacts.HelmValues
        let folder = RepositoryTree.DirectoryOf(values.File.Path)
        let chart = _tree.NearestAbove(folder, "Chart.yaml")
        where chart is not null
        from variable in values.Variables
        select new EnvironmentSetting(ArtefactKind.Kubernetes, variable.Name, variable.Value, variable.Value.Value.Contains("{{") ? null : Expand(variable.Value.Value), ProjectsOfChart(chart))
        {
            Layers = [chart],
        };

    private IReadOnlyList<ConfiguredProject> ProjectsOfChart(string chart)
    {
        var folder = RepositoryTree.DirectoryOf(chart);
        return _projects.Named(RepositoryTree.FileNameOf(folder)) is { Count: > 0 } named ? named : _projects.AtOrAbove(folder);
    }

    private IEnumerable<EnvironmentSetting> Workflows() =>
        from workflow in _artefacts.Workflows
        from variable in VariablesOf(workflow)
        where EnvironmentSetting.IsEnvironment(variable.Name)
        let value = variable.Value.Value.Contains("${{") ? null : variable.Value.Value
        select new EnvironmentSetting(ArtefactKind.Workflow, variable.Name, variable.Value, value, _projects.All);

    private static IEnumerable<WorkflowVariable> VariablesOf(WorkflowFile workflow)
    {
        var jobs = workflow.Jobs.Where(job => !RunsOnCaselessSystem(job)).ToList();
        return jobs.SelectMany(job => job.Environment.Concat(job.Steps.SelectMany(step => step.Environment))).Concat(jobs.Count > 0 ? workflow.Environment : []);
    }

    private static bool RunsOnCaselessSystem(WorkflowJob job) =>
        job.RunsOn.Any(label => label.Value.StartsWith("windows", StringComparison.OrdinalIgnoreCase) || label.Value.StartsWith("macos", StringComparison.OrdinalIgnoreCase));

    // docker run -e NAME=value: in scripts, and in the steps of workflows.
    private IEnumerable<EnvironmentSetting> Commands() =>
        _artefacts.Scripts.SelectMany(script => Containers(ArtefactKind.Script, ShellText.Of(script), RepositoryTree.DirectoryOf(script.Path)))
            .Concat(
                from workflow in _artefacts.Workflows
                from job in workflow.Jobs
                where !RunsOnCaselessSystem(job)
                from step in job.Steps
                where step.Run is not null
                from setting in Containers(ArtefactKind.Workflow, step.Run!, "")
                select setting);

    private IEnumerable<EnvironmentSetting> Containers(ArtefactKind kind, ShellText source, string folder)
    {
        if (!MayStartContainer(source.Text))
            yield break;

        foreach (var command in ShellReader.Read(source).Where(StartsContainer))
        {
            var named = command.Operands(0).SelectMany(word => _projects.Named(word.Value)).Distinct().ToList();
            var projects = named.Count > 0 ? named : _projects.AtOrAbove(folder);
            foreach (var word in command.ValuesOf("-e", "--env"))
            {
                var name = word.Value.Split('=')[0];
                if (EnvironmentSetting.IsEnvironment(name) && name.Length < word.Value.Length && Part(command, word, name.Length + 1) is var value)
                    yield return new EnvironmentSetting(kind, name, value, Interpolation.Expand(value.Value, _ => null, '\\'), projects);
            }

            foreach (var (name, value) in command.ValuesOf("--env-file").Where(word => !word.HasVariable).SelectMany(word => VariablesIn(folder, word.Value)))
            {
                if (EnvironmentSetting.IsEnvironment(name))
                    yield return new EnvironmentSetting(kind == ArtefactKind.Script ? ArtefactKind.EnvFile : kind, name, value, value.Value, projects) { UsedBy = [command.Span.Path] };
            }
        }
    }

    private static bool MayStartContainer(string text) => text.IndexOf("docker", StringComparison.Ordinal) >= 0 || text.IndexOf("podman", StringComparison.Ordinal) >= 0;

    private static bool StartsContainer(ShellCommand command) =>
        command.Program is "docker" or "podman" && (command.Begins("run") || command.Begins("create") || command.Begins("container", "run") || command.Begins("container", "create") || command.Begins("service", "create"));

    // At its own place if it is written as it is meant, else at the word's.
    private static PlacedText Part(ShellCommand command, ShellWord word, int start)
    {
        var part = word.Value.Substring(start);
        var place = part.Length == 0 ? -1 : command.Source.Text.IndexOf(part, word.Start, word.Length, StringComparison.Ordinal);
        return new PlacedText(part, place < 0 ? command.SpanOf(word) : command.Source.SpanOf(place, part.Length));
    }

    // Properties/launchSettings.json belongs to the project of the folder above.
    private IEnumerable<EnvironmentSetting> LaunchProfiles() =>
        from file in _artefacts.LaunchSettings
        from variable in file.Variables
        where EnvironmentSetting.IsEnvironment(variable.Name)
        select new EnvironmentSetting(ArtefactKind.LaunchSettings, variable.Name, variable.Value, variable.Value.Value, _projects.AtOrAbove(RepositoryTree.DirectoryOf(file.File.Path)));

    // IIS runs on Windows, so that the projects do not matter.
    private IEnumerable<EnvironmentSetting> WebConfigs() =>
        from file in _artefacts.WebConfigs
        from variable in file.Variables
        where EnvironmentSetting.IsEnvironment(variable.Name)
        select new EnvironmentSetting(ArtefactKind.WebConfig, variable.Name, variable.Value, variable.Value.Value, []);
}
