namespace StageReady.Migrations;

/// <summary>STG2008: the migration says that there is no way back, and why.</summary>
internal static class DeclaredIrreversible
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration) => migration.Declarations.Irreversible is { } reason
        ? [new MigrationFinding(Catalogue.DeclaredIrreversible, null, $"{Statement(reason)}; the release manifest records it")]
        : [];

    public static string Statement(string reason) => $"Declared irreversible: {reason.TrimEnd('.')}. A rollback stops here";
}
