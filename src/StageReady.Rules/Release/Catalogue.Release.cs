namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule WorkTreeIsNotClean = new(
        "STG4001", "The release is not built from a commit", Severity.Error, RuleOwner.Task);

    public static readonly Rule VersionDoesNotNameCommit = new(
        "STG4002", "The version does not lead to the commit", Severity.Warning, RuleOwner.Task);

    public static readonly Rule BuildIsNotDeterministic = new(
        "STG4003", "The build is not deterministic", Severity.Warning, RuleOwner.Task);

    public static readonly Rule AssemblyLacksSymbols = new(
        "STG4004", "An assembly is published without its symbols", Severity.Warning, RuleOwner.Task);

    public static readonly Rule VulnerablePackage = new(
        "STG4005", "A package has a known vulnerability", Severity.Error, RuleOwner.Task);

    public static readonly Rule RequiredDocumentMissing = new(
        "STG4006", "A required document is missing", Severity.Warning, RuleOwner.Task);

    public static readonly Rule SigningKeyUnusable = new(
        "STG4007", "The release manifest cannot be signed", Severity.Error, RuleOwner.Task);

    public static readonly Rule SuppressionDoesNotHold = new(
        "STG4008", "A suppression has no reason, has expired or finds nothing", Severity.Warning, RuleOwner.Task);

    public static readonly Rule DebugBuildIsPublished = new(
        "STG4009", "A Debug build is published", Severity.Error, RuleOwner.Task);

    private static IEnumerable<Rule> ReleaseRules() =>
    [
        WorkTreeIsNotClean,
        VersionDoesNotNameCommit,
        BuildIsNotDeterministic,
        AssemblyLacksSymbols,
        VulnerablePackage,
        RequiredDocumentMissing,
        SigningKeyUnusable,
        SuppressionDoesNotHold,
        DebugBuildIsPublished,
    ];
}
