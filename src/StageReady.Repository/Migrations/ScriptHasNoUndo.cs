using StageReady.Migrations.Sql;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>STG2010: a script changes the database, and the tool finds nothing to run when it is to be rolled back.</summary>
internal static class ScriptHasNoUndo
{
    public static IReadOnlyList<MigrationFinding> Judge(ScriptMigration script, Migration migration)
    {
        if (!migration.DownIsEmpty || migration.Declarations.ExcuseDown || DeedsOf(migration) is not { } deeds)
            return [];

        var (place, lack) = script.Down is null ? PlaceOf(script) : (PlaceOf(script).Place, script.Down.IsUnfinished ? "is unfinished" : SqlStatements.Split(script.Down.Text, script.Down.Delimiter).Count == 0 ? "has no statements" : "changes nothing");
        var message = $"{place} {lack}, but the script {deeds}. Reverse it there, or declare with a comment 'stageready: irreversible REASON' that there is no way back";
        return [new MigrationFinding(Catalogue.ScriptHasNoUndo, null, message)];
    }

    private static string? DeedsOf(Migration migration)
    {
        if (migration.LeftOvers is [_, ..] left)
            return LeftOver.List(left);

        var up = migration.Worlds[0].Up;
        var data = DataNotUndone.LeftIn(migration.Worlds[0]);
        return data is [var first, ..] ? (first.Verb == Verb.Unknown ? "runs SQL that is not recognised" : first.ToString()) + (data.Count > 1 ? $" and {data.Count - 1} more" : "")
            : up.FirstOrDefault(operation => operation is { Verb: Verb.Drop, IfExists: true } && Leaves(up, operation)) is { } drop ? up.Last(other => other.Subject == drop.Subject).ToString()
            : null;
    }

    /// <summary>Something may have been dropped, so that its net effect is not certain. Certain is that it has one, unless the script only cleans up after itself.</summary>
    private static bool Leaves(IReadOnlyList<Operation> up, Operation drop)
    {
        var ofSame = up.Where(other => other.Subject == drop.Subject).ToList();
        return ofSame[ofSame.Count - 1].Verb != Verb.Drop || ofSame.TrueForAll(other => other.Verb == Verb.Drop);
    }

    /// <summary>Where the undo belongs, and how one says of it that it is not there.</summary>
    private static (string Place, string Lack) PlaceOf(ScriptMigration script) => script.Tool switch
    {
        ScriptTool.Flyway or ScriptTool.GolangMigrate => (MessageText.Quote(RepositoryTree.FileNameOf(script.Down?.File.Path ?? script.UndoFile!)), "is not there"),
        ScriptTool.Dbmate => ("'-- migrate:down'", "is not there"),
        ScriptTool.Goose => ("'-- +goose Down'", "is not there"),
        _ => ("'--rollback'", "is not there"),
    };
}
