namespace StageReady.Migrations;

/// <summary>STG2013: a part of the migration cannot be read, so that nobody knows whether Down reverses it.</summary>
internal static class RollbackUnknown
{
    public static IReadOnlyList<MigrationFinding> Judge(Migration migration)
    {
        if (migration.Declarations.ExcuseDown)
            return [];

        foreach (var world in migration.Worlds)
        {
            foreach (var operation in world.Up.Concat(world.Down))
            {
                if (operation.Verb == Verb.Unknown || !operation.IsCertain)
                {
                    var what = operation.Verb == Verb.Unknown ? "what this does cannot be read" : $"whether it {operation} depends on what only running it tells";
                    return [new MigrationFinding(Catalogue.RollbackUnknown, operation, $"Cannot verify that Down reverses Up: {what}. Rehearse the migration, or write it with constant names and plain SQL")];
                }
            }
        }

        return [];
    }
}
