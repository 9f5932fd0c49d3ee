namespace StageReady.Configuration;

/// <summary>The configuration of a project as the rules see it.</summary>
internal sealed class ConfigurationFacts
{
    private readonly Lazy<HashSet<string>> _dictionaries;
    private IReadOnlyList<DeployedUse>? _deployedUses;
    private IReadOnlyList<(ConfigurationValue Value, HeldSecret Secret)>? _secrets;

    private ConfigurationFacts(ConfigurationProject project, StageReadySettings settings, IReadOnlyList<ConfigurationFolder> folders)
    {
        Project = project;
        Settings = settings;
        Folders = folders;
        _dictionaries = new(() => new HashSet<string>(project.DictionarySections(), StringComparer.OrdinalIgnoreCase));
        DeployedByFolder = [.. folders.Select(folder => (folder, (IReadOnlyList<EffectiveConfiguration>)[.. DeployedIn(folder)]))];
        Deployed = [.. DeployedByFolder.SelectMany(folder => folder.Deployed)];
        Pairs = [.. DeployedByFolder.SelectMany(folder => PairsIn(folder.Folder, folder.Deployed))];
    }

    public ConfigurationProject Project { get; }

    public StageReadySettings Settings { get; }

    public IReadOnlyList<ConfigurationFolder> Folders { get; }

    public IEnumerable<ConfigurationFile> Files => Folders.SelectMany(folder => folder.Files);

    /// <summary>The effective configuration of each deployed environment, staging first.</summary>
    public IReadOnlyList<EffectiveConfiguration> Deployed { get; }

    /// <summary>The same, by the folder whose files supply it.</summary>
    public IReadOnlyList<(ConfigurationFolder Folder, IReadOnlyList<EffectiveConfiguration> Deployed)> DeployedByFolder { get; }

    /// <summary>Each staging environment with each production environment that it should be like: only where both have files of their own.</summary>
    public IReadOnlyList<EnvironmentPair> Pairs { get; }

    /// <summary>The files that each environment loads, one over the other; without tests, and without environments that do not load.</summary>
    public IEnumerable<(string Environment, IReadOnlyList<ConfigurationFile> Files)> Layers =>
        from folder in Folders
        where !Project.IsTest
        from environment in folder.Environments
        let loaded = folder.LoadedFor(environment)
        where loaded.All(file => file.Loads)
        select (environment, loaded);

    /// <summary>Every value that a deployed environment holds.</summary>
    public IReadOnlyList<DeployedUse> DeployedUses => _deployedUses ??= DeployedUse.In(Deployed);

    /// <summary>Every value of every file that holds a secret.</summary>
    public IReadOnlyList<(ConfigurationValue Value, HeldSecret Secret)> Secrets => _secrets ??=
    [
        .. from file in Files
           from value in file.Values.Values
           let secret = HeldSecret.In(value)
           where secret is not null
           select (value, secret),
    ];

    /// <summary>Whether the code takes the names below a section for data. To find that out can be dear: it is the last thing to ask.</summary>
    public bool IsDictionary(string section) => _dictionaries.Value.Contains(section);

    /// <summary>Whether a web server hands the file out to whoever asks: a file below wwwroot, in Blazor's settings too.</summary>
    public bool IsServed(ConfigurationFile file) =>
        !Project.IsTest && Normalize(Project.PlaceOf(file.Source.Path)).Split('/').Contains("wwwroot", StringComparer.OrdinalIgnoreCase);

    /// <summary>How much a secret or personal data in a file matters: in development and tests it is information.</summary>
    public Severity SeverityIn(ConfigurationFile file, Severity deployed)
    {
        var role = file.Name.Environment is { } environment ? Settings.Roles.RoleOf(environment) : null;
        return Project.IsTest || role is EnvironmentRole.Development or EnvironmentRole.Test ? Severity.Info : deployed;
    }

    public static ConfigurationFacts Read(ConfigurationProject project, CancellationToken cancellationToken)
    {
        var root = Normalize(project.Directory);
        var files = new List<(string Folder, ConfigurationFile File)>();
        foreach (var source in project.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(source.Path, name => ConfigurationFile.Read(source, name));
        }

        foreach (var path in project.UnreadableFiles)
            Add(path, name => ConfigurationFile.Unreadable(path, name));

        var folders = files
            .GroupBy(pair => pair.Folder, pair => pair.File, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new ConfigurationFolder(
                string.Equals(group.Key, root, StringComparison.OrdinalIgnoreCase),
                [.. group.OrderBy(file => file.Source.Path, StringComparer.Ordinal)]));
        return new ConfigurationFacts(project, StageReadySettings.From(project.Settings, project.Baseline), [.. folders]);

        void Add(string path, Func<ConfigurationFileName, ConfigurationFile> read)
        {
            var normalized = Normalize(project.PlaceOf(path));
            var slash = normalized.LastIndexOf('/');
            var folder = slash < 0 ? "" : normalized.Substring(0, slash);
            if (!IsBuildOutput(folder, root) && ConfigurationFileName.Parse(normalized.Substring(slash + 1), project.Name) is { } name)
                files.Add((folder, read(name)));
        }
    }

    /// <summary>
    /// Without an environment variable the host runs in Production, so that the base files alone are a deployed configuration: of an application, in the folder
    /// where the host looks, unless a file names the project's own production environment.
    /// </summary>
    private IEnumerable<EffectiveConfiguration> DeployedIn(ConfigurationFolder folder)
    {
        if (Project.IsTest)
            return [];

        var environments = folder.Environments.Where(Settings.Roles.IsDeployed).ToList();
        if (Project.IsApplication && folder.IsProjectFolder && environments.All(name => Settings.Roles.RoleOf(name) != EnvironmentRole.Production))
            environments.Add("Production");

        return environments
            .OrderBy(Settings.Roles.RoleOf)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(folder.Effective)
            .OfType<EffectiveConfiguration>();
    }

    private IEnumerable<EnvironmentPair> PairsIn(ConfigurationFolder folder, IReadOnlyList<EffectiveConfiguration> deployed)
    {
        var named = deployed.Where(effective => folder.Environments.Contains(effective.Environment, StringComparer.Ordinal)).ToLookup(effective => Settings.Roles.RoleOf(effective.Environment));
        return from staging in named[EnvironmentRole.Staging] from production in named[EnvironmentRole.Production] select new EnvironmentPair(staging, production);
    }

    private static string Normalize(string path)
    {
        path = path.Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path.Substring(2);
        return path == "." ? "" : path.TrimEnd('/');
    }

    // A hand-written glob takes the copies in bin and obj along.
    private static bool IsBuildOutput(string folder, string root)
    {
        var prefix = root.Length == 0 ? "" : root + "/";
        return folder.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && (folder.Substring(prefix.Length) + "/") is var below
            && (below.StartsWith("bin/", StringComparison.OrdinalIgnoreCase) || below.StartsWith("obj/", StringComparison.OrdinalIgnoreCase));
    }
}
