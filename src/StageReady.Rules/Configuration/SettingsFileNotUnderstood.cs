namespace StageReady.Configuration;

/// <summary>STG1023: stageready.json says something that no rule knows. To ignore it would be to check less than the team believes.</summary>
internal sealed class SettingsFileNotUnderstood : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        facts.Settings.Problems.Select(problem => problem.ToFinding(Catalogue.SettingsFileNotUnderstood));
}
