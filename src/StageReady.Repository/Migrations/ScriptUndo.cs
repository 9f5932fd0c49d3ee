namespace StageReady.Migrations;

/// <summary>The undo that a script lacks.</summary>
/// <param name="Path">The file that it belongs into, the script's own or a new one.</param>
/// <param name="Position">Where in the file.</param>
/// <param name="Text">What is to be written there.</param>
/// <param name="IsComplete">Whether it undoes all of the script. Otherwise it says that it is unfinished, and a rollback stops there.</param>
internal sealed record ScriptUndo(string Path, int Position, string Text, bool IsComplete)
{
    /// <summary>Null if an undo is there, if it would stand in the script itself and does not follow from it, or if what is there cannot be added to.</summary>
    public static ScriptUndo? For(ScriptMigration script)
    {
        if (script.Undo != Undo.Missing || script.Down is not null || script.IsRepeatable)
            return null;

        var statements = Statements(script);
        var file = script.Up.File;
        var newLine = file.Text.Contains("\r\n") ? "\r\n" : "\n";
        if (script.UndoFile is { } undoFile)
        {
            var lines = statements ?? Stub(script);
            return new ScriptUndo(undoFile, 0, string.Concat(lines.Select(line => line + newLine)), IsComplete: statements is not null);
        }

        if (statements is null)
            return null;
        var end = script.Up.Start + script.Up.Text.Length;
        var position = file.Text.Substring(0, end).TrimEnd().Length;
        var section = string.Concat(Section(script.Tool, statements).Select(line => newLine + line));
        return new ScriptUndo(file.Path, position, section + (position == file.Text.Length ? newLine : ""), IsComplete: true);
    }

    /// <summary>Null if they do not follow from the script, so that reading them after it tells that nothing is left.</summary>
    private static List<string>? Statements(ScriptMigration script)
    {
        if (script.Up.Delimiter != ";")
            return null;

        var statements = Steps(script).SelectMany(step => step.Undo ?? [null!]).ToList();
        if (statements.Count == 0 || statements.Contains(null!))
            return null;
        var down = string.Join("\n", statements);
        var written = script with { Down = new ScriptSection(new TextFile(script.UndoFile ?? script.Up.File.Path, down), 0, down), Undo = Undo.Written };
        return Reversibility.Of(ScriptReader.Read(written)).Verdict == ReversibilityVerdict.Reversible ? statements : null;
    }

    /// <summary>What the script does in the order in which it is to be undone, each with the statements that undo it, or null.</summary>
    private static IEnumerable<(Operation Up, IReadOnlyList<string>? Undo)> Steps(ScriptMigration script) =>
        from step in Reversal.Of(ScriptReader.Read(script).Worlds[0].Up)
        let undo = step.Inverse?.Select(operation => operation.Text).ToList()

        // What was there before the script must not go with it.
        let isCertain = undo is [_, ..] && !undo.Contains(null) && step.Up.Text is { } text && text.IndexOf("NOT EXISTS", StringComparison.OrdinalIgnoreCase) < 0
        select (step.Up, isCertain ? (IReadOnlyList<string>)undo! : null);

    private static List<string> Stub(ScriptMigration script) =>
    [
        $"-- {Declarations.UnfinishedComment}",
        $"-- Nothing here undoes {Projects.RepositoryTree.FileNameOf(script.Up.File.Path)} yet. In this order:",
        .. Steps(script).SelectMany(step => step.Undo?.Select(statement => $"-- {statement}") ?? [$"-- TODO: it {step.Up}"]),
        "",
        "-- A rollback fails here instead of passing over what is not undone. When all of it is written, remove this and the first lines.",
        "UNDO_IS_UNFINISHED;",
    ];

    private static IEnumerable<string> Section(ScriptTool tool, List<string> statements) => tool switch
    {
        ScriptTool.Dbmate => ["", "-- migrate:down", .. statements],
        ScriptTool.Goose => ["", "-- +goose Down", .. statements],
        _ => statements.Select(statement => $"--rollback {statement}"),
    };
}
