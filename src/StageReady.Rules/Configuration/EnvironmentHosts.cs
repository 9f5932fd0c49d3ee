namespace StageReady.Configuration;

/// <summary>The hosts that the configuration gives to one environment, and to no other.</summary>
internal sealed class EnvironmentHosts
{
    private readonly Dictionary<string, (string Environment, string Key)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    private EnvironmentHosts()
    {
    }

    public static EnvironmentHosts From(ConfigurationFacts facts)
    {
        var hosts = new EnvironmentHosts();
        foreach (var folder in facts.Folders)
            hosts.Add([.. folder.Environments.Select(folder.Effective).OfType<EffectiveConfiguration>()]);
        return hosts;
    }

    /// <summary>The environment and the key; null if the configuration does not name the host, or more than one environment uses it.</summary>
    public (string Environment, string Key)? Find(string host) => _hosts.TryGetValue(host, out var use) ? use : null;

    // One environment alone has nothing to be told apart from.
    private void Add(IReadOnlyList<EffectiveConfiguration> environments)
    {
        if (environments.Count < 2)
            return;

        var uses =
            from effective in environments
            from value in effective.Values.Values
            where !string.IsNullOrEmpty(value.Text)
            from endpoint in Endpoints.In(value.Text!)
            group (effective.Environment, value) by endpoint.Host.ToLowerInvariant();

        foreach (var use in uses)
        {
            var (environment, value) = use.First();
            if (value.File.Name.Environment is not null && use.All(other => other.Environment == environment))
                _hosts[use.Key] = (environment, value.Key);
        }
    }
}
