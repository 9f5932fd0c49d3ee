namespace StageReady.Migrations;

/// <summary>The tools whose migrations are SQL scripts with a way back.</summary>
internal enum ScriptTool
{
    /// <summary><c>V2__Add_note.sql</c> and <c>U2__Add_note.sql</c>.</summary>
    Flyway,

    /// <summary><c>2_add_note.up.sql</c> and <c>2_add_note.down.sql</c>.</summary>
    GolangMigrate,

    /// <summary>One file with <c>-- migrate:up</c> and <c>-- migrate:down</c>.</summary>
    Dbmate,

    /// <summary>One file with <c>-- +goose Up</c> and <c>-- +goose Down</c>.</summary>
    Goose,

    /// <summary>Change sets in formatted SQL, each with its <c>--rollback</c>.</summary>
    Liquibase,
}

internal static class ScriptTools
{
    /// <summary>As the tool calls itself.</summary>
    public static string Name(this ScriptTool tool) => tool switch
    {
        ScriptTool.GolangMigrate => "golang-migrate",
        ScriptTool.Dbmate => "dbmate",
        ScriptTool.Goose => "goose",
        _ => tool.ToString(),
    };
}
