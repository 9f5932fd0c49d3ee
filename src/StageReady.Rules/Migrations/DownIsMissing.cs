namespace StageReady.Migrations;

/// <summary>STG2001: Up changes the schema and Down does nothing about it.</summary>
internal static class DownIsMissing
{
    private const int Listed = 3;

    /// <summary>What to say of the migration, or null if all is well.</summary>
    public static string? Judge(Migration migration)
    {
        var isReversible = new Lazy<bool>(() => migration.Worlds.All(world => Reversal.IsComplete(world.Up)));
        var applies = migration.Down == DownKind.Throws ? !isReversible.Value : migration.DownIsEmpty;
        if (!applies || migration.IsDeclared || migration.LeftOvers is not [_, ..] left)
            return null;

        var deeds = left.Take(Listed).Select(leftOver => leftOver.Residue.Deed + leftOver.Where).ToList();
        var list = left.Count > Listed ? $"{string.Join(", ", deeds)} and {left.Count - Listed} more"
            : deeds.Count == 1 ? deeds[0]
            : $"{string.Join(", ", deeds.Take(deeds.Count - 1))} and {deeds[deeds.Count - 1]}";
        var down = migration.Down switch
        {
            DownKind.Missing => "Down is not overridden",
            DownKind.Throws => "Down throws without a reason",
            _ => "Down is empty",
        };
        return $"{down}, but Up {list}. Reverse {(left.Count == 1 ? "it" : "them")} in Down, or declare with a reason that the migration is irreversible";
    }
}
