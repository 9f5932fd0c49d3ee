namespace StageReady.Repository.Tests.Migrations;

public class ScriptHasNoUndoTests
{
    private const string Remedy = "Reverse it there, or declare with a comment 'stageready: irreversible REASON' that there is no way back";

    [Theory]
    [InlineData("--- db/V2_1__Add_note.sql\n-- the note\n  ALTER TABLE Orders ADD Note text;", "db/V2_1__Add_note.sql(2,3): 'U2_1__Add_note.sql' is not there, but the script adds column Orders.Note.")]
    [InlineData("--- V1__a.sql\nDROP TABLE Orders;\n--- U1__a.sql\n-- nothing\n", "V1__a.sql(1,1): 'U1__a.sql' has no statements, but the script drops table Orders.")]
    [InlineData("--- 1_a.up.sql\nCREATE INDEX ix ON Orders (Id);", "1_a.up.sql(1,1): '1_a.down.sql' is not there, but the script creates index ix on Orders.")]
    [InlineData("--- 1_a.up.sql\nCREATE INDEX ix ON Orders (Id);\n--- 01_a.down.sql\n;", "1_a.up.sql(1,1): '01_a.down.sql' has no statements, but the script creates index ix on Orders.")]
    [InlineData("--- 1_a.sql\n-- migrate:up\nINSERT INTO Orders VALUES (1);", "1_a.sql(2,1): '-- migrate:down' is not there, but the script inserts into table Orders.")]
    [InlineData("--- 1_a.sql\n-- migrate:up\nUPDATE Orders SET Note = '';\n-- migrate:down\n", "1_a.sql(2,1): '-- migrate:down' has no statements, but the script updates table Orders.")]
    [InlineData("--- 1_a.sql\n-- +goose Up\nCALL repair();\nCALL again();", "1_a.sql(2,1): '-- +goose Down' is not there, but the script runs SQL that is not recognised and 1 more.")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset ann:1\nDROP VIEW v;", "a.sql(2,1): '--rollback' is not there, but the script drops view v.")]
    [InlineData("--- V1__a.sql\nDROP TABLE IF EXISTS t;\nCREATE TABLE t (a int);", "V1__a.sql(1,1): 'U1__a.sql' is not there, but the script creates table t.")]
    [InlineData("--- 1_a.up.sql\nCREATE INDEX ix ON Orders (Id);\n--- 1_a.down.sql\nSELECT 1;", "1_a.up.sql(1,1): '1_a.down.sql' changes nothing, but the script creates index ix on Orders.")]
    [InlineData("--- V1__a.sql\nDROP INDEX IF EXISTS ix;", "V1__a.sql(1,1): 'U1__a.sql' is not there, but the script drops index ix.")]
    public void A_script_that_nothing_undoes(string files, string expected) =>
        Assert.Contains($"STG2010 Error {expected} {Remedy}", Scripts.Judge(files));

    [Theory]
    [InlineData("--- V1__a.sql\nCREATE TABLE t (a int);\n--- U1__a.sql\nDROP TABLE t;")]
    [InlineData("--- R__v.sql\nCREATE OR REPLACE VIEW v AS SELECT 1;\n--- V1__a.sql\n\n")]
    [InlineData("--- B1__a.sql\nCREATE TABLE t (a int);\n--- V2__a.sql\n-- nothing yet\n")]
    [InlineData("--- V1__a.sql\nCREATE TABLE t (a int); DROP TABLE t;")]
    [InlineData("--- V1__a.sql\nCREATE TABLE t (a int); DROP TABLE IF EXISTS t;")]
    [InlineData("--- V1__a.sql\nCREATE SCHEMA sales; CREATE EXTENSION citext; ANALYZE; GRANT SELECT ON t TO u;")]
    [InlineData("--- V1__a.sql\n-- stageready: irreversible The merged accounts cannot be told apart\nDELETE FROM t;")]
    [InlineData("--- 1_a.up.sql\nINSERT INTO t VALUES (1);\n--- 1_a.down.sql\n-- stageready: no-op An older version ignores the row")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1\nINSERT INTO t VALUES (1);\n--rollback not required")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1\nINSERT INTO t VALUES (1);\n--rollback empty")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1\nINSERT INTO t VALUES (1);\n--rollback changesetId:9 changesetAuthor:b changesetPath:b.sql")]
    [InlineData("--- a.sql\n--liquibase formatted sql\n--changeset a:1 runOnChange:true\nCREATE VIEW v AS SELECT 1;")]
    [InlineData("--- testdata/V1__a.sql\nCREATE TABLE t (a int);")]
    [InlineData("--- shop/src/test/resources/db/V1__a.sql\nCREATE TABLE t (a int);")]
    [InlineData("--- Tests.csproj\n<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><PackageReference Include=\"xunit\" /></ItemGroup></Project>\n--- sql/V1__a.sql\nCREATE TABLE t (a int);")]
    [InlineData("--- a.sql\nCREATE TABLE t (a int);")]
    [InlineData("--- 20220210000001000026_nid.mysql.up.sql\nCREATE TABLE t (a int);\n--- 20220210000001000026_nid.down.sql\n")]
    public void What_is_undone_or_needs_no_undo(string files) =>
        Assert.DoesNotContain(Scripts.Judge(files), finding => finding.StartsWith("STG2010", StringComparison.Ordinal));

    [Theory]
    [InlineData("-- stageready: ignore STG2010 the table is dropped by hand\n", "")]
    [InlineData("", "--- stageready.json\n{ \"suppressions\": [ { \"rule\": \"STG2010\", \"file\": \"db/*.sql\", \"reason\": \"Older than the rule\" } ] }\n")]
    public void It_can_be_suppressed(string comment, string settings) =>
        Assert.Empty(Scripts.Judge($"{settings}--- db/V1__a.sql\n{comment}CREATE TABLE t (a int);"));

    [Fact]
    public void A_comment_above_a_change_set_suppresses_what_is_said_of_it() => Assert.Equal(
        ["STG2010 Error a.sql(2,1)"],
        Scripts.Places("""
            --- a.sql
            --liquibase formatted sql
            --changeset a:1
            CREATE TABLE s (a int);
            -- stageready: ignore STG2010 the table is dropped by hand
            --changeset a:2
            CREATE TABLE t (a int);
            """));

    [Fact]
    public void An_undo_that_does_not_bring_the_database_back_is_judged_like_a_Down() => Assert.Equal(
        [
            "STG2005 Warning 3_c.up.sql(1,1): Up updates table Orders; Down does nothing about it. Undo it in Down, or say with a comment 'stageready: no-op REASON' why that need not be",
            "STG2008 Info 4_d.up.sql(2,1): Declared irreversible: the old numbers are gone. A rollback stops here",
            "STG2003 Error 1_a.sql(5,1): Up adds column Orders.Note; Down does not drop it",
            "STG2004 Error 1_a.sql(9,1): Down drops column Orders.Memo, which Up does not add: a rollback destroys what was there before. Remove it from Down",
            "STG2006 Warning 2_b.sql(2,1): Up drops table Notes with the data in it. Copy the data first, or say with a comment 'stageready: data-loss REASON' why it may go",
        ],
        Scripts.Judge("""
            --- db/1_a.sql
            -- migrate:up
            CREATE TABLE Notes (Id int);

            -- the note
            ALTER TABLE Orders ADD Note text;

            -- migrate:down
            DROP TABLE Notes;
            ALTER TABLE Orders DROP COLUMN Memo;
            --- db/2_b.sql
            -- migrate:up
            DROP TABLE Notes;
            -- migrate:down
            CREATE TABLE Notes (Id int);
            --- db/3_c.up.sql
            UPDATE Orders SET Note = '';
            ALTER TABLE Orders ADD Other text;
            --- db/3_c.down.sql
            ALTER TABLE Orders DROP COLUMN Other;
            --- db/4_d.up.sql
            -- stageready: irreversible the old numbers are gone
            UPDATE Orders SET Number = 1;
            """).Select(finding => finding.Replace(" db/", " ", StringComparison.Ordinal)));

    [Fact]
    public void A_rollback_that_stands_in_comments_is_pointed_at() => Assert.Equal(
        ["STG2003 Error a.sql(4,1)", "STG2004 Error a.sql(6,12)"],
        Scripts.Places("""
            --- a.sql
            --liquibase formatted sql
            --changeset a:1
            CREATE TABLE t (a int);
            CREATE TABLE s (a int);
            --rollback DROP TABLE t;
            --rollback DROP TABLE r;
            """));

    [Theory]
    [InlineData("<Project><PropertyGroup><StageReadyMigrationsAfter>2.0</StageReadyMigrationsAfter></PropertyGroup></Project>")]
    [InlineData("<Project><PropertyGroup><StageReadyMigrationsAfter>0002</StageReadyMigrationsAfter></PropertyGroup></Project>")]
    public void Scripts_up_to_the_cut_off_are_left_alone(string properties)
    {
        var scripts = string.Concat(Enumerable.Range(1, 10).Select(i => $"--- db/V{i}__a.sql\nCREATE TABLE t{i} (a int);\n"));

        Assert.Equal(
            Enumerable.Range(3, 8).Select(i => $"STG2010 Error db/V{i}__a.sql(1,1)").OrderBy(place => place, StringComparer.Ordinal),
            Scripts.Places($"--- Directory.Build.props\n{properties}\n{scripts}").OrderBy(place => place, StringComparer.Ordinal));
    }

    [Fact]
    public void The_cut_off_of_the_project_that_the_folder_is_in_wins() => Assert.Empty(Scripts.Judge("""
        --- Directory.Build.props
        <Project><PropertyGroup><StageReadyMigrationsAfter>1</StageReadyMigrationsAfter></PropertyGroup></Project>
        --- src/Shop.csproj
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><StageReadyMigrationsAfter>3</StageReadyMigrationsAfter></PropertyGroup></Project>
        --- src/db/V2__a.sql
        CREATE TABLE t (a int);
        """));

    [Fact]
    public void A_script_of_many_statements_is_judged_in_reasonable_time()
    {
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"INSERT INTO t VALUES ({i});\nCALL f({i});\n"));

