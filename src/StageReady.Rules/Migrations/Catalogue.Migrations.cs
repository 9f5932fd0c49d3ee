namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule DownIsMissing = new(
        "STG2001", "A migration changes the schema and its Down is empty or missing", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DownThrowsWithoutReason = new(
        "STG2002", "Down throws without a reason although Up can be reversed", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule DownDoesNotReverseUp = new(
        "STG2003", "Down does not reverse an operation of Up", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DeclaredIrreversible = new(
        "STG2008", "A migration is declared irreversible", Severity.Info, RuleOwner.Analyzer);

    public static readonly Rule BaseClassBreaksRollback = new(
        "STG2012", "Migrations inherit a Down that is empty or throws", Severity.Warning, RuleOwner.Analyzer);

    private static IEnumerable<Rule> MigrationRules() => [DownIsMissing, DownThrowsWithoutReason, DownDoesNotReverseUp, DeclaredIrreversible, BaseClassBreaksRollback];
}
