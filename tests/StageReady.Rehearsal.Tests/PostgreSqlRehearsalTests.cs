using System.Text.Json;

namespace StageReady.Rehearsal.Tests;

[Collection(nameof(PostgreSqlServers))]
public class PostgreSqlRehearsalTests(PostgreSqlServers servers)
{
    private const string Products = """
        CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE products (id serial PRIMARY KEY, name varchar(40) NOT NULL, price numeric(8,2) CHECK (price > 0), mood mood, note text);
        CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS $$ SELECT a * 2; $$;
        CREATE SEQUENCE numbers;
        """;

    private const string NoProducts = "DROP SEQUENCE numbers; DROP FUNCTION twice; DROP TABLE products; DROP TYPE mood;";

    [Theory]
    [InlineData("ALTER TABLE products ADD stock int;", "left-behind column public.products.stock")]
    [InlineData("CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE);", "left-behind table public.t")]
    [InlineData("ALTER TABLE products ALTER name TYPE text;", "changed column public.products.name: type character varying(40) -> text")]
    [InlineData("ALTER TABLE products ALTER name DROP NOT NULL;", "changed column public.products.name: not null yes -> -")]
    [InlineData("ALTER TABLE products ALTER note SET DEFAULT 'x';", "changed column public.products.note: default - -> 'x'::text")]
    [InlineData("CREATE INDEX ix ON products (lower(name)) WHERE price > 1;", "left-behind index public.ix")]
    [InlineData("ALTER TABLE products ADD UNIQUE (name);", "left-behind unique constraint public.products UNIQUE (name)")]
    [InlineData("ALTER TABLE products ADD CONSTRAINT own UNIQUE (name);", "left-behind unique constraint public.products own")]
    [InlineData("ALTER TABLE products DROP CONSTRAINT products_price_check;", "missing check public.products CHECK ((price > (0)::numeric))")]
    [InlineData("ALTER TABLE products DROP CONSTRAINT products_pkey;", "missing primary key public.products PRIMARY KEY (id)")]
    [InlineData("ALTER TABLE products ADD parent int REFERENCES products (id); ALTER TABLE products DROP COLUMN note;", "left-behind foreign key public.products FOREIGN KEY (parent) REFERENCES public.products(id)", "missing column public.products.note", "left-behind column public.products.parent")]
    [InlineData("CREATE VIEW v AS SELECT name FROM products;", "left-behind view public.v")]
    [InlineData("CREATE MATERIALIZED VIEW v AS SELECT name FROM products;", "left-behind materialized view public.v")]
    [InlineData("ALTER TYPE mood ADD VALUE 'new';", "changed enum public.mood: labels 'good', 'bad' -> 'good', 'bad', 'new'")]
    [InlineData("CREATE DOMAIN code AS text CHECK (VALUE <> '');", "left-behind domain public.code")]
    [InlineData("CREATE SEQUENCE s;", "left-behind sequence public.s")]
    [InlineData("ALTER SEQUENCE numbers INCREMENT BY 5;", "changed sequence public.numbers: increment 1 -> 5")]
    [InlineData("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END; $$; CREATE TRIGGER tr BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION f();", "left-behind function public.f()", "left-behind trigger public.products tr")]
    [InlineData("CREATE PROCEDURE p() LANGUAGE sql AS $$ SELECT 1; $$;", "left-behind procedure public.p()")]
    [InlineData("CREATE SCHEMA sales; CREATE TABLE sales.orders (id int);", "left-behind table sales.orders")]
    [InlineData("CREATE EXTENSION pgcrypto;", "left-behind extension pgcrypto")]
    [InlineData("ALTER TABLE products ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON products USING (true);", "changed table public.products: row security - -> yes", "left-behind policy public.products p")]
    [InlineData("GRANT SELECT ON products TO public;", "changed table public.products: privileges - -> public select")]
    public void What_Down_does_not_bring_back_is_named(string up, params string[] expected)
    {
        using var folder = Changed(up, "SELECT 1;");

        var report = Rehearse(folder);

        Assert.Equal(["1_products: restored", "2_change: failed"], report.Outcomes());
        Assert.Equal(expected.Select(difference => $"down: {difference}"), report.Problems().Where(problem => problem.StartsWith("down", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_body_that_is_not_brought_back_is_named()
    {
        using var folder = Changed("CREATE OR REPLACE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS $$ SELECT a + a; $$;", "SELECT 1;");

        Assert.StartsWith("down: changed function public.twice(a integer): definition CREATE OR REPLACE FUNCTION", Assert.Single(Rehearse(folder).Problems()));
    }

    [Theory]
    // The order of columns; names that the server made up; the default for the rows that are there; values of sequences; comments.
    [InlineData("ALTER TABLE products DROP COLUMN name;", "ALTER TABLE products ADD name varchar(40) NOT NULL DEFAULT '';")]
    [InlineData("ALTER TABLE products ALTER name DROP NOT NULL;", "UPDATE products SET name = '' WHERE name IS NULL; ALTER TABLE products ALTER name SET NOT NULL, ALTER name SET DEFAULT '';")]
    [InlineData("ALTER TABLE products DROP CONSTRAINT products_price_check;", "ALTER TABLE products ADD CHECK (price > 0);")]
    [InlineData("SELECT setval('numbers', 77); COMMENT ON TABLE products IS 'goods';", "SELECT 1;")]
    [InlineData("ALTER TABLE products RENAME TO goods;", "ALTER TABLE goods RENAME TO products;")]
    [InlineData("CREATE SCHEMA IF NOT EXISTS sales; CREATE TABLE sales.orders (id int);", "DROP TABLE sales.orders;")]
    [InlineData("CREATE INDEX CONCURRENTLY ix ON products (name);", "DROP INDEX CONCURRENTLY ix;")]
    [InlineData("CREATE EXTENSION pgcrypto; CREATE SCHEMA s; CREATE TABLE s.t (id uuid DEFAULT public.gen_random_uuid());", "DROP SCHEMA s CASCADE; DROP EXTENSION pgcrypto;")]
    public void What_makes_no_difference_is_none(string up, string down)
    {
        using var folder = Changed(up, down);

        Assert.Equal([], Rehearse(folder).Problems());
    }

    [Fact]
    public void A_schema_that_stays_is_told_where_a_second_Up_fails_on_it()
    {
        using var folder = Changed("CREATE SCHEMA sales;", "SELECT 1;");

        Assert.Equal(["up-again: 2_change.up.sql(1,1): 42P06: schema \"sales\" already exists"], Rehearse(folder).Problems());
    }

    [Fact]
    public void Failures_on_rows_show_with_the_message_of_the_database()
    {
        using var folder = Changed("ALTER TABLE products ALTER name DROP NOT NULL;", "\nALTER TABLE products ALTER name SET NOT NULL;");

        Assert.Equal(["down: 2_change.down.sql(2,1): 23502: column \"name\" of relation \"products\" contains null values"], Rehearse(folder).Problems());
    }

    [Fact]
    public void Tables_of_all_types_get_rows()
    {
        using var folder = new RehearsedFolder(("1_a.up.sql", """
            CREATE DOMAIN percent AS int CHECK (VALUE BETWEEN 0 AND 100);
            CREATE TYPE mood AS ENUM ('good', 'bad');
            CREATE TABLE parents (id uuid PRIMARY KEY, code char(2) NOT NULL UNIQUE);
            CREATE TABLE children (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent uuid NOT NULL UNIQUE REFERENCES parents (id), a boolean NOT NULL, b smallint NOT NULL, c numeric(2, 2) NOT NULL, d real NOT NULL,
                e timestamptz NOT NULL, f date NOT NULL, g time NOT NULL, h interval NOT NULL, i bytea NOT NULL, j jsonb NOT NULL, k text[] NOT NULL, l inet NOT NULL, m bit(3) NOT NULL, n point NOT NULL,
                o tsvector NOT NULL, p int4range NOT NULL, q mood NOT NULL, r money NOT NULL, s varchar(3) NOT NULL CHECK (s IN ('abc', 'abd')), t xml NOT NULL, u numeric NOT NULL CHECK (u > 5000),
                v int GENERATED ALWAYS AS (b * 2) STORED, w timestamptz NOT NULL, CHECK (w > e));
            """), ("1_a.down.sql", "DROP TABLE children; DROP TABLE parents; DROP TYPE mood; DROP DOMAIN percent;"), ("2_b.up.sql", "SELECT 1 / (2 - count(*)) FROM children WHERE id < 0;"), ("2_b.down.sql", "SELECT 1;"));

        var report = Rehearse(folder);

        Assert.Equal([], report.Problems());
        Assert.Empty(report.GetProperty("tablesWithoutRows").EnumerateArray());
    }

    [Fact]
    public async Task No_database_is_left_and_none_that_was_there_is_touched()
    {
        await using var _ = await ForeignDatabase.CreateAsync(servers, "stageready_rehearsal_mine");
        var before = await servers.DatabasesAsync();
        using var folder = Changed("DROP TABLE products;", "SELECT 1;");

        Rehearse(folder);

        Assert.Equal(before, await servers.DatabasesAsync());
    }

    [Fact]
    public void A_server_of_its_own_is_started_from_the_installed_programs_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || PostgreSqlBinaries.Find() is null, "PostgreSQL's programs are not installed");
        using var folder = Changed("CREATE TABLE t (a int);", "DROP TABLE t;");

        var result = folder.Rehearse("--provider", "postgresql", "--format", "json");

        Assert.Equal(["1_products: restored", "2_change: restored"], RehearsedFolder.Json(result).Outcomes());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Temporary, "stageready*"));
    }

    [Fact]
    public void A_server_that_is_not_there_or_no_connection_string_exits_with_2_and_shows_no_password()
    {
        using var folder = Changed("SELECT 1;", "SELECT 1;");

        var absent = folder.Rehearse("--connection", "Host=127.0.0.1;Port=1;Username=u;Password=s3cret-s3cret;Timeout=3");
        var unreadable = folder.Rehearse("--connection", "Host=127.0.0.1;Pasword=s3cret-s3cret");

        Assert.Equal((2, 2), (absent.ExitCode, unreadable.ExitCode));
        Assert.StartsWith("error: PostgreSQL on 127.0.0.1 cannot be used: ", absent.Error);
        Assert.Equal("error: The connection string of PostgreSQL cannot be read\n", unreadable.Error);
        Assert.DoesNotContain("s3cret", absent.Error + absent.Output);
    }

    private static RehearsedFolder Changed(string up, string down) =>
        new(("1_products.up.sql", Products), ("1_products.down.sql", NoProducts), ("2_change.up.sql", up), ("2_change.down.sql", down));

    private JsonElement Rehearse(RehearsedFolder folder) => RehearsedFolder.Json(folder.Rehearse("--connection", servers.Required(), "--format", "json"));
}
