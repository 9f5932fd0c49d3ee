using CsCheck;
using StageReady.Migrations;
using StageReady.Projects;

namespace StageReady.Repository.Tests.Migrations;

public class ScriptFoldersTests
{
    [Fact]
    public void Flyway_pairs_by_version_and_leaves_repeatable_scripts_to_the_end() => Assert.Equal(
        [
            "db Flyway",
            "1 Create_orders: CREATE TABLE orders (id int) <- missing",
            "2_1 Add_note: ALTER TABLE orders ADD note text <- ALTER TABLE orders DROP COLUMN note",
            "10 Read_owner_drop: SELECT 1 <- SELECT 2",
            " Views: CREATE OR REPLACE VIEW v AS SELECT 1 <- missing, repeatable",
        ],
        Read("""
            --- db/R__Views.sql
            CREATE OR REPLACE VIEW v AS SELECT 1;
            --- db/V10__Read_owner_drop.sql
            SELECT 1;
            --- db/U010__Something_else.sql
            SELECT 2;
            --- db/V2_1__Add_note.sql
            ALTER TABLE orders ADD note text;
            --- db/U2.1__Add_note.sql
            ALTER TABLE orders DROP COLUMN note;
            --- db/V1__Create_orders.sql
            CREATE TABLE orders (id int);
            --- db/B1__Baseline.sql
            CREATE TABLE orders (id int);
            --- db/v3__not_flyway.sql
            DROP TABLE orders;
            """));

    [Fact]
    public void Undo_scripts_may_lie_in_a_folder_of_their_own_but_not_in_that_of_another_application() => Assert.Equal(
        [
            "a/sql/migrations Flyway",
            "1 a: SELECT 1 <- SELECT -1",
            "b/sql Flyway",
            "1 b: SELECT 2 <- missing",
            "c/sql Flyway",
            "1 c: SELECT 3 <- SELECT -3",
        ],
        Read("""
            --- a/sql/migrations/V1__a.sql
            SELECT 1;
            --- a/sql/undo/U1__a.sql
            SELECT -1;
            --- b/sql/V1__b.sql
            SELECT 2;
            --- c/sql/V1__c.sql
            SELECT 3;
            --- c/sql/U1__c.sql
            SELECT -3;
            """));

    [Fact]
    public void Flyway_takes_from_a_file_beside_the_script_that_it_runs_without_a_transaction()
    {
        var migration = Assert.Single(Assert.Single(Find("""
            --- V1__a.sql
            CREATE INDEX CONCURRENTLY i ON t (a);
            --- V1__a.sql.conf
            executeInTransaction=false
            """)).Migrations);

        Assert.False(migration.Up.InTransaction);
    }

    [Fact]
    public void Golang_migrate_pairs_by_number_and_by_the_direction_at_the_end() => Assert.Equal(
        [
            "migrations GolangMigrate",
            "000001 read_down.owner: CREATE TABLE a (x int);\nCREATE TABLE b (x int); <- DROP TABLE b;",
            "2 up: SELECT 1; <- missing",
        ],
        Read("""
            --- migrations/000001_read_down.owner.up.sql
            CREATE TABLE a (x int);
            CREATE TABLE b (x int);
            --- migrations/1_read_down.owner.down.sql
            DROP TABLE b;
            --- migrations/2_up.up.sql
            SELECT 1;
            --- migrations/3_only_down.down.sql
            SELECT 2;
            --- other/2_up.down.sql
            SELECT 3;
            """));

    [Fact]
    public void A_version_with_a_pair_for_each_database_is_paired_by_name_too() => Assert.Equal(
        ["sql GolangMigrate", "1 a.mysql: SELECT 1; <- SELECT -1;", "1 a.postgres: SELECT 2; <- SELECT -2;"],
        Read("""
            --- sql/1_a.mysql.up.sql
            SELECT 1;
            --- sql/1_a.postgres.up.sql
            SELECT 2;
            --- sql/1_a.mysql.down.sql
            SELECT -1;
            --- sql/1_a.postgres.down.sql
            SELECT -2;
            """));

