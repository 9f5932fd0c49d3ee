namespace StageReady.Migrations;

internal enum ReversibilityVerdict
{
    Reversible,
    DeclaredIrreversible,

    /// <summary>Something of Up is left, or what it does cannot be known.</summary>
    Unverified,
}

/// <summary>Whether a rollback past one migration brings the database back: what the release manifest says of it.</summary>
/// <param name="Id">The id that orders migrations.</param>
/// <param name="Verdict">The answer.</param>
/// <param name="Reason">Why it is irreversible, where that is declared.</param>
internal sealed record Reversibility(string Id, ReversibilityVerdict Verdict, string? Reason = null)
{
    public static Reversibility Of(Migration migration)
    {
        if (migration.Declarations.Irreversible is { } reason)
            return new Reversibility(migration.Id, ReversibilityVerdict.DeclaredIrreversible, reason);

        var isReversible = migration.Declarations.NoOp is not null
            || (migration.Down == DownKind.Generated && migration.IsRead && migration.Worlds.All(world => world.Up.All(operation => operation.IrreversibleExpression is null)))
            || (migration.Down == DownKind.Written && migration.IsRead && IsUndone(migration));
        return new Reversibility(migration.Id, isReversible ? ReversibilityVerdict.Reversible : ReversibilityVerdict.Unverified);
    }

    private static bool IsUndone(Migration migration) =>
        migration.Outcomes.All(outcome => outcome is { Failures.Count: 0 } && outcome.Residues.All(residue => residue.Kind == ResidueKind.NotDropped && !residue.InUp))
        && migration.Worlds.All(world => DataNotUndone.LeftIn(world).Count == 0);
}
