using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Migrations;
using StageReady.CodeFixes.Migrations;

namespace StageReady.CodeFixes.Tests.Migrations;

public sealed class MigrationCodeFixTests
{
    private static readonly ReferenceAssemblies EfCore =
        new ReferenceAssemblies("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0"))
            .AddPackages(ImmutableArray.Create(new PackageIdentity("Microsoft.EntityFrameworkCore.Relational", "10.0.15")));

    [Fact]
    public Task Writes_an_empty_Down_in_the_reverse_order_of_Up_and_as_EF_Core_formats_it() => Mends(
        """
                migrationBuilder.EnsureSchema(
                    name: "sales");

                migrationBuilder.RenameTable(
                    name: "Orders",
                    newName: "SalesOrders",
                    newSchema: "sales");

                migrationBuilder.RenameColumn(
                    name: "A",
                    table: "SalesOrders",
                    schema: "sales",
                    newName: "B");

                migrationBuilder.CreateSequence<int>(
                    name: "Numbers");

                migrationBuilder.AddColumn<string>(
                    name: "Note",
                    table: "Items",
                    type: "TEXT",
                    nullable: true);

                migrationBuilder.CreateTable(
                    name: "Customers",
                    columns: table => new
                    {
                        Id = table.Column<int>(type: "INTEGER", nullable: false)
                    },
                    constraints: table =>
                    {
                        table.PrimaryKey("PK_Customers", x => x.Id);
                    });

                migrationBuilder.CreateIndex(
                    name: "IX_Customers_Id",
                    table: "Customers",
                    column: "Id");

                migrationBuilder.CreateIndex(
                    name: "IX_Items_Note",
                    table: "Items",
                    column: "Note");

                migrationBuilder.AddCheckConstraint(
                    name: "CK_Items",
                    table: "Items",
                    sql: "1 = 1");

                migrationBuilder.AddForeignKey(
                    name: "FK_Items_Customers",
                    table: "Items",
                    column: "CustomerId",
                    principalTable: "Customers",
                    principalColumn: "Id");

                migrationBuilder.InsertData(
                    table: "Items",
                    columns: new[] { "Id", "Note" },
                    values: new object[,]
                    {
                        { 1, "one" },
                        { 2, "two" }
                    });

        """,
        "",
        """
                migrationBuilder.DeleteData(
                    table: "Items",
                    keyColumn: "Id",
                    keyValues: new object[] { 1, 2 });

                migrationBuilder.DropForeignKey(
                    name: "FK_Items_Customers",
                    table: "Items");

                migrationBuilder.DropCheckConstraint(
                    name: "CK_Items",
                    table: "Items");

                migrationBuilder.DropIndex(
                    name: "IX_Items_Note",
                    table: "Items");

                migrationBuilder.DropTable(
                    name: "Customers");

                migrationBuilder.DropColumn(
                    name: "Note",
                    table: "Items");

                migrationBuilder.DropSequence(
                    name: "Numbers");

                migrationBuilder.RenameColumn(
                    name: "B",
                    schema: "sales",
                    table: "SalesOrders",
                    newName: "A");

                migrationBuilder.RenameTable(
                    name: "SalesOrders",
                    schema: "sales",
                    newName: "Orders");

        """);

    [Fact]
    public Task Swaps_old_and_new_of_an_altered_column_and_says_what_does_not_come_back() => Mends(
        """
                migrationBuilder.AlterColumn<long>(
                    name: "Amount",
                    table: "Orders",
                    type: "bigint",
                    nullable: true,
                    oldClrType: typeof(int),
                    oldType: "int")
                    .Annotation("Custom:A", 1);

        """,
        "",
        """
                // Values that Up converted may not come back as they were.
                migrationBuilder.AlterColumn<int>(
                    name: "Amount",
                    table: "Orders",
                    type: "int",
                    nullable: false,
                    defaultValue: 0,
                    oldClrType: typeof(long),
                    oldType: "bigint",
                    oldNullable: true)
                    .OldAnnotation("Custom:A", 1);

        """);

    [Fact]
    public Task Keeps_what_is_written_in_an_empty_Down() => Mends(
        """
                migrationBuilder.DropSchema("old");
                migrationBuilder.AddColumn<int>("A", "Orders");

        """,
        """
                // Nothing yet.

        """,
        """
                // Nothing yet.
                migrationBuilder.DropColumn(
                    name: "A",
                    table: "Orders");

                // What the schema held does not come back.
                migrationBuilder.EnsureSchema(
                    name: "old");

        """);

    [Fact]
    public Task Drops_a_key_between_created_tables_first_if_its_principal_goes_first() => Mends(
        """
                migrationBuilder.CreateTable("A", table => new { Id = table.Column<int>() });
                migrationBuilder.CreateTable("B", table => new { Id = table.Column<int>() });
                migrationBuilder.AddForeignKey("FK_A_B", "A", "BId", "B", principalColumn: "Id");
                migrationBuilder.AddForeignKey("FK_B_A", "B", "AId", "A", principalColumn: "Id");

        """,
        "",
        """
                migrationBuilder.DropForeignKey(
                    name: "FK_A_B",
                    table: "A");

                migrationBuilder.DropTable(
                    name: "B");

                migrationBuilder.DropTable(
                    name: "A");

        """);

    [Fact]
    public Task Reverses_one_recognised_statement_of_raw_SQL() => Mends(
        """"
                migrationBuilder.Sql("CREATE VIEW \"OpenOrders\" AS SELECT * FROM \"Orders\" WHERE \"Open\" = 1;");
                migrationBuilder.Sql("ALTER TABLE [dbo].[Orders] ADD [Note] nvarchar(20) NULL");

        """",
        "",
        """"
                migrationBuilder.Sql("ALTER TABLE [dbo].[Orders] DROP COLUMN [Note];");

                migrationBuilder.Sql("DROP VIEW \"OpenOrders\";");

        """");

    [Fact]
    public Task Adds_the_override_if_Down_is_missing() => Test(
        Class(
            """
                /// <inheritdoc />
                protected override void {|STG2001:Up|}(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<int>("A", "Orders");
                }
            """) + "\npartial class AddThings;\n",
        Class(
            """
                /// <inheritdoc />
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.AddColumn<int>("A", "Orders");
                }

                /// <inheritdoc />
                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
            """) + "\npartial class AddThings;\n");

    [Fact]
    public Task Opens_a_Down_of_one_line() => Test(
        Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("A", "Orders");

                protected override void {|STG2001:Down|}(MigrationBuilder migrationBuilder) { }
            """),
        Class(
            """
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<int>("A", "Orders");

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");
                }
            """));

    [Fact]
    public Task Adds_a_missing_operation_where_the_reverse_order_of_Up_puts_it() => Test(
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders");
                    migrationBuilder.{|STG2003:CreateIndex|}("IX_A", "Orders", "A").Annotation("SqlServer:Clustered", false);
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });

            """,
            """
                    migrationBuilder.DropTable("Notes");

                    // Keep this.
                    migrationBuilder.DropColumn("A", "Orders");

            """),
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders");
                    migrationBuilder.CreateIndex("IX_A", "Orders", "A").Annotation("SqlServer:Clustered", false);
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });

            """,
            """
                    migrationBuilder.DropTable("Notes");

                    migrationBuilder.DropIndex(
                        name: "IX_A",
                        table: "Orders");

                    // Keep this.
                    migrationBuilder.DropColumn("A", "Orders");

            """));

    [Fact]
    public Task Fixes_all_at_once_in_the_right_order() => Test(
        Bodies(
            """
                    migrationBuilder.{|STG2003:AddColumn<int>|}("A", "Orders");
                    migrationBuilder.{|STG2003:CreateTable|}("Notes", table => new { Id = table.Column<int>() });
                    migrationBuilder.AddColumn<int>("B", "Orders");
                    migrationBuilder.{|STG2003:RenameColumn|}("C", "Orders", "D");

            """,
            """
                    migrationBuilder.DropColumn("B", "Orders");

            """),
        Bodies(
            """
                    migrationBuilder.AddColumn<int>("A", "Orders");
                    migrationBuilder.CreateTable("Notes", table => new { Id = table.Column<int>() });
                    migrationBuilder.AddColumn<int>("B", "Orders");
                    migrationBuilder.RenameColumn("C", "Orders", "D");

            """,
            """
                    migrationBuilder.RenameColumn(
                        name: "D",
                        table: "Orders",
                        newName: "C");

                    migrationBuilder.DropColumn("B", "Orders");

                    migrationBuilder.DropTable(
                        name: "Notes");

                    migrationBuilder.DropColumn(
                        name: "A",
                        table: "Orders");

            """),
        iterations: 3);

    public static TheoryData<string, string, string> NotOffered => new()
    {
        { "what was dropped is not known", """migrationBuilder.DropColumn("A", "Orders");""", "" },
        { "old facets are not given", """migrationBuilder.AlterColumn<int>("A", "Orders", nullable: true);""", "" },
        { "old facets depend on a local", """var length = Environment.ProcessorCount; migrationBuilder.AlterColumn<string>("A", "Orders", maxLength: 3, oldClrType: typeof(string), oldMaxLength: length);""", "" },
        { "data of an existing table changes", """migrationBuilder.AddColumn<int>("A", "Orders"); migrationBuilder.Sql("UPDATE Orders SET B = 1");""", "" },
        { "the key of seed data is not evident", """migrationBuilder.AddColumn<int>("A", "Orders"); migrationBuilder.InsertData("Orders", "Code", "x");""", "" },
        { "a sequence is restarted", """migrationBuilder.AddColumn<int>("A", "Orders"); migrationBuilder.RestartSequence("Numbers", 1);""", "" },
        { "part of Up cannot be read", """migrationBuilder.AddColumn<int>("A", "Orders"); migrationBuilder.Sql(File.ReadAllText("x.sql"));""", "" },
        { "providers differ", """if (migrationBuilder.ActiveProvider == "Microsoft.EntityFrameworkCore.Sqlite") migrationBuilder.AddColumn<int>("A", "Orders");""", "" },
    };

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Offers_nothing_if(string reason, string up, string down)
    {
        Assert.NotEmpty(reason);
        var source = Bodies("        " + up + "\n", down).Replace("void Down", "void {|STG2001:Down|}", StringComparison.Ordinal);
        return Test(source, source);
    }

    [Fact]
    public Task Offers_nothing_if_Down_alters_the_column_otherwise()
    {
        var source = Bodies(
            """
                    migrationBuilder.{|STG2003:AlterColumn<string>|}("A", "Orders", maxLength: 10, oldClrType: typeof(string), oldMaxLength: 5);

            """,
            """
                    migrationBuilder.AlterColumn<string>("A", "Orders", maxLength: 7, oldClrType: typeof(string), oldMaxLength: 10);

            """);
        return Test(source, source);
    }

    private static Task Mends(string up, string down, string mended) =>
        Test(Bodies(up, down).Replace("void Down", "void {|STG2001:Down|}", StringComparison.Ordinal), Bodies(up, mended));

    private static string Bodies(string up, string down) => Class(
        $$"""
            protected override void Up(MigrationBuilder migrationBuilder)
            {
        {{up}}    }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
        {{down}}    }
        """);

    private static string Class(string members) =>
        $$"""
        using System;
        using System.IO;
        using Microsoft.EntityFrameworkCore.Migrations;

        public partial class AddThings : Migration
        {
        {{members}}
        }
        """;

    private static Task Test(string source, string mended, int iterations = 1)
    {
        var test = new CSharpCodeFixTest<MigrationAnalyzer, MigrationCodeFix, DefaultVerifier>
        {
            ReferenceAssemblies = EfCore,
            TestCode = source,
            FixedCode = mended,
        };

        // The rules that have no fix say what they will of the same migration.
        test.DisabledDiagnostics.AddRange(Catalogue.All.Where(rule => rule is { Family: RuleFamily.Migrations, HasFix: false }).Select(rule => rule.Id));
        if (source != mended && iterations > 1)
            test.NumberOfIncrementalIterations = iterations;
        return test.RunAsync();
    }
}
