using StageReady.Migrations;
using StageReady.Migrations.Sql;

namespace StageReady.Rules.Tests.Migrations;

/// <summary>What is left, for the rules that look at either side. Raw SQL is the shortest way to write operations.</summary>
public sealed class ResidueTests
{
    [Theory]
    [InlineData("ALTER TABLE t ADD a int", "DROP TABLE u; ALTER TABLE t DROP COLUMN a", "Down drops table u: Down does not create it again")]
    [InlineData("ALTER TABLE t ADD a int", "ALTER TABLE t DROP COLUMN a; CREATE TABLE u (x int)", "Down creates table u: Down does not drop it")]
    [InlineData("ALTER TABLE t RENAME TO u", "", "Up renames table t to u: Down does not rename it back")]
    [InlineData("ALTER TABLE t ADD a int", "ALTER TABLE t DROP COLUMN a; ALTER TABLE t ALTER COLUMN b TYPE text", "Down alters column t.b: Down does not alter it back")]
    [InlineData("DROP VIEW v; CREATE VIEW v AS SELECT 2", "DELETE FROM t", "Up replaces view v: Down does not put the old definition back")]
    [InlineData("CREATE TABLE t_new (a int); DROP TABLE t; ALTER TABLE t_new RENAME TO t", "ALTER TABLE t ADD b int", "Up replaces table t: Down does not put the old definition back")]
    [InlineData("DROP TABLE IF EXISTS t; CREATE TABLE t (a int)", "DELETE FROM u", "")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 2", "DELETE FROM u", "")]
    [InlineData("CREATE TABLE t (a int); CREATE TRIGGER tr ON t AFTER INSERT AS SELECT 1", "DROP TABLE t", "")]
    [InlineData("CREATE TABLE p (a int); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p(a)", "DROP TABLE p CASCADE", "")]
    [InlineData("CREATE TABLE p (a int); ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES p(a)", "DROP TABLE p", "Up adds foreign key fk on t: Down does not drop it")]
    [InlineData("CREATE INDEX ix ON t (a)", "DROP INDEX ix", "")]
    [InlineData("DROP INDEX ix", "CREATE INDEX ix ON t (a)", "")]
    [InlineData("CREATE TABLE new (a int); INSERT INTO new SELECT a FROM t; DROP TABLE t; ALTER TABLE new RENAME TO t",
        "CREATE TABLE old (a int); INSERT INTO old SELECT a FROM t; DROP TABLE t; ALTER TABLE old RENAME TO t", "")]
    [InlineData("ALTER TABLE t ADD a int; ALTER TABLE t ADD b int", "DO $$ drop something about t.a $$; ALTER TABLE t DROP COLUMN b", "")]
    [InlineData("ALTER TABLE t ADD a int; ALTER TABLE t ADD b int", "DO $$ drop something else $$; ALTER TABLE t DROP COLUMN b", "Up adds column t.a: Down does not drop it")]
    [InlineData("CREATE TABLE m (a int) PARTITION BY LIST (a); CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1)", "DROP TABLE m", "")]
    [InlineData("CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1)", "DELETE FROM m", "Up creates table m1: Down does not drop it")]
    [InlineData("CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE UNIQUE INDEX ix ON v (a)", "DROP MATERIALIZED VIEW v", "")]
    [InlineData("DROP MATERIALIZED VIEW v", "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE UNIQUE INDEX ix ON v (a)", "")]
    [InlineData("CREATE INDEX ix ON v (a)", "DROP INDEX ix", "")]
    [InlineData("ALTER TABLE t ADD a boolean; CREATE INDEX ix ON t (b, lower(c)) WHERE a", "ALTER TABLE t DROP COLUMN a", "")]
    [InlineData("ALTER TABLE t ADD a int; ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0), ADD CONSTRAINT cb CHECK (b > 0)", "ALTER TABLE t DROP COLUMN a", "Up adds check constraint cb on t: Down does not drop it")]
    [InlineData("ALTER TABLE t ADD a int; ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0); ALTER TABLE t RENAME COLUMN a TO b", "ALTER TABLE t DROP COLUMN b", "")]
    [InlineData("ALTER TABLE t ADD a int; CREATE INDEX ix ON t (b) WHERE c", "ALTER TABLE t DROP COLUMN a", "Up creates index ix on t: Down does not drop it")]
    [InlineData("CREATE INDEX ON t (a, b)", "DROP INDEX t_a_b_idx", "")]
    [InlineData("CREATE INDEX ON t (lower(a))", "DROP INDEX t_lower_idx", "")]
    [InlineData("CREATE INDEX ON t (a)", "DROP TABLE u", "Down drops table u: Down does not create it again|Up creates index t_a_idx on t: Down does not drop it")]
    [InlineData("ALTER TABLE t ADD a int, ADD UNIQUE (a), ADD b int", "ALTER TABLE t DROP CONSTRAINT t_a_key, DROP COLUMN a", "Up adds column t.b: Down does not drop it")]
    [InlineData("ALTER TABLE t ADD UNIQUE (a), ADD CHECK (a > 0)", "ALTER TABLE t DROP INDEX a; ALTER TABLE t DROP CONSTRAINT CK__t__a__12", "")]
    [InlineData("ALTER TABLE t ADD UNIQUE (a)", "ALTER TABLE u DROP CONSTRAINT t_a_key", "Down drops constraint t_a_key on u: Down does not add it again|Up adds unique constraint t_a_key on t: Down does not drop it")]
    [InlineData("ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (a, b)", "ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (a)", "")]
    [InlineData("ALTER TABLE t ADD UNIQUE (a), DROP CONSTRAINT old", "ALTER TABLE t DROP CONSTRAINT t_a_key", "Up drops constraint old on t: Down does not add it again")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT own", "ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES p (a)", "")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT own; ALTER TABLE u ADD x int", "ALTER TABLE u DROP COLUMN x", "Up drops constraint own on t: Down does not add it again")]
    [InlineData("ALTER TABLE t ALTER COLUMN a SET DEFAULT 1; UPDATE t SET a = 1; ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER COLUMN a DROP DEFAULT", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL", "")]
    [InlineData("ALTER TABLE t ALTER COLUMN a DROP DEFAULT, ALTER COLUMN a DROP NOT NULL", "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "Up alters column t.a: after Down its default is still what Up made of it")]
    [InlineData("DROP FUNCTION IF EXISTS f", "CREATE OR REPLACE FUNCTION f() RETURNS int AS 'SELECT 1'", "")]
    [InlineData("DROP FUNCTION f; CREATE FUNCTION f() RETURNS int AS 'SELECT 2'", "DROP FUNCTION f; CREATE OR REPLACE FUNCTION f() RETURNS int AS 'SELECT 1'", "")]
    [InlineData("DROP FUNCTION f; CREATE OR REPLACE FUNCTION f() RETURNS int AS 'SELECT 2'", "CREATE OR REPLACE FUNCTION f() RETURNS int AS 'SELECT 1'", "")]
    [InlineData("DROP FUNCTION f", "CREATE OR REPLACE FUNCTION g() RETURNS int AS 'SELECT 1'", "Up drops function f: Down does not create it again")]
    [InlineData("ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL, ALTER COLUMN a SET DATA TYPE int USING a::int", "")]
    [InlineData("ALTER TABLE t ALTER COLUMN a TYPE bigint, ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL", "Up alters column t.a: after Down its type is still what Up made of it")]
    [InlineData("ALTER TABLE t ALTER COLUMN a SET NOT NULL; ALTER TABLE t ALTER COLUMN a SET DEFAULT 1", "ALTER TABLE t ALTER COLUMN a DROP DEFAULT", "Up alters column t.a: after Down its nullability is NOT NULL and was NULL")]
    [InlineData("ALTER TABLE t ALTER COLUMN a TYPE bigint; ALTER TABLE t ALTER COLUMN a DROP NOT NULL; ALTER TABLE t ALTER COLUMN a SET NOT NULL", "DELETE FROM u", "Up alters column t.a: Down does not alter it back")]
    [InlineData("ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t MODIFY a int", "")]
    public void Is_attributed_to_the_operation_that_causes_it(string up, string down, string expected)
    {
        var residues = NetState.Compare(SqlReader.Read(up), SqlReader.Read(down), provider: null);
        Assert.Equal(expected, string.Join("|", residues.Select(residue => $"{(residue.InUp ? "Up" : "Down")} {residue.Deed}: {residue.Missing}")));
    }

    [Theory]
    [InlineData("Legal asked for the addresses to be purged", true)]
    [InlineData("The merged accounts cannot be told apart", true)]
    [InlineData("Down is not supported.", false)]
    [InlineData("This migration is irreversible", false)]
    [InlineData("TODO: implement rollback", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_reason_says_more_than_that_it_does_not_work(string? text, bool expected) => Assert.Equal(expected, Reason.IsGiven(text));
}