        Assert.Single(Scripts.Judge($"--- V1__a.sql\n{rows}"));
    }

    [Theory]
    [InlineData("flyway.toml", "[flyway]\nsqlMigrationPrefix = \"M\"\nundoSqlMigrationPrefix = 'B'\n")]
    [InlineData("flyway.conf", "# names\nflyway.sqlMigrationPrefix=M\nflyway.undoSqlMigrationPrefix=B\n")]
    [InlineData("conf/flyway.conf", "flyway.sqlMigrationPrefix = M # as ever\nflyway.undoSqlMigrationPrefix=B")]
    public void Flyway_may_name_its_scripts_otherwise(string settings, string text) => Assert.Equal(
        [$"STG2010 Error db/M2__b.sql(1,1): 'B2__b.sql' is not there, but the script drops table s. {Remedy}"],
        Scripts.Judge($"--- {settings}\n{text}\n--- db/M1__a.sql\nCREATE TABLE t (a int);\n--- db/B1__a.sql\nDROP TABLE t;\n--- db/M2__b.sql\nDROP TABLE s;\n--- db/V3__c.sql\nDROP TABLE r;")
            .Where(finding => !finding.StartsWith("STG2006", StringComparison.Ordinal)));

    [Theory]
    [InlineData("flyway.conf", "flyway.sqlMigrationPrefix=\nflyway.sqlMigrationSeparator=-", "db/1.2-Add_note.sql", "U1.2-Add_note.sql")]
    [InlineData("db/flyway.toml", "sqlMigrationSeparator = \"_\"", "db/V1_2_note.sql", "U1_2_note.sql")]
    [InlineData("other/flyway.toml", "sqlMigrationPrefix = \"M\"", "db/V1__note.sql", "U1__note.sql")]
    public void Flyway_settings_hold_for_the_folders_below_them(string settings, string text, string script, string undo) =>
        Assert.StartsWith($"STG2010 Error {script}(1,1): '{undo}' is not there", Assert.Single(Scripts.Judge($"--- {settings}\n{text}\n--- {script}\nCREATE TABLE t (a int);")));

    [Fact]
    public void A_script_that_cannot_be_read_is_told_to_those_who_ask() => Assert.Equal(
        ["STG2013 Info 1_a.up.sql(2,1): Cannot verify that Down reverses Up: what this does cannot be read. Rehearse the migration, or write it with constant names and plain SQL"],
        Scripts.JudgeAll("""
            --- 1_a.up.sql
            CREATE TABLE t (a int);
            CALL move_tenants();
            --- 1_a.down.sql
            CALL move_tenants_back();
            DROP TABLE t;
            --- 2_b.up.sql
            -- stageready: no-op The tenants may stay where they are
            CALL move_tenants();
            --- 3_c.up.sql
            CALL move_tenants();
            """).Where(finding => finding.StartsWith("STG2013", StringComparison.Ordinal)));
}
