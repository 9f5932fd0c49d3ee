using StageReady.Privacy;

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
        new PlaceholderInDeployedEnvironment(),
        new SecretInConnectionString(),
        new SecretKeyHasLiteralValue(),
        new SecretSharedByStagingAndProduction(),
        new CredentialsInUri(),
        new IpAddressInDeployedEnvironment(),
        new PlainHttpInProduction(),
        new DebugSettingInDeployedEnvironment(),
        new TransportSecurityOff(),
        new ConfigurationFileCannotLoad(),
        new SecretServedToBrowsers(),
        new SettingsFileNotUnderstood(),
        new PersonalDataInConfiguration(),
    ];

    public abstract IEnumerable<Finding> Check(ConfigurationFacts facts);
}
