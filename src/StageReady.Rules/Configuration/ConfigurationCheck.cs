using StageReady.Suppressions;

namespace StageReady.Configuration;

/// <summary>The configuration rules over one project: the one door for the compiler, the build and the command line.</summary>
internal static class ConfigurationCheck
{
    /// <summary>The rules that need the files alone.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Catalogue.KeyMissingInOneDeployedEnvironment,
        Catalogue.ShapeDiffersBetweenStagingAndProduction,
        Catalogue.BaseArrayLeaksThrough,
        Catalogue.EmptySectionClearsNothing,
        Catalogue.ResourceSharedByStagingAndProduction,
        Catalogue.StagingHostInProduction,
        Catalogue.LocalResourceInDeployedEnvironment,
        Catalogue.PlaceholderInDeployedEnvironment,
        Catalogue.SecretInConnectionString,
        Catalogue.SecretKeyHasLiteralValue,
        Catalogue.SecretSharedByStagingAndProduction,
        Catalogue.CredentialsInUri,
        Catalogue.IpAddressInDeployedEnvironment,
        Catalogue.PlainHttpInProduction,
        Catalogue.DebugSettingInDeployedEnvironment,
        Catalogue.TransportSecurityOff,
        Catalogue.ConfigurationFileCannotLoad,
        Catalogue.SecretServedToBrowsers,
        Catalogue.SettingsFileNotUnderstood,
        Catalogue.PersonalDataInConfiguration,
    ];

    /// <summary>Whether a host loads a file of that name: <c>appsettings*.json</c>, <c>{application}.settings*.json</c>.</summary>
    public static bool IsConfigurationFile(string fileName, string applicationName) =>
        ConfigurationFileName.Parse(fileName, applicationName) is not null;

    /// <summary>Whether a file of that name is <c>web.config</c> or a transform of it.</summary>
    public static bool IsWebConfig(string fileName) => WebConfigFile.IsName(fileName);

    /// <summary>What a file that a build hands over is to the rules: "Settings", "Baseline", "WebConfig" or "Configuration"; null if nothing.</summary>
    /// <param name="marked">The kind that the SDK gave to the file; empty for a file that the user added by hand, whose name tells.</param>
    public static string? KindOf(string? marked, string fileName, string applicationName)
    {
        if (!string.IsNullOrEmpty(marked))
            return marked;
        if (fileName.Equals(StageReadySettings.FileName, StringComparison.OrdinalIgnoreCase))
            return "Settings";
        if (fileName.Equals(StageReadySettings.BaselineFileName, StringComparison.OrdinalIgnoreCase))
            return "Baseline";
        if (IsWebConfig(fileName))
            return "WebConfig";
        return IsConfigurationFile(fileName, applicationName) ? "Configuration" : null;
    }

    /// <summary>The findings that are not suppressed, in the order of files and places.</summary>
    public static IReadOnlyList<Finding> Run(ConfigurationFacts facts, CancellationToken cancellationToken) => Judge(facts, cancellationToken).Findings;

    /// <summary>The same, for a project whose facts nobody else needs.</summary>
    public static IReadOnlyList<Finding> Run(ConfigurationProject project, CancellationToken cancellationToken) => Judge(project, cancellationToken).Findings;

    /// <summary>All findings, in the order of files and places, and apart those that a comment or stageready.json suppresses.</summary>
    public static JudgedFindings Judge(ConfigurationProject project, CancellationToken cancellationToken) =>
        Judge(ConfigurationFacts.Read(project, cancellationToken), cancellationToken);

    private static JudgedFindings Judge(ConfigurationFacts facts, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var rule in ConfigurationRule.All)
        {
            cancellationToken.ThrowIfCancellationRequested();
            findings.AddRange(rule.Check(facts));
        }

        return Apply(findings, facts);
    }

    /// <summary>What follows from the files together with what the code reads of them.</summary>
    public static JudgedFindings JudgeReads(ConfigurationFacts facts, IEnumerable<ConfigurationRead> reads) => Apply(DevelopmentKeyNotDeployed.Check(facts, reads), facts);

    private static JudgedFindings Apply(IEnumerable<Finding> findings, ConfigurationFacts facts) =>
        new SuppressionFilter(path => facts.Project.Files.Concat(facts.Project.WebConfigs).FirstOrDefault(file => file.Path == path), _ => facts.Settings, facts.Project.Today).Apply(
            findings.OrderBy(finding => finding.Span.Path, StringComparer.Ordinal).ThenBy(finding => finding.Span.Start).ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal));
}
