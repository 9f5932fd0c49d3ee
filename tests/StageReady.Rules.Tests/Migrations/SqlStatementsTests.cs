using CsCheck;
using StageReady.Migrations.Sql;

namespace StageReady.Rules.Tests.Migrations;

public sealed class SqlStatementsTests
{
    [Theory]
    [InlineData("SELECT 1; SELECT ';' -- ;\n; /* ; */ SELECT 2", ";", "SELECT 1|SELECT ';'|SELECT 2")]
    [InlineData("SELECT 1\nGO\nSELECT 2\nGO 3", ";", "SELECT 1|SELECT 2")]
    [InlineData("BEGIN; SELECT 1; COMMIT;", ";", "BEGIN|SELECT 1|COMMIT")]
    [InlineData("BEGIN TRANSACTION; SELECT 1; COMMIT;", ";", "BEGIN TRANSACTION|SELECT 1|COMMIT")]
    [InlineData("BEGIN DELETE FROM a; DELETE FROM b; END; SELECT 1;", ";", "BEGIN DELETE FROM a; DELETE FROM b; END|SELECT 1")]
    [InlineData("DECLARE @a int = 1; SELECT @a;", ";", "DECLARE @a int = 1|SELECT @a")]
    [InlineData("DO $$ BEGIN DELETE FROM a; END $$; SELECT 1", ";", "DO $$ BEGIN DELETE FROM a; END $$|SELECT 1")]
    [InlineData("CREATE OR REPLACE PROCEDURE p IS v int; BEGIN DELETE FROM a; END;\n/\nSELECT 1", ";", "CREATE OR REPLACE PROCEDURE p IS v int; BEGIN DELETE FROM a; END|SELECT 1")]
    [InlineData("CREATE TRIGGER tr AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END; SELECT 1;", ";", "CREATE TRIGGER tr AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END|SELECT 1")]
    [InlineData("DELIMITER $$\nCREATE PROCEDURE p() BEGIN DELETE FROM a; END$$\nDELIMITER ;\nSELECT 1;", ";", "CREATE PROCEDURE p() BEGIN DELETE FROM a; END|SELECT 1")]
    [InlineData("SELECT 4 / 2; SELECT 3\n/\nSELECT 5", "/", "SELECT 4 / 2; SELECT 3|SELECT 5")]
    [InlineData("SELECT 1; SELECT 2@@SELECT 3", "@@", "SELECT 1; SELECT 2|SELECT 3")]
    [InlineData("-- nothing\n/* at all */ ;;", ";", "")]
    public void Cuts_between_statements(string sql, string delimiter, string expected) =>
        Assert.Equal(expected, string.Join("|", SqlStatements.Split(sql, delimiter).Select(part => sql.Substring(part.Start, part.Length))));

    [Fact]
    public void Statements_follow_each_other_inside_of_any_text()
    {
        string[] parts = ["CREATE PROCEDURE p ", "AS ", "BEGIN ", "END ", "IF ", "CASE ", "DECLARE ", ";", "\nGO\n", "\n/\n", "'", "\"", "`", "[", "]", "$$", "--", "/*", "*/", "\n", "DELIMITER //\n", "//", "COPY t FROM STDIN", "\n\\.\n", "a ", "@a ", "#", "\\", "é"];
        Gen.Int[0, parts.Length - 1].Array[0, 40].Sample(
            choices =>
            {
                var text = string.Concat(choices.Select(choice => parts[choice]));
                var end = 0;
                foreach (var (start, length) in SqlStatements.Split(text, ";"))
                {
                    Assert.True(start >= end && length > 0 && start + length <= text.Length, text);
                    end = start + length;
                }
            },
            iter: 5_000);
    }

    [Fact]
    public void Takes_time_that_grows_with_the_text_and_not_faster()
    {
        foreach (var part in new[] { "INSERT INTO t VALUES ('a');\n", "/* a */ /* b ", "BEGIN ", "CREATE FUNCTION f() AS ", "${a", "[a", "COPY t FROM STDIN;", "(" })
            Assert.NotNull(SqlStatements.Split(string.Concat(Enumerable.Repeat(part, 100_000)), ";"));
    }
}
