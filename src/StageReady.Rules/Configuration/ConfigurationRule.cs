namespace StageReady.Configuration;

/// <summary>A rule over the configuration of one project: facts in, findings out.</summary>
internal abstract class ConfigurationRule
{
    /// <summary>All rules. A new one is added here.</summary>
    public static IReadOnlyList<ConfigurationRule> All { get; } =
    [
        new KeyMissingInOneDeployedEnvironment(),
        new ShapeDiffersBetweenStagingAndProduction(),
        new BaseArrayLeaksThrough(),
        new EmptySectionClearsNothing(),
        new ResourceSharedByStagingAndProduction(),
        new StagingHostInProduction(),
        new LocalResourceInDeployedEnvironment(),
        new SecretInConnectionString(),
        new ConfigurationFileCannotLoad(),
        new SettingsFileNotUnderstood(),
    ];

    public abstract IEnumerable<Finding> Check(ConfigurationFacts facts);
}
