using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

public sealed class DownFailsTests
{
    private const string DropCustomer = """migrationBuilder.DropForeignKey("FK_Customer", "Orders"); migrationBuilder.DropColumn("CustomerId", "Orders");""";
    private const string AddCustomerId = """migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: false, defaultValue: 0);""";
    private const string AddCustomer = """migrationBuilder.AddForeignKey("FK_Customer", "Orders", "CustomerId", "Customers", principalColumn: "Id");""";

    [Theory]
    [InlineData("""migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.{|#0:AddColumn<string>|}("Memo", "Orders", nullable: false);""",
        "Down adds column Orders.Memo as required without a default: it fails on a table that has rows. Give it a default, or make it required after it is filled")]
    [InlineData("""migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.{|#0:AddColumn<string>|}("Memo", "Orders");""",
        "Down adds column Orders.Memo as required without a default: it fails on a table that has rows. Give it a default, or make it required after it is filled")]
    [InlineData("""migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: true, oldClrType: typeof(string));""",
        """migrationBuilder.{|#0:AlterColumn<string>|}("Memo", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);""",
        "Down makes column Orders.Memo required without a default: it fails on rows that have none. Give it a default, or fill the column first")]
    [InlineData("""migrationBuilder.RenameColumn("Memo", "Orders", "Note");""",
        """migrationBuilder.{|#0:DropColumn|}("Note", "Orders"); migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: true);""",
        "Down drops column Orders.Note, which Up renamed from Memo: what it holds is lost. Rename it back")]
    [InlineData("""migrationBuilder.AddColumn<int>("A", "Orders", nullable: true); migrationBuilder.CreateIndex("IX_A", "Orders", "A");""",
        """migrationBuilder.{|#0:DropColumn|}("A", "Orders"); migrationBuilder.DropIndex("IX_A", "Orders");""",
        "Down drops column Orders.A while index IX_A on Orders still uses it. Drop the index first")]
    [InlineData("""migrationBuilder.AddColumn<int>("A", "Orders", nullable: true).Annotation("SqlServer:Sparse", true); migrationBuilder.AddForeignKey("FK_A", "Orders", "A", "Customers");""",
        """migrationBuilder.{|#0:DropColumn|}("A", "Orders"); migrationBuilder.DropForeignKey("FK_A", "Orders");""",
        "Down drops column Orders.A while foreign key FK_A on Orders still uses it. Drop the foreign key first")]
    [InlineData("""migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() }); migrationBuilder.AddForeignKey("FK_A", "Orders", "A", "Customers");""",
        """migrationBuilder.{|#0:DropTable|}("Customers"); migrationBuilder.DropForeignKey("FK_A", "Orders");""",
        "Down drops table Customers while foreign key FK_A on Orders still uses it. Drop the foreign key first")]
    [InlineData(
        """
        migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() });
        migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }, constraints: table => table.ForeignKey(name: "FK_N", column: x => x.Id, principalTable: "Customers", principalColumn: "Id"));
        """,
        """migrationBuilder.{|#0:DropTable|}("Customers"); migrationBuilder.DropTable("Notes");""",
        "Down drops table Customers while table Notes still uses it. Drop the table first")]
    // Another key of the same table is dropped.
    [InlineData(
        """
        migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() });
        migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>(), By = table.Column<int>() }, constraints: table =>
        {
            table.ForeignKey(name: "FK_N", column: x => x.Id, principalTable: "Customers", principalColumn: "Id");
            table.ForeignKey(name: "FK_M", column: x => x.By, principalTable: "Customers", principalColumn: "Id");
        });
        """,
        """migrationBuilder.DropForeignKey("FK_N", "Notes"); migrationBuilder.{|#0:DropTable|}("Customers"); migrationBuilder.DropTable("Notes");""",
        "Down drops table Customers while table Notes still uses it. Drop the table first")]
    [InlineData("""migrationBuilder.CreateSequence<int>("Numbers"); migrationBuilder.AddColumn<int>("Number", "Orders", defaultValueSql: "NEXT VALUE FOR Numbers");""",
        """migrationBuilder.{|#0:DropSequence|}("Numbers"); migrationBuilder.DropColumn("Number", "Orders");""",
        "Down drops sequence Numbers while column Orders.Number still uses it. Drop the column first")]
    [InlineData("""migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }); migrationBuilder.CreateIndex("IX_N", "Notes", "Id");""",
        """migrationBuilder.{|#0:DropTable|}("Notes"); migrationBuilder.DropIndex("IX_N", "Notes");""",
        "Down drops table Notes while index IX_N on Notes still uses it. Drop the index first")]
    [InlineData("""migrationBuilder.DropForeignKey("FK_Customer", "Orders"); migrationBuilder.DropColumn("CustomerId", "Orders");""",
        """migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: false, defaultValue: 0); migrationBuilder.CreateIndex("IX_Customer", "Orders", "CustomerId"); migrationBuilder.{|#0:AddForeignKey|}("FK_Customer", "Orders", "CustomerId", "Customers", principalColumn: "Id");""",
        "Down adds foreign key FK_Customer on Orders where each row has 0: it fails on a table that has rows, unless Customers has that one. Fill the column first")]
    [InlineData("""migrationBuilder.DropForeignKey("FK_Customer", "Orders"); migrationBuilder.DropColumn("CustomerId", "Orders");""",
        """migrationBuilder.AddColumn<Guid>("CustomerId", "Orders", nullable: false, defaultValue: new Guid("00000000-0000-0000-0000-000000000000")); migrationBuilder.Sql("UPDATE Orders SET Note = ''"); migrationBuilder.{|#0:AddForeignKey|}("FK_Customer", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);""",
        "Down adds foreign key FK_Customer on Orders where each row has new Guid(\"00000000-0000-0000-0000-000000000000\"): it fails on a table that has rows, unless Customers has that one. Fill the column first")]
    public async Task The_operation_that_comes_to_grief_is_named(string up, string down, string message)
    {
        var test = MigrationVerifier.Only(Catalogue.DownFails, up, down);
        test.ExpectedDiagnostics.Add(new DiagnosticResult(Descriptors.For(Catalogue.DownFails)).WithLocation(0).WithArguments(message));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static TheoryData<string, string> Fine => new()
    {
        // A value for each row, or no rows.
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: true);""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: false, defaultValue: "");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: false, defaultValueSql: "''");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<string>("Memo", "Orders", computedColumnSql: "A");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<byte[]>("Memo", "Orders", rowVersion: true);""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.AddColumn<int>("Memo", "Orders").Annotation("SqlServer:Identity", "1, 1");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """migrationBuilder.Sql("DELETE FROM Orders"); migrationBuilder.AddColumn<string>("Memo", "Orders", nullable: false);""" },
        { """migrationBuilder.DropTable("Notes");""", """migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }); migrationBuilder.AddColumn<int>("A", "Notes");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders"); migrationBuilder.AddColumn<int>("A", "Orders").Annotation("MySql:CharSet", "utf8mb4");""",
            """migrationBuilder.DropColumn("A", "Orders"); migrationBuilder.AddColumn<int>("Memo", "Orders");""" },

        // A key whose column may be empty, is filled, has a value that somebody chose, or refers to rows that Down brings back.
        { DropCustomer, """migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: true);""" + AddCustomer },
        { DropCustomer, """migrationBuilder.AddColumn<int>("CustomerId", "Orders", nullable: false, defaultValue: 1);""" + AddCustomer },
        { DropCustomer, AddCustomerId + """migrationBuilder.Sql("UPDATE Orders SET CustomerId = (SELECT MIN(Id) FROM Customers)");""" + AddCustomer },
        { DropCustomer, AddCustomerId + """migrationBuilder.UpdateData("Orders", "Id", 1, "CustomerId", 7);""" + AddCustomer },
        { DropCustomer, """migrationBuilder.Sql("DELETE FROM Orders");""" + AddCustomerId + AddCustomer },
        { DropCustomer, """migrationBuilder.InsertData("Customers", "Id", 0);""" + AddCustomerId + AddCustomer },
        { DropCustomer, AddCustomerId + """migrationBuilder.Sql(File.ReadAllText("fill.sql"));""" + AddCustomer },
        { "migrationBuilder.DropTable(\"Orders\");", """migrationBuilder.CreateTable("Orders", table => new { Id = table.Column<int>() });""" + AddCustomerId + AddCustomer },
        { DropCustomer + """migrationBuilder.AddColumn<int>("A", "Orders").Annotation("Sqlite:Autoincrement", true);""", """migrationBuilder.DropColumn("A", "Orders");""" + AddCustomerId + AddCustomer },

        // Filled before, or never null.
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: true, oldClrType: typeof(string));""",
            """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false, defaultValue: "", oldClrType: typeof(string), oldNullable: true);""" },
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: true, oldClrType: typeof(string));""",
            """migrationBuilder.Sql("UPDATE Orders SET Memo = ''"); migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);""" },
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: true, oldClrType: typeof(string));""",
            """migrationBuilder.UpdateData("Orders", "Memo", null, "Memo", ""); migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false, oldClrType: typeof(string), oldNullable: true);""" },
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", maxLength: 9, oldClrType: typeof(string), oldMaxLength: 5);""",
            """migrationBuilder.AlterColumn<string>("Memo", "Orders", maxLength: 5, oldClrType: typeof(string), oldMaxLength: 9);""" },

        // In the right order.
        { """migrationBuilder.AddColumn<int>("A", "Orders", nullable: true); migrationBuilder.CreateIndex("IX_A", "Orders", "A");""", """migrationBuilder.DropIndex("IX_A", "Orders"); migrationBuilder.DropColumn("A", "Orders");""" },
        { """migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() }); migrationBuilder.AddForeignKey("FK_A", "Orders", "A", "Customers");""",
            """migrationBuilder.DropForeignKey("FK_A", "Orders"); migrationBuilder.DropTable("Customers");""" },
        { """
          migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() }, constraints: table => table.ForeignKey(name: "FK_C", column: x => x.Id, principalTable: "Customers", principalColumn: "Id"));
          migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }, constraints: table => table.ForeignKey(name: "FK_N", column: x => x.Id, principalTable: "Customers", principalColumn: "Id"));
          """,
            """migrationBuilder.DropTable("Notes"); migrationBuilder.DropTable("Customers");""" },
        // The key that the table was created with goes first, as EF Core writes it where tables refer to each other.
        { """
          migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>() });
          migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() }, constraints: table => table.ForeignKey(name: "FK_N", column: x => x.Id, principalTable: "Customers", principalColumn: "Id"));
          """,
            """migrationBuilder.DropForeignKey(name: "FK_N", table: "Notes"); migrationBuilder.DropTable("Customers"); migrationBuilder.DropTable("Notes");""" },
        { """migrationBuilder.CreateTable("p", table => new { Id = table.Column<int>() }); migrationBuilder.AddForeignKey("FK_A", "Orders", "A", "p");""",
            """migrationBuilder.Sql("DROP TABLE p CASCADE"); migrationBuilder.Sql("ALTER TABLE Orders DROP CONSTRAINT IF EXISTS FK_A");""" },
        { """migrationBuilder.CreateSequence<int>("Numbers"); migrationBuilder.AddColumn<int>("Number", "Orders", defaultValueSql: "NEXT VALUE FOR Numbers");""",
            """migrationBuilder.DropColumn("Number", "Orders"); migrationBuilder.DropSequence("Numbers");""" },

        // SQLite builds the table anew, MySQL keeps an index as long as one of its columns is there.
        { """migrationBuilder.AddColumn<int>("A", "Orders", nullable: true).Annotation("Sqlite:Autoincrement", true); migrationBuilder.CreateIndex("IX_A", "Orders", "A");""",
            """migrationBuilder.DropColumn("A", "Orders"); migrationBuilder.DropIndex("IX_A", "Orders");""" },
        { """migrationBuilder.AddColumn<int>("A", "Orders", nullable: true).Annotation("MySql:CharSet", "utf8mb4"); migrationBuilder.CreateIndex("IX_A", "Orders", new[] { "A", "B" });""",
            """migrationBuilder.DropColumn("A", "Orders"); migrationBuilder.DropIndex("IX_A", "Orders");""" },

        // Declared, and not known.
        { """migrationBuilder.DropColumn("Memo", "Orders");""", "// stageready: irreversible The merged accounts cannot be told apart\n" + """migrationBuilder.AddColumn<string>("Memo", "Orders");""" },
        { """migrationBuilder.DropColumn("Memo", "Orders");""", """if (Environment.ProcessorCount > 1) migrationBuilder.AddColumn<string>("Memo", "Orders");""" },
        { """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: true);""", """migrationBuilder.AlterColumn<string>("Memo", "Orders", nullable: false);""" },
    };

    [Theory]
    [MemberData(nameof(Fine))]
    public Task Down_runs_or_it_is_not_known(string up, string down) => MigrationVerifier.Only(Catalogue.DownFails, up, down).RunAsync(TestContext.Current.CancellationToken);
}
