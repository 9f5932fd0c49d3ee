namespace StageReady.Migrations;

/// <summary>STG2007: an operation of Down fails on a table that has rows, or stands where the database refuses it.</summary>
internal static class DownFails
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Down != DownKind.Written || migration.Declarations.Irreversible is not null)
            return [];

        var findings = new List<MigrationFinding>();
        foreach (var outcome in migration.Outcomes)
        {
            foreach (var failure in outcome.Failures)
                findings.Add(new MigrationFinding(Catalogue.DownFails, failure.Operation, failure.Message));
        }

        return findings;
    }
}
