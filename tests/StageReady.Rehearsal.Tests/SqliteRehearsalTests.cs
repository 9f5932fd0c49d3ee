namespace StageReady.Rehearsal.Tests;

public class SqliteRehearsalTests
{
    private const string Products = "CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);";

    [Fact]
    public void Migrations_that_come_back_exit_with_0()
    {
        using var folder = new RehearsedFolder(
            ("1_products.up.sql", Products), ("1_products.down.sql", "DROP TABLE products;"),
            ("2_stock.up.sql", "ALTER TABLE products ADD stock INTEGER NOT NULL DEFAULT 0; CREATE INDEX ix_stock ON products (stock);"),
            ("2_stock.down.sql", "DROP INDEX ix_stock; ALTER TABLE products DROP COLUMN stock;"));

        var result = folder.Rehearse("--provider", "sqlite");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Matches(
            """
            ^1_products\.up\.sql\(1,1\): restored 1_products
            2_stock\.up\.sql\(1,1\): restored 2_stock

            2 migrations of golang-migrate rehearsed on SQLite 3\.[0-9.]+: 2 restored
            $
            """.ReplaceLineEndings("\n"),
            result.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Temporary, "stageready*"));
    }

    [Theory]
    [InlineData("ALTER TABLE products ADD stock INTEGER;", "SELECT 1;", "down: left-behind column products.stock")]
    [InlineData("CREATE TABLE t (a INT);", "SELECT 1;", "down: left-behind table t")]
    [InlineData("CREATE INDEX ix ON products (name);", "SELECT 1;", "down: left-behind index ix")]
    [InlineData("CREATE VIEW v AS SELECT name FROM products;", "SELECT 1;", "down: left-behind view v")]
    [InlineData("CREATE TRIGGER tr AFTER DELETE ON products BEGIN SELECT 1; END;", "SELECT 1;", "down: left-behind trigger tr")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "SELECT 1;", "down: missing column products.note")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "ALTER TABLE products ADD note INTEGER;", "down: changed column products.note: type text -> integer")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "ALTER TABLE products ADD note TEXT DEFAULT 'x';", "down: changed column products.note: default - -> 'x'")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "ALTER TABLE products ADD note TEXT COLLATE NOCASE;", "down: changed column products.note: collation - -> NOCASE")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "ALTER TABLE products ADD note TEXT CHECK (note <> '');", "down: left-behind check products (note <> '')")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "ALTER TABLE products ADD note TEXT REFERENCES products (name);", "down: left-behind foreign key products (note) to products (name)")]
    [InlineData("ALTER TABLE products DROP COLUMN note;", "ALTER TABLE products ADD note TEXT NOT NULL DEFAULT 'x';", "down: changed column products.note: default - -> 'x'", "down: changed column products.note: not null - -> yes")]
    [InlineData(
        "DROP TABLE products;",
        "CREATE TABLE products (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, note TEXT) STRICT;",
        "down: changed table products: autoincrement - -> yes",
        "down: changed table products: strict - -> yes",
        "down: left-behind unique constraint products (name)")]
    [InlineData("DROP TABLE products;", "CREATE TABLE products (id INTEGER, name TEXT NOT NULL, note TEXT);", "down: missing primary key products")]
    public void What_Down_does_not_bring_back_is_named(string up, string down, params string[] expected)
    {
        using var folder = new RehearsedFolder(("1_products.up.sql", Products), ("1_products.down.sql", "DROP TABLE products;"), ("2_change.up.sql", up), ("2_change.down.sql", down));

        var report = folder.RehearseSqlite();

        Assert.Equal(["1_products: restored", "2_change: failed"], report.Outcomes());
        Assert.Equal(expected, report.Problems().Where(problem => problem.StartsWith("down", StringComparison.Ordinal)));
    }

    [Theory]
    // The order of columns, and how names and words are written.
    [InlineData("ALTER TABLE products DROP COLUMN name;", "ALTER TABLE products ADD \"name\" text NOT NULL DEFAULT '';")]
    [InlineData("ALTER TABLE products RENAME TO goods; ALTER TABLE goods RENAME COLUMN note TO remark;", "ALTER TABLE goods RENAME COLUMN remark TO note; ALTER TABLE goods RENAME TO products;")]
    [InlineData("DROP TABLE products;", "create table \"products\" ( -- again\n [id] integer primary key, note TEXT, name TEXT NOT NULL);")]
    public void What_makes_no_difference_is_none(string up, string down)
    {
        using var folder = new RehearsedFolder(("1_products.up.sql", Products), ("1_products.down.sql", "DROP TABLE products;"), ("2_change.up.sql", up), ("2_change.down.sql", down));

        var report = folder.RehearseSqlite();

        Assert.Equal(["1_products: restored", "2_change: restored"], report.Outcomes());
    }

    [Fact]
    public void A_Down_that_fails_only_on_rows_fails_and_without_rows_it_does_not()
    {
        using var folder = new RehearsedFolder(
            ("1_products.up.sql", "CREATE TABLE products (id INTEGER PRIMARY KEY, code TEXT NOT NULL DEFAULT 'none'); CREATE UNIQUE INDEX ix_code ON products (code);"), ("1_products.down.sql", "DROP TABLE products;"),
            ("2_drop.up.sql", "DROP INDEX ix_code; ALTER TABLE products DROP COLUMN code;"),
            ("2_drop.down.sql", "ALTER TABLE products ADD code TEXT NOT NULL DEFAULT 'none';\nCREATE UNIQUE INDEX ix_code ON products (code);"));

        Assert.Equal(["down: 2_drop.down.sql(1,1): SQLite Error 19: 'UNIQUE constraint failed: products.code'."], folder.RehearseSqlite().Problems());
        Assert.Equal(0, folder.Rehearse("--provider", "sqlite", "--rows", "0").ExitCode);
    }

    [Fact]
    public void Nulls_that_the_new_version_may_write_meet_a_Down_that_forbids_them()
    {
        using var folder = new RehearsedFolder(
            ("1_products.up.sql", Products), ("1_products.down.sql", "DROP TABLE products;"),
            ("2_optional.up.sql", "CREATE TABLE n (id INTEGER PRIMARY KEY, name TEXT, note TEXT); INSERT INTO n SELECT * FROM products; DROP TABLE products; ALTER TABLE n RENAME TO products;"),
            ("2_optional.down.sql", "CREATE TABLE n (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT); INSERT INTO n SELECT * FROM products; DROP TABLE products; ALTER TABLE n RENAME TO products;"));

        Assert.Equal(["down: 2_optional.down.sql(1,1): SQLite Error 19: 'NOT NULL constraint failed: n.name'."], folder.RehearseSqlite().Problems());
    }

    [Fact]
    public void A_second_Up_that_makes_something_else_is_found()
    {
        using var folder = new RehearsedFolder(
            ("1_products.up.sql", Products), ("1_products.down.sql", "DROP TABLE products;"),
            ("2_once.up.sql", "CREATE TABLE IF NOT EXISTS t (a INT); CREATE INDEX IF NOT EXISTS ix ON t (a);"), ("2_once.down.sql", "DROP TABLE t; CREATE TABLE t (a INT, b INT);"));

        var report = folder.RehearseSqlite();

        Assert.Equal(["down: left-behind table t", "up-again: left-behind column t.b"], report.Problems());
    }

    [Fact]
    public void After_a_Down_that_fails_halfway_the_next_migration_starts_from_a_whole_database()
    {
        using var folder = new RehearsedFolder(
            ("1_a.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nCREATE TABLE a (x INT);\nCREATE TABLE b (x INT);\n-- +goose Down\nDROP TABLE a;\nDROP TABLE missing;\n"),
            ("2_c.sql", "-- +goose Up\nALTER TABLE a ADD y INT;\n-- +goose Down\nALTER TABLE a DROP COLUMN y;\n"));

        var report = folder.RehearseSqlite();

        Assert.Equal(["1_a: failed", "2_c: restored"], report.Outcomes());
        Assert.Equal(["down: 1_a.sql(7,1): SQLite Error 1: 'no such table: missing'."], report.Problems());
    }

    [Fact]
    public void After_an_Up_that_fails_nothing_more_is_run()
    {
        using var folder = new RehearsedFolder(
            ("1_a.up.sql", "CREATE TABLE a (x INT);\nCREATE TABEL b (x INT);"), ("1_a.down.sql", "DROP TABLE a;"), ("2_b.up.sql", "CREATE TABLE b (x INT);"), ("2_b.down.sql", "DROP TABLE b;"));

        var report = folder.RehearseSqlite();

        Assert.Equal(["1_a: failed", "2_b: not-run"], report.Outcomes());
        Assert.Equal(["up: 1_a.up.sql(1,1): SQLite Error 1: 'near \"TABEL\": syntax error'."], report.Problems());
    }

    [Fact]
    public void What_is_declared_irreversible_is_only_run_forward_and_what_has_no_way_back_fails()
    {
        using var folder = new RehearsedFolder(
            ("1_a.up.sql", "CREATE TABLE a (x INT);"), ("1_a.down.sql", "DROP TABLE a;"),
            ("2_b.up.sql", "-- stageready: irreversible the ledger is archived by the finance team\nDROP TABLE a;"),
            ("3_c.up.sql", "CREATE TABLE c (x INT);"), ("3_c.down.sql", "-- nothing\n"));

        var report = folder.RehearseSqlite();

        Assert.Equal(["1_a: restored", "2_b: forward-only", "3_c: failed"], report.Outcomes());
        Assert.Equal("the ledger is archived by the finance team", report.GetProperty("migrations")[1].GetProperty("reason").GetString());
        Assert.Equal(["down: there is no way back"], report.Problems());
    }

    [Fact]
    public void Migrations_up_to_the_newest_in_production_are_only_applied()
    {
        using var folder = new RehearsedFolder(
            ("1_a.up.sql", "CREATE TABLE a (x INT);"), ("2_b.up.sql", "CREATE TABLE b (x INT);"), ("3_c.up.sql", "ALTER TABLE b ADD y INT;"), ("3_c.down.sql", "ALTER TABLE b DROP COLUMN y;"));

        var report = folder.RehearseSqlite("--after", "2_b");

        Assert.Equal(["3_c: restored"], report.Outcomes());
        Assert.Equal(2, report.GetProperty("summary").GetProperty("applied").GetInt32());
        var unknown = folder.Rehearse("--provider", "sqlite", "--after", "2_x");
        Assert.Equal((2, "error: There is no migration 2_x; the last one is 3_c\n"), (unknown.ExitCode, unknown.Error));
    }

    [Fact]
    public void Every_tool_runs_its_scripts_as_it_does()
    {
        using var dbmate = new RehearsedFolder(("20260101000000_a.sql", "-- migrate:up\nCREATE TABLE a (x INT); CREATE TABLE b (x INT);\n-- migrate:down\nDROP TABLE b; DROP TABLE a;\n"));
        using var goose = new RehearsedFolder(("1_a.sql", "-- +goose Up\n-- +goose StatementBegin\nCREATE TABLE a (x INT);\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\nSELECT 1;\nEND;\n-- +goose StatementEnd\n-- +goose Down\nDROP TABLE a;\n"));
        using var flyway = new RehearsedFolder(("V1__a.sql", "CREATE TABLE a (x INT);"), ("U1__a.sql", "DROP TABLE a;"), ("R__v.sql", "DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT 1 AS x;"));
        using var liquibase = new RehearsedFolder(("log.sql", "--liquibase formatted sql\n--changeset me:1\nCREATE TABLE a (x INT);\n--rollback DROP TABLE a;\n--changeset me:2\nINSERT INTO a VALUES (1);\n--rollback empty\n"));

        Assert.Equal(["20260101000000_a: restored"], dbmate.RehearseSqlite().Outcomes());
        Assert.Equal(["1_a: restored"], goose.RehearseSqlite().Outcomes());
        Assert.Equal(["1_a: restored", "v: repeated"], flyway.RehearseSqlite().Outcomes());
        Assert.Equal(["me:1: restored", "me:2: forward-only"], liquibase.RehearseSqlite().Outcomes());
    }

    [Fact]
    public void Two_hundred_migrations_take_less_than_a_minute()
    {
        using var folder = new RehearsedFolder();
        for (var i = 1; i <= 200; i++)
        {
            folder.Write($"{i:0000}_table{i}.up.sql", $"CREATE TABLE table{i} (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT, parent INTEGER REFERENCES table{Math.Max(1, i - 1)} (id)); CREATE INDEX ix{i} ON table{i} (name);");
            folder.Write($"{i:0000}_table{i}.down.sql", $"DROP TABLE table{i};");
        }

        var started = System.Diagnostics.Stopwatch.StartNew();
        var report = folder.RehearseSqlite();

        Assert.Equal(200, report.GetProperty("summary").GetProperty("restored").GetInt32());
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }
}
