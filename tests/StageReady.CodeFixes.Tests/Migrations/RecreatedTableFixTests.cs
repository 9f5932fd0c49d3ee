using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.EntityFrameworkCore;
using StageReady.Analyzers.Migrations;
using StageReady.CodeFixes.Migrations;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>A Down that creates a dropped table otherwise than the model before says that it was. What the fix makes of it is run: Up, Down and Up leave the schema as it was.</summary>
[Collection(nameof(Databases))]
public sealed class RecreatedTableFixTests(Databases databases)
{
    private static readonly ReferenceAssemblies EfCore =
        new ReferenceAssemblies("net10.0", new PackageIdentity("Microsoft.NETCore.App.Ref", "10.0.12"), Path.Combine("ref", "net10.0"))
            .AddPackages(ImmutableArray.Create(new PackageIdentity("Microsoft.EntityFrameworkCore.Relational", "10.0.15")));

    private const string Columns = """
                // Lines again, by hand.
                migrationBuilder.CreateTable("Lines", table => new
                    {
                        Id = table.Column<int>(type: "int", nullable: false),
                        OrderId = table.Column<int>(type: "int", nullable: false),
                        Note = table.Column<string>(type: "nvarchar(20)", nullable: true)
                    });

        """;

    [Fact]
    public Task Keys_checks_and_indexes_that_are_missing_are_added_after_the_table() => Mends(
        Columns + """

                migrationBuilder.InsertData("Lines", new[] { "Id", "OrderId" }, new object[] { 1, 1 });

        """,
        Columns + """

                migrationBuilder.AddPrimaryKey(
                    name: "PK_Lines",
                    table: "Lines",
                    column: "Id");

                migrationBuilder.AddCheckConstraint(
                    name: "CK_Lines_Id",
                    table: "Lines",
                    sql: "[Id] > 0");

                migrationBuilder.AddForeignKey(
                    name: "FK_Lines_Orders_OrderId",
                    table: "Lines",
                    column: "OrderId",
                    principalTable: "Orders",
                    principalColumn: "Id");

                migrationBuilder.CreateIndex(
                    name: "IX_Lines_OrderId",
                    table: "Lines",
                    column: "OrderId");

                migrationBuilder.InsertData("Lines", new[] { "Id", "OrderId" }, new object[] { 1, 1 });

        """);

    [Fact]
    public Task A_table_whose_columns_differ_is_written_as_it_was() => Mends(
        Columns.Replace("nvarchar(20)", "nvarchar(10)", StringComparison.Ordinal).Replace("""
                        OrderId = table.Column<int>(type: "int", nullable: false),

            """, "", StringComparison.Ordinal) + """
                migrationBuilder.AddPrimaryKey("PK_Own", "Lines", "Id");
                migrationBuilder.CreateIndex("IX_Own", "Lines", "OrderId");

        """,
        """
                // Lines again, by hand.
                migrationBuilder.CreateTable(
                    name: "Lines",
                    columns: table => new
                    {
                        Id = table.Column<int>(type: "int", nullable: false),
                        Note = table.Column<string>(type: "nvarchar(20)", nullable: true),
                        OrderId = table.Column<int>(type: "int", nullable: false)
                    },
                    constraints: table =>
                    {
                        table.CheckConstraint("CK_Lines_Id", "[Id] > 0");
                        table.ForeignKey(
                            name: "FK_Lines_Orders_OrderId",
                            column: x => x.OrderId,
                            principalTable: "Orders",
                            principalColumn: "Id");
                    });
                migrationBuilder.AddPrimaryKey("PK_Own", "Lines", "Id");
                migrationBuilder.CreateIndex("IX_Own", "Lines", "OrderId");

        """);

    [Fact]
    public Task A_column_that_is_added_afterwards_stays_where_it_is() => Mends(
        """
                migrationBuilder.CreateTable("Lines", table => new { Id = table.Column<int>(type: "int", nullable: false), Note = table.Column<string>(type: "nvarchar(20)", nullable: true) }, constraints: table =>
                    {
                        table.PrimaryKey("PK_Lines", x => x.Id);
                        table.CheckConstraint("CK_Lines_Id", "[Id] > 0");
                    });
                migrationBuilder.AddColumn<int>("OrderId", "Lines", type: "int", nullable: false, defaultValue: 0);
                migrationBuilder.CreateIndex("IX_Lines_OrderId", "Lines", "OrderId");
                migrationBuilder.AddForeignKey("FK_Lines_Orders_OrderId", "Lines", "OrderId", "Orders", principalColumn: "Id");

        """,
        null);

