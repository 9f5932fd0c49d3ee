namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule DownIsMissing = new(
        "STG2001", "A migration changes the schema and its Down is empty or missing", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DownDoesNotReverseUp = new(
        "STG2003", "Down does not reverse an operation of Up", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    private static IEnumerable<Rule> MigrationRules() => [DownIsMissing, DownDoesNotReverseUp];
}
