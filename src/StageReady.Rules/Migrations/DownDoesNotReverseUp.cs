namespace StageReady.Migrations;

/// <summary>STG2003: Down is there, and something of Up is left when it has run.</summary>
internal static class DownDoesNotReverseUp
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        var findings = new List<MigrationFinding>();
        if (migration.Down != DownKind.Written || migration.DownIsEmpty || migration.Declarations.ExcuseDown)
            return findings;
        foreach (var leftOver in migration.LeftOvers)
            findings.Add(new MigrationFinding(Catalogue.DownDoesNotReverseUp, leftOver.Residue.Operation, $"Up {leftOver.Residue.Deed}; {leftOver.Residue.Missing}{leftOver.Where}"));
        return findings;
    }
}
