namespace StageReady.Configuration;

/// <summary>The configuration of a project as the rules see it.</summary>
internal sealed class ConfigurationFacts
{
    private static readonly HashSet<string> Templates = WordSet.Of("example sample template dist", StringComparer.OrdinalIgnoreCase);

    private readonly Lazy<HashSet<string>> _dictionaries;
    private bool _mayHaveMore;
    private bool _hasVault;
    private List<ConfigurationFile> _perhaps = [];
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

    /// <summary>How much a secret or personal data in a file matters: in development and tests it is information, and so it is in a template.</summary>
    public Severity SeverityIn(ConfigurationFile file, Severity deployed)
    {
        var environment = file.Name.Environment;
        var role = environment is null ? null : Settings.Roles.RoleOf(environment);
        return Project.IsTest || role is EnvironmentRole.Development or EnvironmentRole.Test || (role is null && environment is not null && IsTemplate(environment)) ? Severity.Info : deployed;
    }

    // appsettings.example.json, appsettings.Production.template.json
    private static bool IsTemplate(string environment) => Templates.Contains(environment.Substring(environment.LastIndexOf('.') + 1));

    /// <summary>Whether a key that no file supplies may be there all the same, because the code may add a file that has it, or one that is not to be seen.</summary>
    public bool MayBeAdded(string key) => _mayHaveMore || IsInVault(key) || _perhaps.Exists(file => file.Values.ContainsKey(key) || file.Sections.ContainsKey(key));

    /// <summary>Whether a store of secrets that the code adds may supply the key, whatever the files hold.</summary>
    public bool IsInVault(string key) => _hasVault && (key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase) || SecretName.Of(key) != SecretExpectation.None);

    public static ConfigurationFacts Read(ConfigurationProject project, CancellationToken cancellationToken)
    {
        var added = project.IsTest || project.Files.Count == 0 ? AddedFiles.None : new AddedFiles(project.AddedFiles());
        var root = Normalize(project.Directory);
        var files = new List<PlacedFile>();
        foreach (var source in project.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(source.Path, name => ConfigurationFile.Read(source, name));
        }

        foreach (var path in project.UnreadableFiles)
            Add(path, name => ConfigurationFile.Unreadable(path, name));

        foreach (var path in added.AreNone ? [] : project.OtherFiles())
            Add(path, name => project.ReadOther(path) is { } source ? ConfigurationFile.Read(source, name) : ConfigurationFile.Unreadable(path, name));

        var own = files.Where(file => string.Equals(file.Folder, root, StringComparison.OrdinalIgnoreCase)).GroupBy(file => file.Place, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().File, StringComparer.Ordinal);
        var folders = files
            .GroupBy(file => file.Folder, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Equals(group.Key, root, StringComparison.OrdinalIgnoreCase)
                ? new ConfigurationFolder(isProjectFolder: true, InOrder(group), added, own)
                : new ConfigurationFolder(isProjectFolder: false, InOrder(group), AddedFiles.None, own));
        var settings = StageReadySettings.From(project.Settings, project.Baseline);
        return new ConfigurationFacts(project, settings, [.. folders])
        {
            _mayHaveMore = !added.AreAllKnown || added.AlwaysInAll.Any(path => !own.ContainsKey(path) && !IsForDevelopers(path)),
            _hasVault = added.HaveVault,
            _perhaps = [.. own.Where(file => added.IsPerhaps(file.Key)).Select(file => file.Value)],
        };

        static IReadOnlyList<ConfigurationFile> InOrder(IEnumerable<PlacedFile> files) => [.. files.Select(file => file.File).OrderBy(file => file.Source.Path, StringComparer.Ordinal)];

        // It is not in the repository because each developer has another one.
        bool IsForDevelopers(string path) => path.Split('/', '.').Any(part => settings.Roles.RoleOf(part) is EnvironmentRole.Development or EnvironmentRole.Test);

        // What the code adds belongs to the project's folder, wherever it is.
        void Add(string path, Func<ConfigurationFileName, ConfigurationFile> read)
        {
            var normalized = Normalize(project.PlaceOf(path));
            var slash = normalized.LastIndexOf('/');
            var folder = slash < 0 ? "" : normalized.Substring(0, slash);
            if (IsBuildOutput(folder, root))
                return;

            var place = root.Length > 0 && normalized.StartsWith(root + "/", StringComparison.OrdinalIgnoreCase) ? normalized.Substring(root.Length + 1) : normalized;
            var name = ConfigurationFileName.Parse(normalized.Substring(slash + 1), project.Name);
            if ((name is null || place.IndexOf('/') >= 0) && added.NameOf(place) is { } addedName)
                files.Add(new PlacedFile(root, place, read(addedName)));
            else if (name is { } found)
                files.Add(new PlacedFile(folder, place, read(found)));
        }
    }

    /// <param name="Folder">The folder that it is loaded with.</param>
    /// <param name="Place">Below the project's folder.</param>
    private sealed record PlacedFile(string Folder, string Place, ConfigurationFile File);

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
