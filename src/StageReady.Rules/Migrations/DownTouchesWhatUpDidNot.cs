namespace StageReady.Migrations;

/// <summary>STG2004: Down drops, renames or alters an object that Up did not touch. What it creates beyond what Up dropped only stays behind.</summary>
internal static class DownTouchesWhatUpDidNot
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Down != DownKind.Written || migration.Declarations.Irreversible is not null)
            return [];

        var findings = new List<MigrationFinding>();
        for (var i = 0; i < migration.Outcomes.Count; i++)
        {
            foreach (var residue in migration.Outcomes[i].Residues)
            {
                if (!residue.InUp && !IsTouched(residue.Operation, migration.Worlds[i].Up) && !OnlyReplacesItsType(residue.Operation, migration.Worlds[i].Down))
                    findings.Add(Finding(residue));
            }
        }

        return findings;
    }

    private static MigrationFinding Finding(Residue residue)
    {
        var operation = residue.Operation;
        return residue.Kind switch
        {
            ResidueKind.NotDropped => new MigrationFinding(
                Catalogue.DownTouchesWhatUpDidNot, Severity.Info, operation, $"Down {operation}, which Up does not drop: it stays behind after a rollback. Remove it from Down, or drop it in Up"),
            ResidueKind.NotCreatedAgain => new MigrationFinding(
                Catalogue.DownTouchesWhatUpDidNot, operation, $"Down {operation}, which Up does not {(operation.Subject.Kind == ObjectKind.Column || operation.Subject.IsConstraint ? "add" : "create")}: a rollback destroys what was there before. Remove it from Down"),
            _ => new MigrationFinding(
                Catalogue.DownTouchesWhatUpDidNot, operation, $"Down {operation}, which Up does not touch: after a rollback it is not what it was before. Remove it from Down"),
        };
    }

    /// <summary>PostgreSQL takes a value from an enum only by another type, which the columns get first and which then gets the name of the old one.</summary>
    private static bool OnlyReplacesItsType(Operation operation, IReadOnlyList<Operation> down) =>
        operation.New.Stated.TryGetValue(Facets.InSql + "type", out var type)
        && down.Any(step => step is { Verb: Verb.Rename, Subject: { Kind: ObjectKind.Type } renamed } && NetState.Mentions(type.Value, renamed.Name));

    /// <summary>Raw SQL in Up names it, or may have made it: an inline constraint, the default of a column.</summary>
    private static bool IsTouched(Operation operation, IReadOnlyList<Operation> up)
    {
        foreach (var step in up)
        {
            if (step.Text is { } text && NetState.Mentions(text, operation.Subject.Name))
                return true;
            if (operation.Text is not null && operation.Subject.IsConstraint && string.Equals(step.Subject.Table ?? step.Subject.Name, operation.Subject.Table, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
