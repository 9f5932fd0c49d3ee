namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule PersonalDataInConfiguration = new(
        "STG5001", "The configuration holds personal data", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule PersonalDataInSeedData = new(
        "STG5002", "Seed data holds personal data", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule PersonalDataIsLogged = new(
        "STG5003", "Personal data or a secret is logged", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule DataIsPublished = new(
        "STG5004", "Data is published", Severity.Error, RuleOwner.Task);

    private static IEnumerable<Rule> PrivacyRules() => [PersonalDataInConfiguration, PersonalDataInSeedData, PersonalDataIsLogged, DataIsPublished];
}
