using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>A column, a key, a check or an index that Up drops and Down adds again, compared with what the migrations before have made of it.</summary>
public sealed class RestoredPartsTests
{
    private const string Start = """
        migrationBuilder.CreateTable("Orders", table => new
        {
            Id = table.Column<int>(type: "int", nullable: false).Annotation("SqlServer:Identity", "1, 1"),
            CustomerId = table.Column<int>(type: "int", nullable: false),
            Total = table.Column<decimal>(type: "decimal(18, 2)", nullable: false, defaultValueSql: "(0)"),
            Twice = table.Column<decimal>(type: "decimal(18,2)", nullable: true, computedColumnSql: "[Total] * 2"),
            Note = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false)
        },
        constraints: table =>
        {
            table.PrimaryKey("PK_Orders", x => x.Id);
            table.CheckConstraint("CK_Total", "[Total] >= 0");
            table.ForeignKey("FK_Customers", x => x.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Cascade);
        });
        migrationBuilder.CreateIndex("IX_Note", "Orders", "Note", unique: true, filter: "[Note] <> ''");
        """;

    public static TheoryData<string, string, string> Different => new()
    {
        { """DropColumn("Note", "Orders")""", """AddColumn<string>("Note", "Orders", type: "nvarchar(20)", nullable: true)""", "Up drops column Orders.Note; Down adds it again nullable, which it was not" },
        { """DropColumn("Twice", "Orders")""", """AddColumn<decimal>("Twice", "Orders", type: "decimal(18,2)", nullable: false, computedColumnSql: "[Total] * 2")""", "Up drops column Orders.Twice; Down adds it again required, which it was not" },
        { """DropColumn("Note", "Orders")""", """AddColumn<string>("Note", "Orders", type: "nvarchar(50)", nullable: false, defaultValue: "")""", "Up drops column Orders.Note; Down adds it again of type nvarchar(50), which was nvarchar(20)" },
        { """DropColumn("Total", "Orders")""", """AddColumn<decimal>("Total", "Orders", type: "decimal(18,2)", nullable: false)""", "Up drops column Orders.Total; Down adds it again without its default (0)" },
        { """DropColumn("Twice", "Orders")""", """AddColumn<decimal>("Twice", "Orders", type: "decimal(18,2)", nullable: true, computedColumnSql: "[Total] * 3")""", "Up drops column Orders.Twice; Down adds it again computed as [Total] * 3, which was [Total] * 2" },
        { """DropIndex("IX_Note", "Orders")""", """CreateIndex("IX_Note", "Orders", "Note", filter: "[Note] <> ''")""", "Up drops index IX_Note on Orders; Down creates it again without being unique, which it was" },
        { """DropIndex("IX_Note", "Orders")""", """CreateIndex("IX_Note", "Orders", "Note", unique: true)""", "Up drops index IX_Note on Orders; Down creates it again with filter not set, which was [Note] <> ''" },
        { """DropIndex("IX_Note", "Orders")""", """CreateIndex("IX_Note", "Orders", new[] { "Note", "Id" }, unique: true, filter: "[Note] <> ''")""", "Up drops index IX_Note on Orders; Down creates it again on Note, Id, which was on Note" },
        { """DropForeignKey("FK_Customers", "Orders")""", """AddForeignKey("FK_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id")""", "Up drops foreign key FK_Customers on Orders; Down adds it again with onDelete NoAction, which was Cascade" },
        { """DropForeignKey("FK_Customers", "Orders")""", """AddForeignKey("FK_Customers", "Orders", "CustomerId", "People", principalColumn: "Id", onDelete: ReferentialAction.Cascade)""", "Up drops foreign key FK_Customers on Orders; Down adds it again to People, which was to Customers" },
        { """DropPrimaryKey("PK_Orders", "Orders")""", """AddPrimaryKey("PK_Orders", "Orders", new[] { "Id", "Note" })""", "Up drops primary key PK_Orders on Orders; Down adds it again on Id, Note, which was on Id" },
        { """DropCheckConstraint("CK_Total", "Orders")""", """AddCheckConstraint("CK_Total", "Orders", "[Total] > 0")""", "Up drops check constraint CK_Total on Orders; Down adds it again as [Total] > 0, which was [Total] >= 0" },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public Task What_comes_back_otherwise_is_found(string drop, string again, string message) => Restores(drop, again, message);

    public static TheoryData<string, string, string> Same => new()
    {
        { "it is the same", """DropColumn("Note", "Orders")""", """AddColumn<string>("Note", "Orders", type: "nvarchar(20)", maxLength: 20, nullable: false, defaultValue: "")""" },
        { "only one side states the type", """DropColumn("Note", "Orders")""", """AddColumn<string>("Note", "Orders", maxLength: 50, nullable: false)""" },
        { "the type is written otherwise", """DropColumn("Total", "Orders")""", """AddColumn<decimal>("Total", "Orders", type: "Numeric(18,2)", nullable: false, defaultValue: 0m)""" },
        { "only Down gives a default", """DropColumn("Note", "Orders")""", """AddColumn<string>("Note", "Orders", type: "nvarchar(20)", nullable: false, defaultValueSql: "'none'")""" },
        { "the SQL is written otherwise", """DropCheckConstraint("CK_Total", "Orders")""", """AddCheckConstraint("CK_Total", "Orders", "(Total>=(0))")""" },
        { "the SQL is broken in lines, by an escape and as such", """DropCheckConstraint("CK_Total", "Orders")""", """AddCheckConstraint("CK_Total", "Orders", "[Total]\r\n    >=\t0")""" },
        { "the index is the same", """DropIndex("IX_Note", "Orders")""", """CreateIndex("IX_Note", "Orders", "Note", unique: true, filter: "[Note] <> ''")""" },
        { "the key is the same", """DropForeignKey("FK_Customers", "Orders")""", """AddForeignKey("FK_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade)""" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public Task Nothing_is_said_where(string reason, string drop, string again)
    {
        Assert.NotEmpty(reason);
        return Restores(drop, again);
    }

    [Fact]
    public Task The_last_alteration_counts() => Restores(
        """DropColumn("Note", "Orders")""",
        """AddColumn<string>("Note", "Orders", type: "nvarchar(20)", nullable: true)""",
        "Up drops column Orders.Note; Down adds it again of type nvarchar(20), which was nvarchar(80)",
        """migrationBuilder.AlterColumn<string>("Note", "Orders", type: "nvarchar(80)", nullable: true, oldClrType: typeof(string), oldType: "nvarchar(20)");""");

    [Fact]
    public Task Renames_are_followed() => Restores(
        """DropIndex("IX_Memo", "Sales")""",
        """CreateIndex("IX_Memo", "Sales", "Memo", unique: true, filter: "[Memo] <> ''")""",
        null,
        """
        migrationBuilder.RenameTable("Orders", newName: "Sales");
        migrationBuilder.RenameIndex("IX_Note", "IX_Memo", "Sales");
        migrationBuilder.RenameColumn("Note", "Sales", "Memo");
        """);

    [Fact]
    public Task A_principal_that_was_renamed_is_the_same() => Restores(
        """DropForeignKey("FK_Customers", "Orders")""",
        """AddForeignKey("FK_Customers", "Orders", "CustomerId", "People", principalColumn: "Id", onDelete: ReferentialAction.Cascade)""",
        null,
        """migrationBuilder.RenameTable("Customers", newName: "People");""");

    [Fact]
    public Task An_index_that_is_replaced_and_comes_back_otherwise_is_found() => Restores(
        """
        DropIndex("IX_Note", "Orders");
        migrationBuilder.CreateIndex("IX_Note", "Orders", "Note")
        """,
        """
        DropIndex("IX_Note", "Orders");
        migrationBuilder.CreateIndex("IX_Note", "Orders", "Note", unique: true, filter: "[Note] = ''")
        """,
        "Up drops index IX_Note on Orders; Down creates it again with filter [Note] = '', which was [Note] <> ''");

    [Fact]
    public Task A_key_that_Up_replaces_by_the_same_one_is_not_replaced() => Restores(
        """
        DropForeignKey("FK_Customers", "Orders");
        migrationBuilder.AddForeignKey("FK_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade)
        """,
        """
        DropForeignKey("FK_Customers", "Orders");
        migrationBuilder.AddForeignKey("FK_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade)
        """);

    [Fact]
    public Task A_key_with_the_definition_of_Up_is_found_once() => Restores(
        """
        DropForeignKey("FK_Customers", "Orders");
        migrationBuilder.{|STG2003:AddForeignKey|}("FK_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.SetNull)
        """,
        """
        DropForeignKey("FK_Customers", "Orders");
        migrationBuilder.AddForeignKey("FK_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.SetNull)
        """);

    [Theory]
    [InlineData("raw SQL has made something else of it", """migrationBuilder.Sql("CALL widen('Orders')");""")]
    [InlineData("raw SQL has altered it", """migrationBuilder.Sql("ALTER TABLE Orders ALTER COLUMN Note nvarchar(50) NOT NULL");""")]
    [InlineData("a migration before cannot be read", "foreach (var name in Environment.GetCommandLineArgs()) migrationBuilder.DropColumn(name, \"Orders\");")]
    [InlineData("the migrations do not tell that it was there", """migrationBuilder.DropTable("Orders");""")]
    public Task Nothing_is_known_where(string reason, string later)
    {
        Assert.NotEmpty(reason);
        return Restores("""DropColumn("Note", "Orders")""", """AddColumn<string>("Note", "Orders", type: "nvarchar(50)", nullable: false, defaultValue: "")""", null, later);
    }

    // A check reads only the Designers that it needs, and with the others their contexts are not known.
    [Fact]
    public Task Migrations_beside_it_are_followed_where_only_they_name_a_context() => Restores(
        """DropColumn("Note", "Orders")""",
        """AddColumn<string>("Note", "Orders", type: "nvarchar(20)", nullable: true)""",
        "Up drops column Orders.Note; Down adds it again nullable, which it was not",
        laterContext: "[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(long))]");

    [Fact]
    public Task Nothing_is_known_where_a_migration_beside_it_is_of_another_context() => Restores(
        """DropColumn("Note", "Orders")""",
        """AddColumn<string>("Note", "Orders", type: "nvarchar(80)", nullable: true)""",
        null,
        """migrationBuilder.AlterColumn<string>("Note", "Orders", type: "nvarchar(80)", nullable: true, oldClrType: typeof(string), oldType: "nvarchar(20)");""",
        context: "[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(int))]",
        laterContext: "[Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(long))]");

    [Fact]
    public Task A_column_that_Down_renames_is_not_compared() => Restores(
        """DropIndex("IX_Note", "Orders"); migrationBuilder.RenameColumn("Note", "Orders", "Memo")""",
        """CreateIndex("IX_Note", "Orders", "Memo", unique: true, filter: "[Memo] <> ''"); migrationBuilder.RenameColumn("Memo", "Orders", "Note")""");

    // EF Core builds the table of SQLite from the model, which may differ from the operations.
    [Theory]
    [InlineData("""migrationBuilder.DropColumn("Twice", "Orders");""", "")]
    [InlineData("", """; migrationBuilder.DropColumn("Fresh", "Orders")""")]
    public Task What_SQLite_builds_again_from_the_model_is_not_compared(string later, string alsoInDown) => Restores(
        """DropColumn("Note", "Orders"); migrationBuilder.AddColumn<int>("Fresh", "Orders", nullable: true)""",
        """AddColumn<string>("Note", "Orders", type: "TEXT", nullable: true)""" + (alsoInDown.Length > 0 ? alsoInDown : """; migrationBuilder.Sql("ALTER TABLE Orders DROP COLUMN Fresh")"""),
        null,
        later,
        Start.Replace("nvarchar(20)", "TEXT", StringComparison.Ordinal).Replace("SqlServer:Identity\", \"1, 1\"", "Sqlite:Autoincrement\", true", StringComparison.Ordinal),
        MigrationVerifier.Sqlite);

    [Fact]
    public Task On_SQLite_a_column_is_found() => Restores(
        """DropColumn("Note", "Orders")""",
        """AddColumn<string>("Note", "Orders", type: "TEXT", nullable: true)""",
        "Up drops column Orders.Note; Down adds it again nullable, which it was not",
        "",
        Start.Replace("nvarchar(20)", "TEXT", StringComparison.Ordinal),
        MigrationVerifier.Sqlite);

    private static Task Restores(
        string drop, string again, string? finding = null, string later = "", string start = Start, ReferenceAssemblies? references = null, string context = "", string laterContext = "")
    {
        var dropped = finding is null ? drop : $"{{|#0:{drop[..drop.IndexOf('(', StringComparison.Ordinal)]}|}}{drop[drop.IndexOf('(', StringComparison.Ordinal)..]}";
        var provider = references is null ? """if (migrationBuilder.ActiveProvider != "Microsoft.EntityFrameworkCore.SqlServer") return;""" : "";
        var test = MigrationVerifier.Test(
            references,
            Migration("Start", provider + start, "", context),
            Migration("Later", provider + later, "throw new NotSupportedException(\"The old notes are gone.\");", laterContext),
            Migration("Last", provider + $"migrationBuilder.{dropped};", provider + $"migrationBuilder.{again};", context));
        test.DisabledDiagnostics.AddRange([Catalogue.DownIsMissing.Id, Catalogue.DeclaredIrreversible.Id]);
        if (finding is not null)
            test.ExpectedDiagnostics.Add(new DiagnosticResult("STG2003", DiagnosticSeverity.Error).WithLocation(0).WithMessage(finding + (references is null ? " on SqlServer" : "")));
        return test.RunAsync();
    }

    private static string Migration(string name, string up, string down, string context) =>
        $$"""
        using System;
        using Microsoft.EntityFrameworkCore.Migrations;

        {{context}}
        public class {{name}} : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
        {{up}}
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
        {{down}}
            }
        }
        """;
}