    [Fact]
    public void Dbmate_has_both_directions_in_one_file_and_options_behind_the_directive()
    {
        var folder = Assert.Single(Find("""
            --- db/migrations/20240101120000_add_note.sql
            -- what it is for
            -- migrate:up transaction:false
            CREATE INDEX CONCURRENTLY i ON t (a);

            -- migrate:down
            DROP INDEX i;
            --- db/migrations/20240102120000_no_down.sql
            -- migrate:up
            SELECT 1;
            --- db/migrations/20240103120000_comments_only.sql
            -- migrate:up
            SELECT 1;
            -- migrate:down
            -- nothing to do
            --- db/schema.sql
            CREATE TABLE t (a int);
            """));

        Assert.Equal(ScriptTool.Dbmate, folder.Tool);
        Assert.Equal(["add_note", "no_down", "comments_only"], folder.Migrations.Select(migration => migration.Name));
        var (first, second, third) = (folder.Migrations[0], folder.Migrations[1], folder.Migrations[2]);
        Assert.False(first.Up.InTransaction);
        Assert.True(first.Down!.InTransaction);
        Assert.Equal("CREATE INDEX CONCURRENTLY i ON t (a);", Assert.Single(first.Up.Statements).Text);
        Assert.Equal((6, 1), PlaceOf(first.Down, 0));
        Assert.Null(second.Down);
        Assert.True(third.Down!.IsEmpty);
        Assert.Equal(Undo.Written, third.Undo);
    }

    [Fact]
    public void Goose_ends_a_statement_with_a_line_unless_a_directive_holds_it_together()
    {
        var migration = Assert.Single(Assert.Single(Find("""
            --- migrations/00001_orders.sql
            -- +goose NO TRANSACTION
            -- +goose Up
            CREATE TABLE orders (
              id int, note text DEFAULT 'a;b'
            );   -- the table
            -- +goose StatementBegin
            CREATE FUNCTION f() RETURNS void AS $$
            BEGIN
              SELECT 1;
            END;
            $$ LANGUAGE plpgsql;
            -- +goose StatementEnd
            SELECT 1; SELECT 2;
            -- +goose Down
            DROP FUNCTION f;
            DROP TABLE orders;
            """)).Migrations);

        Assert.Equal(ScriptTool.Goose, migration.Tool);
        Assert.False(migration.Up.InTransaction);
        Assert.Collection(
            migration.Up.Statements,
            table => Assert.StartsWith("CREATE TABLE orders (", table.Text),
            function => Assert.EndsWith("$$ LANGUAGE plpgsql;", function.Text),
            selects => Assert.Equal("SELECT 1; SELECT 2;", selects.Text));
        Assert.Equal(["DROP FUNCTION f;", "DROP TABLE orders;"], migration.Down!.Statements.Select(statement => statement.Text));
        Assert.Equal((16, 1), PlaceOf(migration.Down, 1));
    }

