namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule PersonalDataIsLogged = new(
        "STG5003", "Personal data or a secret is logged", Severity.Warning, RuleOwner.Analyzer);

    private static IEnumerable<Rule> PrivacyRules() => [PersonalDataIsLogged];
}
