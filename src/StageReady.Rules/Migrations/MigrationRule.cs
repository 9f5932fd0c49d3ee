namespace StageReady.Migrations;

/// <summary>All that is said of one migration.</summary>
internal static class MigrationRule
{
    public static IReadOnlyList<MigrationFinding> JudgeAll(Migration migration)
    {
        var findings = new List<MigrationFinding>();
        findings.AddRange(DownIsMissing.Judge(migration));
        findings.AddRange(DownThrowsWithoutReason.Judge(migration));
        findings.AddRange(DownDoesNotReverseUp.Judge(migration));
        findings.AddRange(DeclaredIrreversible.Judge(migration));
        return findings;
    }
}
