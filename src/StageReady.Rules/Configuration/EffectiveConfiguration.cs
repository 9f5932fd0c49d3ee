namespace StageReady.Configuration;

/// <summary>What an application holds in an environment: the values of its files, merged as Microsoft.Extensions.Configuration merges them.</summary>
internal sealed class EffectiveConfiguration
{
    private readonly Dictionary<string, ConfigurationValue> _values = new(StringComparer.OrdinalIgnoreCase);
    private ConfigurationShapes? _shapes;

    /// <param name="files">In the order in which the host loads them.</param>
    public EffectiveConfiguration(string environment, IReadOnlyList<ConfigurationFile> files)
    {
        Environment = environment;
        foreach (var value in files.SelectMany(file => file.Values.Values))
            _values[value.Key] = value;
    }

    public string Environment { get; }

    /// <summary>By key, ignoring case. A null that stands over a value has taken its place; an empty section clears nothing, since its elements have keys of their own.</summary>
    public IReadOnlyDictionary<string, ConfigurationValue> Values => _values;

    public ConfigurationShapes Shapes => _shapes ??= new ConfigurationShapes(_values.Values);
}

/// <summary>A staging and a production environment that have files in one folder.</summary>
internal sealed record EnvironmentPair(EffectiveConfiguration Staging, EffectiveConfiguration Production);

/// <summary>
/// The configuration files of one folder, which are loaded together: by the host if it is the project's folder, by the application's own code elsewhere. The project's folder has those too that the code
/// adds to what the host loads.
/// </summary>
internal sealed class ConfigurationFolder(bool isProjectFolder, IReadOnlyList<ConfigurationFile> files, AddedFiles added, IReadOnlyDictionary<string, ConfigurationFile> byPath)
{
    public bool IsProjectFolder => isProjectFolder;

    public IReadOnlyList<ConfigurationFile> Files => files;

    /// <summary>The names of environments in the names of files. They are told apart by case, as the file systems of deployed machines do.</summary>
    public IEnumerable<string> Environments => files.Select(file => file.Name.Environment).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>What the host loads for an environment, in its order, and what the code adds to it. What is loaded twice counts where it is loaded last.</summary>
    public IReadOnlyList<ConfigurationFile> LoadedFor(string environment)
    {
        var loaded = new List<ConfigurationFile>();
        if (!added.ReplaceHosts)
        {
            loaded.AddRange(files
                .Where(file => file.Name.Kind != ConfigurationFileKind.Added && (file.Name.Environment is null || file.Name.Environment == environment))
                .OrderBy(file => file.Name.Kind)
                .ThenBy(file => file.Name.Environment is not null));
        }

        foreach (var path in added.AlwaysFor(environment))
        {
            if (byPath.TryGetValue(path, out var file))
            {
                loaded.Remove(file);
                loaded.Add(file);
            }
        }

        return loaded;
    }

    /// <summary>Null, that is unknown, if one of the files does not load.</summary>
    public EffectiveConfiguration? Effective(string environment)
    {
        var loaded = LoadedFor(environment);
        return loaded.All(file => file.Loads) ? new EffectiveConfiguration(environment, loaded) : null;
    }
}
