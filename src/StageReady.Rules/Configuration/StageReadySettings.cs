namespace StageReady.Configuration;

/// <summary>What stageready.json says. What it says wrongly is a problem at its place, and counts as unsaid.</summary>
internal sealed record StageReadySettings
{
    public const string FileName = "stageready.json";

    public const string BaselineFileName = "stageready.baseline.json";

    public EnvironmentRoles Roles { get; init; } = EnvironmentRoles.Default;

    /// <summary>Patterns of hosts, by the role of the environments that they belong to.</summary>
    public IReadOnlyDictionary<EnvironmentRole, IReadOnlyList<string>> Hosts { get; init; } = new Dictionary<EnvironmentRole, IReadOnlyList<string>>();

    /// <summary>Keys that the deployment supplies.</summary>
    public IReadOnlyList<DeclaredKey> ExternalKeys { get; init; } = [];

    /// <summary>Patterns of resources that environments share on purpose, or keys that name such.</summary>
    public IReadOnlyList<string> SharedResources { get; init; } = [];

    /// <summary>Hosts that run beside the application.</summary>
    public IReadOnlyList<DeclaredSidecar> Sidecars { get; init; } = [];

    /// <summary>Files whose values are encrypted.</summary>
    public IReadOnlyList<DeclaredFile> EncryptedProviders { get; init; } = [];

    public IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; } = [];

    public IReadOnlyList<DeclaredSuppression> Suppressions { get; init; } = [];

    /// <summary>What stageready.baseline.json records as there from before.</summary>
    public IReadOnlyList<DeclaredSuppression> Baseline { get; init; } = [];

    public IReadOnlyList<ConfigurationProblem> Problems { get; init; } = [];

    /// <summary>The defaults if there is no such file.</summary>
    public static StageReadySettings From(TextFile? source, TextFile? baseline = null)
    {
        var settings = source is null ? new StageReadySettings() : StageReadySettingsReader.Read(source);
        if (baseline is null)
            return settings;
        var recorded = StageReadySettingsReader.ReadBaseline(baseline);
        return settings with { Baseline = recorded.Suppressions, Problems = [.. settings.Problems, .. recorded.Problems] };
    }

    /// <summary>Whether a host runs beside the application by declaration.</summary>
    public bool IsSidecar(Endpoint endpoint) => Sidecars.Any(sidecar => sidecar.Is(endpoint));

    /// <summary>Whether the deployment supplies a key, by its own declaration or that of a section around it.</summary>
    public bool IsExternal(string key) => ExternalKeys.Any(external => external.Covers(key));

    /// <summary>Whether a host is declared to belong to the environments of a role.</summary>
    public bool IsHostOf(EnvironmentRole role, string host) =>
        Hosts.TryGetValue(role, out var patterns) && patterns.Any(pattern => Wildcard.Matches(pattern, host));

    /// <summary>Whether environments may share a resource, by its own name or by the key that names it.</summary>
    public bool IsShared(string resource, string key) => SharedResources.Any(shared =>
        Wildcard.Matches(shared, resource) || (DeclaredKey.Parse(shared) is { } declared && declared.Covers(key)));

    /// <summary>The entry by which the team lives with a finding; null if it does not, or no more.</summary>
    public DeclaredSuppression? SuppressionOf(Finding finding, DateTime today) =>
        Suppressions.Concat(Baseline).FirstOrDefault(entry => entry.Reason is not null && !(entry.Expires < today) && entry.Covers(finding));

    /// <summary>Whether the values of a file are encrypted by declaration.</summary>
    public bool IsEncrypted(string path) => EncryptedProviders.Any(file => file.Covers(path));
}
