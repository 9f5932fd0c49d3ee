using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class UpDestroysDataTests
{
    private const string Acknowledge = "say with a comment 'stageready: data-loss REASON' why it may go";

    [Theory]
    [InlineData("""migrationBuilder.{|#0:DropTable|}("Notes");""", "Up drops table Notes with the data in it. Copy the data first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:DropColumn|}("Memo", "Orders");""", "Up drops column Orders.Memo with the data in it. Copy the data first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:Sql|}("ALTER TABLE Orders DROP COLUMN Memo");""", "Up drops column Orders.Memo with the data in it. Copy the data first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:AlterColumn<string>|}("Memo", "Orders", type: "nvarchar(50)", nullable: true, oldClrType: typeof(string), oldType: "nvarchar(200)", oldNullable: true);""",
        "Up narrows column Orders.Memo from nvarchar(200) to nvarchar(50): what does not fit is cut or refused. Check the data first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:AlterColumn<string>|}("Memo", "Orders", maxLength: 50, nullable: true, oldClrType: typeof(string), oldNullable: true);""",
        "Up narrows column Orders.Memo from any length to 50: what does not fit is cut or refused. Check the data first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:AlterColumn<string>|}("Memo", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);""",
        "Up makes column Orders.Memo required, and nothing fills the nulls. Give it a default or fill it first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:Sql|}("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" TYPE integer USING NULL");""",
        "Up converts column Orders.Memo to what does not hold its values (USING). Copy the data first, or " + Acknowledge)]
    [InlineData("""migrationBuilder.{|#0:Sql|}("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" SET NOT NULL");""",
        "Up makes column Orders.Memo required, and nothing fills the nulls. Give it a default or fill it first, or " + Acknowledge)]
    public Task The_message_says_what_is_lost(string up, string message) => Expect(up, "", message, DiagnosticSeverity.Warning);

    [Fact]
    public Task A_rename_written_as_drop_and_add_is_information() => Expect(
        """
        migrationBuilder.{|#0:DropColumn|}("Memo", "Orders");
        migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
        """,
        """migrationBuilder.RenameColumn("Note", "Orders", "Memo");""",
        "Up drops column Orders.Memo and creates Note, which Down renames to Memo: the values may not come back. Rename it in Up too",
        DiagnosticSeverity.Info);

    [Theory]
    [InlineData("nvarchar(max)", "nvarchar(50)")]
    [InlineData("text", "character varying(50)")]
    [InlineData("bigint", "int")]
    [InlineData("decimal(18,4)", "decimal(18,2)")]
    [InlineData("numeric(18,2)", "numeric(10,2)")]
    [InlineData("decimal(18,2)", "decimal(18,4)")]
    [InlineData("varchar(200)", "nvarchar(50)")]
    public Task A_type_that_holds_less_is_narrower(string before, string after) => Verify(
        $$"""migrationBuilder.{|STG2006:AlterColumn<string>|}("Memo", "Orders", type: "{{after}}", oldClrType: typeof(string), oldType: "{{before}}");""", "");

    [Theory]
    [InlineData("nvarchar(50)", "nvarchar(max)")]
    [InlineData("nvarchar(50)", "nvarchar(50)")]
    [InlineData("int", "bigint")]
    [InlineData("decimal(18,2)", "decimal(20,4)")]
    [InlineData("TEXT", "TEXT")]
    [InlineData("TEXT", "varchar(50)")]
    [InlineData("datetime2", "datetimeoffset")]
    public Task A_type_that_holds_as_much_or_is_not_known_is_not(string before, string after) => Verify(
        $$"""migrationBuilder.AlterColumn<string>("Memo", "Orders", type: "{{after}}", maxLength: 5, oldClrType: typeof(string), oldType: "{{before}}", oldMaxLength: 9);""", "");

    [Theory]
    [InlineData("NULL::uuid")]
    [InlineData("(NULL)")]
    [InlineData("gen_random_uuid()")]
    [InlineData("\\\"Other\\\"::int")]
    [InlineData("left(\\\"Memo\\\", 10)")]
    [InlineData("(substring(\\\"Memo\\\" from 1 for 10))")]
    [InlineData("date_trunc('day', \\\"Memo\\\")")]
    public Task A_conversion_that_does_without_the_value_or_takes_a_part_of_it_loses_it(string expression) => Verify(
        $$"""migrationBuilder.{|STG2006:Sql|}("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" SET DATA TYPE x USING {{expression}}, ADD \"B\" int");""", "");

    [Theory]
    [InlineData("\\\"Memo\\\"::integer")]
    [InlineData("memo::jsonb")]
    [InlineData("NULLIF(trim(\\\"Memo\\\"), '')::integer")]
    [InlineData("CASE WHEN \\\"Memo\\\" = 'a' THEN 1 ELSE 0 END")]
    [InlineData("convert_orders(\\\"Orders\\\")")]
    public Task A_conversion_of_the_value_does_not(string expression) => Verify(
        $$"""migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" TYPE x USING {{expression}}");""", "");

    public static TheoryData<string, string> Fine => new()
    {
        // Acknowledged.
        { "// stageready: data-loss Legal asked for the purge\n" + """migrationBuilder.DropTable("Notes");""", "" },
        { """migrationBuilder.DropTable("Notes");""", "// stageready: irreversible The merged accounts cannot be told apart" },
        { """migrationBuilder.Sql("-- stageready: data-loss Legal asked for the purge\nDROP TABLE Notes");""", "" },

        // A default or a back-fill covers the nulls.
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);""", "" },
        { """
          migrationBuilder.Sql("UPDATE Orders SET Memo = '' WHERE Memo IS NULL");
          migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
          """, "" },
        { """
          migrationBuilder.UpdateData("Orders", "Memo", null, "Memo", "");
          migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
          """, "" },

        { """
          migrationBuilder.Sql("UPDATE \"Orders\" SET \"Memo\" = '' WHERE \"Memo\" IS NULL");
          migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" SET NOT NULL");
          """, "" },
        { """migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" DROP NOT NULL, ALTER COLUMN \"Memo\" SET DEFAULT 'x', ALTER COLUMN \"Memo\" SET STATISTICS 9");""", "" },

        // The data went elsewhere before.
        { """
          migrationBuilder.Sql("UPDATE \"Orders\" SET \"Note\" = \"Memo\"");
          migrationBuilder.Sql("ALTER TABLE \"Orders\" ALTER COLUMN \"Memo\" TYPE integer USING NULL");
          """, "" },
        { """
          migrationBuilder.AddColumn<string>("Note", "Orders", nullable: true);
          migrationBuilder.Sql("UPDATE Orders SET Note = Memo");
          migrationBuilder.DropColumn("Memo", "Orders");
          """, "" },
        { """
          migrationBuilder.Sql("CREATE TABLE new (a int); INSERT INTO new SELECT a FROM Notes; DROP TABLE Notes; ALTER TABLE new RENAME TO Notes");
          """, "" },
        { """
          migrationBuilder.AddColumn<string>("MemoNew", "Orders", nullable: true);
          migrationBuilder.Sql("UPDATE Orders SET MemoNew = Memo");
          migrationBuilder.RenameColumn("Memo", "Orders", "MemoOld");
          migrationBuilder.RenameColumn("MemoNew", "Orders", "Memo");
          migrationBuilder.DropColumn("MemoOld", "Orders");
          """, "" },
        { """Move(migrationBuilder); migrationBuilder.DropTable("Notes");""", "" },

        // Nothing was there before Up, or nothing of its own.
        { """migrationBuilder.CreateTable("Temp", table => new { Id = table.Column<int>() }); migrationBuilder.DropTable("Temp");""", "" },
        { """migrationBuilder.AddColumn<int>("Temp", "Orders"); migrationBuilder.DropColumn("Temp", "Orders");""", "" },
        { """migrationBuilder.DropColumn("Total", "Orders");""", """migrationBuilder.AddColumn<int>("Total", "Orders", computedColumnSql: "A + B");""" },
        { """migrationBuilder.DropColumn("Version", "Orders");""", """migrationBuilder.AddColumn<byte[]>("Version", "Orders", rowVersion: true);""" },
        { """migrationBuilder.DropIndex("IX_A", "Orders"); migrationBuilder.DropForeignKey("FK_A", "Orders"); migrationBuilder.Sql("DROP VIEW v");""", "" },

        // SQLite keeps to no length.
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", type: "varchar(5)", oldClrType: typeof(string), oldType: "varchar(9)").Annotation("Sqlite:Srid", 1);""", "" },

        // Not known.
        { """migrationBuilder.Sql("DROP TABLE IF EXISTS Notes");""", "" },
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false);""", "" },
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", maxLength: 5);""", "" },
        { """if (Environment.ProcessorCount > 1) migrationBuilder.DropTable("Notes");""", "" },
        { """migrationBuilder.RenameColumn("Memo", "Orders", "Note");""", """migrationBuilder.RenameColumn("Note", "Orders", "Memo");""" },
    };

    [Theory]
    [MemberData(nameof(Fine))]
    public Task Nothing_is_lost_or_it_may_go(string up, string down) => Verify(up, down);

    private static Task Verify(string up, string down) => MigrationVerifier.Only(Catalogue.UpDestroysData, up, down + Helper).RunAsync(TestContext.Current.CancellationToken);

    // Stands behind Down: a helper that cannot be followed.
    private const string Helper = """

            }

            private static readonly Action<MigrationBuilder> Move = static _ => { };

            private static void Unused()
            {
        """;

    private static Task Expect(string up, string down, string message, DiagnosticSeverity severity)
    {
        var test = MigrationVerifier.Only(Catalogue.UpDestroysData, up, down);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Catalogue.UpDestroysData.Id, severity).WithLocation(0).WithMessage(message));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
