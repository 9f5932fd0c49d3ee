using StageReady.Migrations;

namespace StageReady.Repository.Tests.Migrations;

public class ScriptUndoTests
{
    [Theory]
    [InlineData("--- db/V2__b.sql\nALTER TABLE orders ADD note text;\nCREATE VIEW v AS SELECT 1;\n", "db/U2__b.sql", "DROP VIEW v;\nALTER TABLE orders DROP COLUMN note;\n")]
    [InlineData("--- 1_a.up.sql\nCREATE TABLE \"t\" (a int);\nCREATE INDEX ix ON \"t\" (a);\n", "1_a.down.sql", "DROP TABLE \"t\";\n")]
    [InlineData("--- 1_a.sql\n-- migrate:up\nCREATE TABLE t (a int);\n", "1_a.sql", "-- migrate:up\nCREATE TABLE t (a int);\n\n-- migrate:down\nDROP TABLE t;\n")]
    [InlineData("--- 1_a.sql\n-- +goose Up\nALTER TABLE t RENAME COLUMN a TO b;", "1_a.sql", "-- +goose Up\nALTER TABLE t RENAME COLUMN a TO b;\n\n-- +goose Down\nALTER TABLE t RENAME COLUMN b TO a;\n")]
    [InlineData(
        "--- a.sql\n--liquibase formatted sql\n--changeset a:1\nCREATE TABLE t (a int);\n\n--changeset a:2\nDROP VIEW v;\n", "a.sql",
        "--liquibase formatted sql\n--changeset a:1\nCREATE TABLE t (a int);\n--rollback DROP TABLE t;\n\n--changeset a:2\nDROP VIEW v;\n")]
    public void What_follows_from_the_script_is_written(string files, string path, string text)
    {
        var (script, undo) = Undo(files);

        Assert.NotNull(undo);
        Assert.Equal((path, true), (undo.Path, undo.IsComplete));
        Assert.Equal(text, path == script.Up.File.Path ? script.Up.File.Text.Insert(undo.Position, undo.Text) : undo.Text);
    }

    [Theory]
    [InlineData("DROP TABLE t;", "-- TODO: it drops table t")]
    [InlineData("INSERT INTO t VALUES (1);", "-- TODO: it inserts into table t")]
    [InlineData("CALL repair();", "-- TODO: it does what cannot be read")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (a int);", "-- TODO: it creates table t")]
    [InlineData("CREATE TABLE t (a int);\nDROP VIEW v;", "-- TODO: it drops view v\n-- DROP TABLE t;")]
    public void Otherwise_what_is_to_be_done_is_written_into_a_file_that_fails(string sql, string steps)
    {
        var (_, undo) = Undo($"--- V1__a.sql\n{sql}");

        Assert.NotNull(undo);
        Assert.False(undo.IsComplete);
        Assert.Equal(
            $"-- stageready: unfinished\n-- Nothing here undoes V1__a.sql yet. In this order:\n{steps}\n\n"
            + "-- A rollback fails here instead of passing over what is not undone. When all of it is written, remove this and the first lines.\nUNDO_IS_UNFINISHED;\n",
            undo.Text);
        Assert.Contains(Scripts.Judge($"--- V1__a.sql\n{sql}\n--- U1__a.sql\n{undo.Text}"), finding => finding.StartsWith("STG2010 Error V1__a.sql(1,1): 'U1__a.sql' is unfinished, but the script ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--- V1__a.sql\nCREATE TABLE t (a int);\n--- U1__a.sql\n-- nothing\n")]
    [InlineData("--- R__a.sql\nCREATE OR REPLACE VIEW v AS SELECT 1;\n--- V1__a.sql\n-- nothing\n--- U1__a.sql\n")]
    [InlineData("--- 1_a.sql\n-- migrate:up\nDROP TABLE t;\n")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1\nDROP TABLE t;\n")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1 endDelimiter:/\nCREATE TABLE t (a int)\n/\n")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1\nCREATE TABLE t (a int);\n--rollback not required\n")]
    public void Nothing_is_written_where_something_is_there_or_where_it_would_stand_in_the_script_unfinished(string files) => Assert.Null(Undo(files).Undo);

    private static (ScriptMigration Script, ScriptUndo? Undo) Undo(string files)
    {
        var script = Assert.Single(ScriptFolders.Find(new Files(files).Tree, "")).Migrations[0];
        return (script, ScriptUndo.For(script));
    }
}
