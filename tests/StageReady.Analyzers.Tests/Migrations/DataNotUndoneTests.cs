using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class DataNotUndoneTests
{
    private const string UpdateOrders = """migrationBuilder.Sql("UPDATE Orders SET Note = ''");""";
    private const string AddMemo = """migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: true);""";
    private const string DropMemo = """migrationBuilder.DropColumn("Memo", "Orders");""";

    [Theory]
    [InlineData("""migrationBuilder.{|#0:Sql|}("UPDATE Orders SET Note = ''");""", "", "Up updates table Orders; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:Sql|}("DELETE FROM Orders"); migrationBuilder.Sql("INSERT INTO Orders VALUES (1)");""", "", "Up deletes from table Orders and 1 more; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:InsertData|}("Orders", "Code", "A");""", "", "Up inserts into table Orders; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:Sql|}("CREATE OR REPLACE VIEW v AS SELECT 2");""", "", "Up replaces view v; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:Sql|}("CALL refresh_totals()");""", "", "Up runs SQL that is not recognised; Down does nothing about it.")]
    [InlineData(AddMemo + """migrationBuilder.{|#0:Sql|}("IF 1 = 1 EXEC clean_notes");""", DropMemo, "Up runs SQL that is not recognised; Down does nothing about it.")]
    [InlineData(AddMemo + """migrationBuilder.{|#0:Sql|}("UPDATE Orders SET Note = ''");""", DropMemo, "Up updates table Orders; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:Sql|}("UPDATE Orders SET Note = ''");""", """migrationBuilder.UpdateData("OrderKinds", "Id", 1, "Note", "y");""", "Up updates table Orders; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:Sql|}("INSERT INTO Orders VALUES (1)");""", """migrationBuilder.Sql("DELETE FROM Customers WHERE Id = 1");""", "Up inserts into table Orders; Down does nothing about it.")]
    [InlineData("""migrationBuilder.{|#0:UpdateData|}("Orders", "Id", 1, "Note", "x");""", "throw new NotSupportedException();", "Up updates table Orders; Down does nothing about it.")]
    public async Task The_message_says_what_stays(string up, string down, string message)
    {
        var test = MigrationVerifier.Only(Catalogue.DataNotUndone, up, down);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DataNotUndone)).WithLocation(0).WithArguments(
            message + " Undo it in Down, or say with a comment 'stageready: no-op REASON' why that need not be"));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, string> Fine => new()
    {
        // A counterpart.
        { UpdateOrders, """migrationBuilder.Sql("UPDATE Orders SET Note = NULL");""" },
        { """migrationBuilder.InsertData("Orders", "Id", 1);""", """migrationBuilder.DeleteData("Orders", "Id", 1);""" },
        { """migrationBuilder.UpdateData("Orders", "Id", 1, "Note", "x");""", """migrationBuilder.UpdateData("Orders", "Id", 1, "Note", "y");""" },
        { """migrationBuilder.Sql("CREATE OR REPLACE VIEW v AS SELECT 2");""", """migrationBuilder.Sql("CREATE OR REPLACE VIEW v AS SELECT 1");""" },
        { """migrationBuilder.Sql("CALL refresh_totals()");""", """migrationBuilder.Sql("CALL restore_totals()");""" },
        { UpdateOrders, """migrationBuilder.UpdateData("Orders", "Id", 1, "Note", "y");""" },
        { """migrationBuilder.Sql("UPDATE o SET o.Note = '' FROM Orders o");""", """migrationBuilder.Sql("UPDATE Orders SET Note = NULL");""" },
        { """migrationBuilder.Sql("INSERT INTO Notes SELECT Note FROM Orders");""", """migrationBuilder.Sql("UPDATE Orders SET Note = (SELECT Text FROM Notes)");""" },
        { """migrationBuilder.Sql("DELETE FROM Orders");""", """migrationBuilder.Sql("CALL restore_everything()");""" },
        { UpdateOrders, "migrationBuilder.Sql(File.ReadAllText(\"down.sql\"));" },
        { """migrationBuilder.Sql("IF COL_LENGTH('Orders', 'Memo') IS NULL ALTER TABLE Orders ADD Memo int NULL");""", DropMemo },

        // Declared.
        { UpdateOrders, "// stageready: no-op An older version ignores the notes" },
        { """migrationBuilder.Sql("-- stageready: no-op An older version ignores the notes\nUPDATE Orders SET Note = ''");""", "" },
        { UpdateOrders, """throw new NotSupportedException("The merged accounts cannot be told apart");""" },

        // It comes and goes with what Up creates or drops.
        { AddMemo + """migrationBuilder.Sql("UPDATE Orders SET Memo = Note");""", DropMemo },
        { AddMemo + """migrationBuilder.Sql("UPDATE o SET o.Memo = c.Name FROM Orders o JOIN Customers c ON c.Id = o.CustomerId");""", DropMemo },
        { AddMemo + """migrationBuilder.UpdateData("Orders", "Id", 1, "Memo", "x");""", DropMemo },
        { """migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }); migrationBuilder.Sql("INSERT INTO Notes SELECT Id FROM Orders");""", """migrationBuilder.DropTable("Notes");""" },
        { """migrationBuilder.CreateTable("T", table => new { Id = table.Column<int>() }); migrationBuilder.RenameTable("T", newName: "Notes"); migrationBuilder.InsertData("Notes", "Id", 1);""", """migrationBuilder.DropTable("Notes");""" },
        { """migrationBuilder.Sql("CREATE TEMP TABLE x AS SELECT 1"); migrationBuilder.Sql("INSERT INTO #t SELECT 1");""", "" },
        { """migrationBuilder.Sql("CREATE TEMP TABLE kept (Id int)"); migrationBuilder.Sql("INSERT INTO kept SELECT 1");""", "" },
        { """migrationBuilder.Sql("CREATE TABLE note_tags (id int); INSERT OR IGNORE INTO note_tags SELECT 1");""", """migrationBuilder.Sql("DROP TABLE note_tags");""" },

        // Only prepares a column for becoming required.
        { """
          migrationBuilder.UpdateData("Orders", "Note", null, "Note", "");
          migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
          """,
            """migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: true, oldClrType: typeof(string));""" },
        { """
          migrationBuilder.Sql("UPDATE Orders SET Note = '' WHERE Note IS NULL");
          migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);
          """,
            """migrationBuilder.AlterColumn<string>("Note", "Orders", nullable: true, oldClrType: typeof(string));""" },

        // No data, or not known.
        { """migrationBuilder.Sql("GRANT SELECT ON Orders TO reader; SET NOCOUNT ON; ANALYZE Orders; SELECT 1");""", "" },
        { "migrationBuilder.Sql(File.ReadAllText(\"up.sql\"));", "" },
        { $$"""if (Environment.ProcessorCount > 1) {{UpdateOrders}}""", "" },

        // Down is not there at all: that is said already.
        { AddMemo + UpdateOrders, "" },
    };

    [Theory]
    [MemberData(nameof(Fine))]
    public Task Is_undone_or_need_not_be(string up, string down) => MigrationVerifier.Only(Catalogue.DataNotUndone, up, down).RunAsync(TestContext.Current.CancellationToken);
}
