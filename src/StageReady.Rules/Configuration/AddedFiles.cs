namespace StageReady.Configuration;

/// <summary>The JSON files that an application has besides those of its host.</summary>
internal sealed class AddedFiles
{
    private readonly List<string> _always = [];
    private readonly List<string> _perhaps = [];

    /// <param name="steps">In their order.</param>
    public AddedFiles(IEnumerable<AddedFile> steps)
    {
        foreach (var step in steps)
        {
            if (step.Path == AddedFile.Vault)
            {
                HaveVault = true;
            }
            else if (string.IsNullOrEmpty(step.Path) && !(step.IsCertain && step.Path is not null))
            {
                AreAllKnown = false;
            }
            else if (step.Path!.Length > 0)
            {
                (step.IsCertain ? _always : _perhaps).Add(step.Path);
            }
            else
            {
                _always.Clear();
                ReplaceHosts = true;
            }
        }
    }

    public static AddedFiles None { get; } = new([]);

    /// <summary>Whether those of the host are no longer there.</summary>
    public bool ReplaceHosts { get; }

    /// <summary>Whether no other file can be there.</summary>
    public bool AreAllKnown { get; } = true;

    /// <summary>Whether a store of secrets is among the sources.</summary>
    public bool HaveVault { get; }

    public bool AreNone => _always.Count + _perhaps.Count == 0;

    /// <summary>The paths of those that every start adds, as an environment has them: a later one beats an earlier one.</summary>
    public IEnumerable<string> AlwaysFor(string environment) => _always.Select(path => path.Replace(AddedFile.Hole.ToString(), environment));

    /// <summary>The paths that are the same in all environments.</summary>
    public IEnumerable<string> AlwaysInAll => _always.Where(path => path.IndexOf(AddedFile.Hole) < 0);

    /// <summary>Whether only some starts add the file.</summary>
    public bool IsPerhaps(string path) => !_always.Exists(pattern => NameOf(path, pattern) is not null) && _perhaps.Exists(pattern => NameOf(path, pattern) is not null);

    /// <summary>What the path of a file says; null if no step adds it.</summary>
    public ConfigurationFileName? NameOf(string path)
    {
        foreach (var pattern in _always.Concat(_perhaps))
        {
            if (NameOf(path, pattern) is { } name)
                return name;
        }

        return null;
    }

    private static ConfigurationFileName? NameOf(string path, string pattern)
    {
        var hole = pattern.IndexOf(AddedFile.Hole);
        if (hole < 0)
            return path == pattern ? new ConfigurationFileName(ConfigurationFileKind.Added, null) : null;

        var length = path.Length - pattern.Length + 1;
        if (length <= 0 || !path.StartsWith(pattern.Substring(0, hole), StringComparison.Ordinal) || !path.EndsWith(pattern.Substring(hole + 1), StringComparison.Ordinal))
            return null;
        var environment = path.Substring(hole, length);
        return environment.IndexOf('/') < 0 ? new ConfigurationFileName(ConfigurationFileKind.Added, environment) : null;
    }
}