    [Fact]
    public void Liquibase_has_a_rollback_in_each_change_set()
    {
        var folder = Assert.Single(Find("""
            --- changes.sql
            --liquibase formatted sql

            --changeset ann:2
            CREATE TABLE orders (id int);
            --rollback DROP TABLE
            --rollback   orders;
            CREATE INDEX i ON orders (id);
            -- changeset "Bob B.":add-note splitStatements:false runInTransaction:false
            ALTER TABLE orders ADD note text; SELECT 1;
            /* liquibase rollback
            ALTER TABLE orders
              DROP COLUMN note;
            */
            --changeset ann:3
            INSERT INTO orders VALUES (1);
            --rollback not required
            --changeset ann:4
            SELECT 4;
            --rollback empty
            --changeset ann:5
            DROP TABLE orders;
            --rollback changesetId:2 changesetAuthor:ann
            --changeset ann:6
            DROP TABLE other;
            --rollback changesetId:1 changesetAuthor:ann changesetPath:other.sql
            --changeset ann:7 endDelimiter:\n/ runOnChange:true
            CREATE PROCEDURE p IS BEGIN DELETE FROM a; DELETE FROM b; END;
            /
            SELECT 4 / 2 FROM dual
            /
            """));

        Assert.Equal(ScriptTool.Liquibase, folder.Tool);
        Assert.Equal(["ann:2", "Bob B.:add-note", "ann:3", "ann:4", "ann:5", "ann:6", "ann:7"], folder.Migrations.Select(migration => migration.Name));
        Assert.Equal(
            [Undo.Written, Undo.Written, Undo.NotNeeded, Undo.NotNeeded, Undo.Written, Undo.Elsewhere, Undo.Missing],
            folder.Migrations.Select(migration => migration.Undo));
        var (first, second, seventh) = (folder.Migrations[0], folder.Migrations[1], folder.Migrations[6]);
        Assert.Equal(["CREATE TABLE orders (id int)", "CREATE INDEX i ON orders (id)"], first.Up.Statements.Select(statement => statement.Text));
        Assert.Equal((7, 1), PlaceOf(first.Up, 1));
        Assert.Equal("DROP TABLE orders", string.Join(" ", Assert.Single(first.Down!.Statements).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal((5, 12), PlaceOf(first.Down, 0));
        Assert.Equal((3, 1), (first.Place.StartLine, first.Place.StartColumn));
        Assert.Equal("ALTER TABLE orders ADD note text; SELECT 1;", Assert.Single(second.Up.Statements).Text);
        Assert.False(second.Up.InTransaction);
        Assert.Equal((11, 1), PlaceOf(second.Down!, 0));
        Assert.Same(first.Up, folder.Migrations[4].Down);
        Assert.True(seventh.IsRepeatable);
        Assert.Equal(["CREATE PROCEDURE p IS BEGIN DELETE FROM a; DELETE FROM b; END;", "SELECT 4 / 2 FROM dual"], seventh.Up.Statements.Select(statement => statement.Text));
    }

    [Fact]
    public void Other_scripts_are_no_migrations() => Assert.Empty(Find("""
        --- seed.sql
        INSERT INTO t VALUES (1);
        --- 001_create.sql
        CREATE TABLE t (a int);
        --- 002_speaks_of.sql
        SELECT '-- migrate:up';
        --- notes.sql
        SELECT 1;
        --liquibase formatted sql
        --changeset a:1
        SELECT 1;
        --- obj/V1__a.sql
        SELECT 1;
        --- undo/U1__a.sql
        SELECT 1;
        """));

    [Theory]
    [InlineData("1", "001", 0)]
    [InlineData("1.2", "1_2", 0)]
    [InlineData("2", "10", -1)]
    [InlineData("1.1", "1", 1)]
    [InlineData("1.0", "1", 0)]
    [InlineData("20240101120000", "20231231235959", 1)]
    [InlineData("99999999999999999999999", "100000000000000000000000", -1)]
    [InlineData("add-2", "add-10", -1)]
    public void Versions_compare_by_their_numbers(string left, string right, int expected)
    {
        Assert.Equal(expected, Math.Sign(new ScriptVersion(left).CompareTo(new ScriptVersion(right))));
        Assert.Equal(-expected, Math.Sign(new ScriptVersion(right).CompareTo(new ScriptVersion(left))));
    }

    [Fact]
    public void Any_script_is_read_and_every_place_is_inside_the_file()
    {
        string[] parts =
        [
            "--liquibase formatted sql\n", "--changeset a:1\n", "--changeset a:2 splitStatements:false endDelimiter:/\n", "--rollback DROP TABLE t;\n", "--rollback empty\n", "/* liquibase rollback\n", "*/", "/*", "--rollback changesetId:1 changesetAuthor:a\n",
            "-- migrate:up\n", "-- migrate:down transaction:false\n", "-- +goose Up\n", "-- +goose Down\n", "-- +goose StatementBegin\n", "-- +goose StatementEnd\n", "-- +goose NO TRANSACTION\n",
            "CREATE TABLE t (a int)", ";", "\n", "\r\n", "'", "\"", "$$", "$a$", "BEGIN", "END", "CREATE PROCEDURE p AS ", "GO\n", "/\n", "DELIMITER //\n", "//", "DECLARE", "\uFEFF", "é", " ",
        ];
        string[] names = ["V1__a.sql", "1_a.up.sql", "1_a.sql"];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, parts.Length - 1].Array[0, 25]).Sample(
            (name, choices) =>
            {
                var text = string.Concat(choices.Select(choice => parts[choice]));
                foreach (var migration in ScriptFolders.Find(new RepositoryTree([names[name]], _ => text), "").SelectMany(folder => folder.Migrations))
                {
                    foreach (var section in new[] { migration.Up, migration.Down }.OfType<ScriptSection>())
                    {
                        Assert.InRange(section.Start + section.Text.Length, 0, text.Length);
                        Assert.All(section.Statements, statement => Assert.Equal(statement.Text, section.Text.Substring(statement.Start, statement.Text.Length)));
                        Assert.All(section.Statements, statement => Assert.InRange(section.Span(statement.Start, statement.Text.Length).StartLine, 1, text.Length));
                    }
                }
            },
            iter: 3_000);
    }

    private static IReadOnlyList<ScriptFolder> Find(string text) => ScriptFolders.Find(new Files(text).Tree, "");

    private static IEnumerable<string> Read(string text)
    {
        foreach (var folder in Find(text))
        {
            yield return $"{folder.Path} {folder.Tool}";
            foreach (var migration in folder.Migrations)
                yield return $"{migration.Version} {migration.Name}: {SqlOf(migration.Up)} <- {(migration.Down is { } down ? SqlOf(down) : "missing")}{(migration.IsRepeatable ? ", repeatable" : "")}";
        }
    }

    private static string SqlOf(ScriptSection section) => string.Join(" | ", section.Statements.Select(statement => statement.Text));

    private static (int Line, int Column) PlaceOf(ScriptSection section, int statement)
    {
        var span = section.Span(section.Statements[statement].Start, 0);
        return (span.StartLine, span.StartColumn);
    }
}
