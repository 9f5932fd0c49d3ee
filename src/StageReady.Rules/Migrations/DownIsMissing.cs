namespace StageReady.Migrations;

/// <summary>STG2001: Up changes the schema and Down does nothing about it.</summary>
internal static class DownIsMissing
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        var applies = migration.Down == DownKind.Throws ? !migration.FollowsFromUp : migration.DownIsEmpty;
        if (!applies || migration.Declarations.ExcuseDown || migration.LeftOvers is not [_, ..] left)
            return [];

        var down = migration.Down switch
        {
            DownKind.Missing => "Down is not overridden",
            DownKind.Throws => "Down throws without a reason",
            _ => "Down is empty",
        };
        var message = $"{down}, but Up {LeftOver.List(left)}. Reverse {LeftOver.Pronoun(left)} in Down, or declare with a reason that the migration is irreversible";
        return [new MigrationFinding(Catalogue.DownIsMissing, null, message)];
    }
}
