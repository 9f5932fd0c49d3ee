namespace StageReady.Migrations;

/// <summary>All that is said of one migration.</summary>
internal static class MigrationRule
{
    public static IReadOnlyList<MigrationFinding> JudgeAll(Migration migration)
    {
        var findings = new List<MigrationFinding>();
        findings.AddRange(DownIsMissing.Judge(migration));
        findings.AddRange(DownThrowsWithoutReason.Judge(migration));

        // Where Down is not there, that the data stays too is no news.
        if (findings.Count == 0)
            findings.AddRange(DataNotUndone.Judge(migration));
        findings.AddRange(DownDoesNotReverseUp.Judge(migration));
        findings.AddRange(DownTouchesWhatUpDidNot.Judge(migration));
        findings.AddRange(UpDestroysData.Judge(migration));
        findings.AddRange(DownFails.Judge(migration));
        findings.AddRange(DeclaredIrreversible.Judge(migration));
        findings.AddRange(AutoReversalFails.Judge(migration));
        if (findings.Count == 0)
            findings.AddRange(RollbackUnknown.Judge(migration));
        return findings;
    }
}
