namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule DownIsMissing = new(
        "STG2001", "A migration changes the schema and its Down is empty or missing", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DownThrowsWithoutReason = new(
        "STG2002", "Down throws without a reason although Up can be reversed", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DownDoesNotReverseUp = new(
        "STG2003", "Down does not reverse an operation of Up", Severity.Error, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DownTouchesWhatUpDidNot = new(
        "STG2004", "Down drops or alters what Up did not touch", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule DataNotUndone = new(
        "STG2005", "Up changes data and Down does nothing about it", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule UpDestroysData = new(
        "STG2006", "Up destroys data and no one says why it may go", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule DownFails = new(
        "STG2007", "Down fails on a table that has rows, or in its order", Severity.Warning, RuleOwner.Analyzer, HasFix: true);

    public static readonly Rule DeclaredIrreversible = new(
        "STG2008", "A migration is declared irreversible", Severity.Info, RuleOwner.Analyzer);

    public static readonly Rule AutoReversalFails = new(
        "STG2009", "An AutoReversingMigration holds what cannot be reversed", Severity.Error, RuleOwner.Analyzer);

    public static readonly Rule ScriptHasNoUndo = new(
        "STG2010", "A SQL script has no undo, or one without statements", Severity.Error, RuleOwner.Task, HasFix: true);

    public static readonly Rule ToolHasNoRollback = new(
        "STG2011", "The migration tool in use has no rollback", Severity.Info, RuleOwner.Task);

    public static readonly Rule BaseClassBreaksRollback = new(
        "STG2012", "Migrations inherit a Down that is empty or throws", Severity.Warning, RuleOwner.Analyzer);

    public static readonly Rule RollbackUnknown = new(
        "STG2013", "Whether Down reverses Up cannot be verified", Severity.Info, RuleOwner.Analyzer, IsOnByDefault: false);

    public static readonly Rule MigrationAtStartUp = new(
        "STG2014", "An application migrates its database when it starts", Severity.Warning, RuleOwner.Analyzer);

    private static IEnumerable<Rule> MigrationRules() =>
    [
        DownIsMissing, DownThrowsWithoutReason, DownDoesNotReverseUp, DownTouchesWhatUpDidNot, DataNotUndone, UpDestroysData, DownFails, DeclaredIrreversible, AutoReversalFails, ScriptHasNoUndo,
        ToolHasNoRollback, BaseClassBreaksRollback, RollbackUnknown, MigrationAtStartUp,
    ];
}
