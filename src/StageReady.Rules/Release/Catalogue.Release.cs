namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule WorkTreeIsNotClean = new(
        "STG4001", "The release is not built from a commit", Severity.Error, RuleOwner.Task);

    public static readonly Rule SigningKeyUnusable = new(
        "STG4007", "The release manifest cannot be signed", Severity.Error, RuleOwner.Task);

    private static IEnumerable<Rule> ReleaseRules() => [WorkTreeIsNotClean, SigningKeyUnusable];
}
