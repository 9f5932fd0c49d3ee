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
