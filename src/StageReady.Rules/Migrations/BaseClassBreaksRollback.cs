namespace StageReady.Migrations;

/// <summary>STG2012: a base class gives its migrations a Down that is empty or throws. Asked for each of them; it is reported once.</summary>
internal static class BaseClassBreaksRollback
{
    /// <param name="heir">A migration that inherits Down, and has an Up of its own.</param>
    public static string? Judge(Migration heir)
    {
        if (heir.Declarations.ExcuseDown || heir.Worlds.All(world => world.Up.Count == 0))
            return null;
        if (heir.Down == DownKind.Throws)
            return "Migrations inherit this Down, which throws without a reason. Make it abstract, so that each of them says how to go back, or throw with a reason";
        return heir.DownIsEmpty
            ? "Migrations inherit this Down, which is empty: a rollback does nothing about their Up. Make it abstract, so that each of them says how to go back"
            : null;
    }
}
