namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule KeyMissingInOneDeployedEnvironment = new(
        "STG1001", "A key is set for only one of staging and production", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DevelopmentKeyNotDeployed = new(
        "STG1002", "The code reads a key that only development has", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule ShapeDiffersBetweenStagingAndProduction = new(
        "STG1003", "A key has different shapes in staging and production", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule BaseArrayLeaksThrough = new(
        "STG1004", "Elements of a longer base array stay in an environment", Severity.Info, RuleOwner.Analyzer);

    public static readonly Rule EmptySectionClearsNothing = new(
        "STG1005", "An empty value over a section clears nothing", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule ResourceSharedByStagingAndProduction = new(
        "STG1006", "Staging and production share a resource", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule StagingHostInProduction = new(
        "STG1007", "Production uses a host that is not production's", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule LocalResourceInDeployedEnvironment = new(
        "STG1008", "A deployed environment uses a local resource", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule PlaceholderInDeployedEnvironment = new(
        "STG1009", "A deployed environment uses a placeholder", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule SecretInConnectionString = new(
        "STG1010", "A connection string holds a secret", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule SecretKeyHasLiteralValue = new(
        "STG1011", "A secret is written into the configuration", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule SecretSharedByStagingAndProduction = new(
        "STG1012", "Staging and production share a secret", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule CredentialsInUri = new(
        "STG1013", "A URI holds credentials", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule IpAddressInDeployedEnvironment = new(
        "STG1014", "A deployed environment names an IP address", Severity.Info, RuleOwner.Analyzer);

    public static readonly Rule PlainHttpInProduction = new(
        "STG1015", "Production uses a remote endpoint without encryption", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule DebugSettingInDeployedEnvironment = new(
        "STG1016", "A deployed environment runs with a debug setting", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule TransportSecurityOff = new(
        "STG1017", "A deployed environment turns transport security off", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule EnvironmentNameSelectsNoFile = new(
        "STG1018", "An environment name selects no file on Linux", Severity.Error, RuleOwner.Cli);

    public static readonly Rule DevelopmentInDeployableArtefact = new(
        "STG1019", "A deployable artefact sets Development", Severity.Error, RuleOwner.Cli);

    public static readonly Rule PublishOutputHasWrongSettings = new(
        "STG1020", "The publish output has the wrong settings files", Severity.Warning, RuleOwner.Task);

    public static readonly Rule ConfigurationFileCannotLoad = new(
        "STG1021", "A configuration file fails at start-up", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule SecretServedToBrowsers = new(
        "STG1022", "A file served to browsers holds a secret", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule SettingsFileNotUnderstood = new(
        "STG1023", "stageready.json is not understood", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule EnvironmentFileAddedBeforeBase = new(
        "STG1101", "The base configuration file is added after the environment's", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule DevelopmentEndpointReachable = new(
        "STG1102", "A development page or API description is reachable outside development", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule BehaviourBranchesOnEnvironment = new(
        "STG1103", "Behaviour depends on the name of a deployed environment", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DetailedErrorsOutsideDevelopment = new(
        "STG1104", "Sensitive data logging or detailed errors are on outside development", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule SchemaCreatedWithoutMigrations = new(
        "STG1105", "EnsureCreated or EnsureDeleted is reachable outside development", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule CertificateValidationSwitchedOff = new(
        "STG1106", "Every server certificate is accepted outside development", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule HostIsHardCoded = new(
        "STG1107", "A host is hard-coded", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule MachinePathReachesFileApi = new(
        "STG1108", "A path of one machine is hard-coded", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule SecretIsHardCoded = new(
        "STG1109", "A secret is hard-coded", Severity.Error, RuleOwner.Analyzer);

    private static IEnumerable<Rule> ConfigurationRules() =>
    [
        KeyMissingInOneDeployedEnvironment,
        DevelopmentKeyNotDeployed,
        ShapeDiffersBetweenStagingAndProduction,
        BaseArrayLeaksThrough,
        EmptySectionClearsNothing,
        ResourceSharedByStagingAndProduction,
        StagingHostInProduction,
        LocalResourceInDeployedEnvironment,
        PlaceholderInDeployedEnvironment,
        SecretInConnectionString,
        SecretKeyHasLiteralValue,
        SecretSharedByStagingAndProduction,
        CredentialsInUri,
        IpAddressInDeployedEnvironment,
        PlainHttpInProduction,
        DebugSettingInDeployedEnvironment,
        TransportSecurityOff,
        EnvironmentNameSelectsNoFile,
        DevelopmentInDeployableArtefact,
        PublishOutputHasWrongSettings,
        ConfigurationFileCannotLoad,
        SecretServedToBrowsers,
        SettingsFileNotUnderstood,
        EnvironmentFileAddedBeforeBase,
        DevelopmentEndpointReachable,
        BehaviourBranchesOnEnvironment,
        DetailedErrorsOutsideDevelopment,
        SchemaCreatedWithoutMigrations,
        CertificateValidationSwitchedOff,
        HostIsHardCoded,
        MachinePathReachesFileApi,
        SecretIsHardCoded,
    ];
}
