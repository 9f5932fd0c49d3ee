namespace StageReady.Migrations;

/// <summary>STG2009: FluentMigrator is to reverse the migration by itself, and one of its expressions throws when it does.</summary>
internal static class AutoReversalFails
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Down != DownKind.Generated || migration.Declarations.Irreversible is not null)
            return [];

        var findings = new List<MigrationFinding>();
        foreach (var world in migration.Worlds)
        {
            foreach (var operation in world.Up)
            {
                if (operation.IrreversibleExpression is { } expression)
                    findings.Add(new MigrationFinding(Catalogue.AutoReversalFails, operation, $"{expression} cannot be reversed automatically: a rollback throws here. Derive from Migration and write Down"));
            }
        }

        return findings;
    }
}
