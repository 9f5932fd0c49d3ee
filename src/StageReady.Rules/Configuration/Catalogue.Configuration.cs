namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule LocalResourceInDeployedEnvironment = new(
        "STG1008", "A deployed environment uses a local resource", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule SecretInConnectionString = new(
        "STG1010", "A connection string holds a secret", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule ConfigurationFileCannotLoad = new(
        "STG1021", "A configuration file fails at start-up", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule SettingsFileNotUnderstood = new(
        "STG1023", "stageready.json is not understood", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule DevelopmentEndpointReachable = new(
        "STG1102", "A development page or API description is reachable outside development", Severity.Error, RuleOwner.Analyzer);

    private static IEnumerable<Rule> ConfigurationRules() =>
    [
        LocalResourceInDeployedEnvironment,
        SecretInConnectionString,
        ConfigurationFileCannotLoad,
        SettingsFileNotUnderstood,
        DevelopmentEndpointReachable,
    ];
}
