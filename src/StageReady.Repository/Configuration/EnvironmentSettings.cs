using System.Text.RegularExpressions;
using StageReady.Containers;
using StageReady.Projects;
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

    private EnvironmentSettings(Artefacts artefacts, RepositoryTree tree, ProjectLocator projects)
    {
        _artefacts = artefacts;
        _tree = tree;
        _projects = projects;
    }

    /// <summary>In the order of kinds; a place that several services share is there once.</summary>
    public static IReadOnlyList<EnvironmentSetting> Of(Artefacts artefacts, RepositoryTree tree, IReadOnlyList<ConfiguredProject> projects)
    {
        var settings = new EnvironmentSettings(artefacts, tree, new ProjectLocator(projects));
        return
        [
            .. settings.Dockerfiles().Concat(settings.Services()).Concat(settings.Manifests()).Concat(settings.Workflows()).Concat(settings.LaunchProfiles()).Concat(settings.WebConfigs())
                .GroupBy(setting => (setting.Variable, setting.Written, setting.Value))
                .Select(group => group.First() with { Projects = [.. group.SelectMany(setting => setting.Projects).Distinct()] }),
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

    private IEnumerable<EnvironmentSetting> Services()
    {
        foreach (var compose in _artefacts.ComposeFiles)
        {
            foreach (var service in compose.Services)
            {
                var projects = ProjectsOf(service, RepositoryTree.DirectoryOf(compose.File.Path));
                foreach (var variable in service.Environment)
                {
                    if (variable.Value is { } value && EnvironmentSetting.IsEnvironment(variable.Name.Value))
                        yield return new EnvironmentSetting(ArtefactKind.Compose, variable.Name.Value, value, Expand(value.Value), projects);
                }

                foreach (var (name, value) in service.EnvFiles.SelectMany(path => VariablesIn(RepositoryTree.DirectoryOf(compose.File.Path), path.Value)))
                {
                    if (EnvironmentSetting.IsEnvironment(name))
                        yield return new EnvironmentSetting(ArtefactKind.EnvFile, name, value, Expand(value.Value), projects);
                }
            }
        }
    }

    private static string? Expand(string text) => Interpolation.Expand(text, _ => null, '$');

    private IEnumerable<(string Name, PlacedText Value)> VariablesIn(string folder, string written) =>
        RepositoryTree.Resolve(folder, written) is { } path && _tree.Read(path) is { } text ? EnvFile.Read(new TextFile(path, text)) : [];

    // Where one of the files laid over each other builds the service; else what its image or its own name says.
    private IReadOnlyList<ConfiguredProject> ProjectsOf(ComposeService service, string folder)
    {
        var sameService = _artefacts.ComposeFiles
            .Where(file => RepositoryTree.DirectoryOf(file.File.Path) == folder)
            .SelectMany(file => file.Services)
            .Where(other => other.Name.Value == service.Name.Value)
            .ToList();
        var built = sameService.Select(other => other.Build).OfType<ComposeBuild>().SelectMany(build => ProjectsOf(build, folder)).ToList();
        if (built.Count > 0)
            return built;

        var named = sameService.Select(other => other.Image).OfType<PlacedText>().SelectMany(image => _projects.Named(Expand(image.Value) ?? image.Value)).ToList();
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
