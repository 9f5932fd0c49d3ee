namespace StageReady.Migrations;

/// <summary>STG2002: Down throws, although Up alone tells how to reverse it.</summary>
internal static class DownThrowsWithoutReason
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Down != DownKind.Throws || migration.Declarations.ExcuseDown || !migration.FollowsFromUp)
            return [];

        var message = migration.LeftOvers is [_, ..] left
            ? $"Down throws without a reason, but Up {LeftOver.List(left)}. Reverse {LeftOver.Pronoun(left)} in Down, or throw with a reason"
            : "Down throws without a reason, but Up leaves nothing to reverse. Leave Down empty, or throw with a reason";
        return [new MigrationFinding(Catalogue.DownThrowsWithoutReason, null, message)];
    }
}
