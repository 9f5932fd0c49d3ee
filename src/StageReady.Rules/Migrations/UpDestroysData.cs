namespace StageReady.Migrations;

/// <summary>STG2006: Up destroys data, and nobody says why it may go.</summary>
internal static class UpDestroysData
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Declarations is not { DataLoss: null, Irreversible: null })
            return [];

        var findings = new List<MigrationFinding>();
        foreach (var outcome in migration.Outcomes)
        {
            foreach (var loss in outcome.Losses)
                findings.Add(new MigrationFinding(Catalogue.UpDestroysData, loss.IsRename ? Severity.Info : Severity.Warning, loss.Operation, loss.Message));
        }

        return findings;
    }
}