    public static TheoryData<string, string> NotOffered => new()
    {
        { "the table has a column that it never had", Columns.Replace("Note =", "Memo =", StringComparison.Ordinal) },
        { "a comment would be lost", Columns.Replace("nvarchar(20)\"", "nvarchar(10)\" /* enough */", StringComparison.Ordinal) },
        { "a helper that creates the table does more", "        Create(migrationBuilder);\n    }\n\n    private static void Create(MigrationBuilder migrationBuilder)\n    {\n" + Columns.Replace("nvarchar(20)", "nvarchar(10)", StringComparison.Ordinal) + "        migrationBuilder.CreateIndex(\"IX\", \"Lines\", \"OrderId\");\n" },
        { "Down is one line of operations", "        " + string.Concat(Columns.Split('\n').Skip(1).Select(line => line.Trim())) + " migrationBuilder.Sql(\"SELECT 1\");\n" },
    };

    [Theory]
    [MemberData(nameof(NotOffered))]
    public Task Nothing_is_offered_where(string reason, string down)
    {
        Assert.NotEmpty(reason);
        return Test(down, down, isFound: true);
    }

    private async Task Mends(string down, string? mended)
    {
        await Test(down, mended ?? down, isFound: mended is not null);
        if (mended is not null)
            await Rehearsed.OnlyOn(Provider.Sqlite, Lines).RunAsync(databases, Change(mended), "Drop");
    }

    private static Task Test(string down, string mended, bool isFound)
    {
        const string Before = """
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            [DbContext(typeof(DbContext))]
            [Migration("1_Start")]
            public class Start : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) { }

                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                    modelBuilder.HasAnnotation("ProductVersion", "9.0.0");

                    modelBuilder.Entity("Order", b =>
                    {
                        b.Property<int>("Id").HasColumnType("int");
                        b.HasKey("Id");
                        b.ToTable("Orders");
                    });

                    modelBuilder.Entity("Line", b =>
                    {
                        b.Property<int>("Id").HasColumnType("int");
                        b.Property<string>("Note").HasColumnType("nvarchar(20)");
                        b.Property<int>("OrderId").HasColumnType("int");
                        b.HasKey("Id");
                        b.HasIndex("OrderId");
                        b.ToTable("Lines", t => t.HasCheckConstraint("CK_Lines_Id", "[Id] > 0"));
                        b.HasOne("Order", null).WithMany().HasForeignKey("OrderId");
                    });
                }
            }
            """;
        var test = new CSharpCodeFixTest<MigrationAnalyzer, MigrationCodeFix, DefaultVerifier>
        {
            ReferenceAssemblies = EfCore,
            CompilerDiagnostics = CompilerDiagnostics.None,
            TestCode = isFound ? Change(down).Replace("migrationBuilder.DropTable", "migrationBuilder.{|STG2003:DropTable|}", StringComparison.Ordinal) : Change(down),
            FixedCode = down == mended && isFound ? Change(down).Replace("migrationBuilder.DropTable", "migrationBuilder.{|STG2003:DropTable|}", StringComparison.Ordinal) : Change(mended),
        };
        test.TestState.Sources.Add(("/0/0_Start.cs", Before));
        test.FixedState.Sources.Add(("/0/0_Start.cs", Before));
        test.DisabledDiagnostics.AddRange(Catalogue.All.Where(rule => rule.Family == RuleFamily.Migrations && rule != Catalogue.DownDoesNotReverseUp).Select(rule => rule.Id));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Change(string down) =>
        $$"""
        using System;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        [DbContext(typeof(DbContext))]
        [Migration("2_Drop")]
        public class Drop : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable("Lines");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
        {{down}}    }
        }
        """;

    /// <summary>The model before.</summary>
    private static void Lines(ModelBuilder model)
    {
        model.Entity("Order", order =>
        {
            order.ToTable("Orders");
            order.Property<int>("Id").HasColumnType("int").ValueGeneratedNever();
            order.HasKey("Id");
        });
        model.Entity("Line", line =>
        {
            line.ToTable("Lines", table => table.HasCheckConstraint("CK_Lines_Id", "[Id] > 0"));
            line.Property<int>("Id").HasColumnType("int").ValueGeneratedNever();
            line.Property<string>("Note").HasColumnType("nvarchar(20)");
            line.Property<int>("OrderId").HasColumnType("int");
            line.HasKey("Id");
            line.HasIndex("OrderId");
            line.HasOne("Order", null).WithMany().HasForeignKey("OrderId").OnDelete(DeleteBehavior.NoAction);
        });
    }
}
