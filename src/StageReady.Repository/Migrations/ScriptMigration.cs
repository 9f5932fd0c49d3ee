namespace StageReady.Migrations;

/// <summary>What a script says of its way back.</summary>
internal enum Undo
{
    Missing,
    Written,

    /// <summary>The script says in the tool's own words that there is nothing to undo.</summary>
    NotNeeded,

    /// <summary>It stands where the script only points to.</summary>
    Elsewhere,
}

/// <summary>One migration of a script folder.</summary>
/// <param name="Version">What the tool orders migrations by; of a change set its id.</param>
/// <param name="Name">The rest of its name; of a change set <c>author:id</c>.</param>
/// <param name="Place">The script as a whole: its beginning, or the line of the change set.</param>
/// <param name="Up">The way forward.</param>
/// <param name="Down">The way back; null unless it is written.</param>
internal sealed record ScriptMigration(ScriptTool Tool, ScriptVersion Version, string Name, SourceSpan Place, ScriptSection Up, ScriptSection? Down)
{
    public Undo Undo { get; init; } = Down is null ? Undo.Missing : Undo.Written;

    /// <summary>Runs again whenever it changes (<c>R__</c>, <c>runOnChange</c>): the tool has no way back for it.</summary>
    public bool IsRepeatable { get; init; }

    /// <summary>What tells it from the others of its folder, for people and for the manifest of a release.</summary>
    public string Id => Tool == ScriptTool.Liquibase || Version.Written.Length == 0 ? Name : $"{Version}_{Name}";

    /// <summary>Where the tool looks for the way back, if that is a file of its own; null if it stands in the same file, or if there can be none.</summary>
    public string? UndoFile { get; init; }
}

/// <summary>The migrations in one folder, in the order in which the tool runs them.</summary>
internal sealed record ScriptFolder(string Path, ScriptTool Tool, IReadOnlyList<ScriptMigration> Migrations);
