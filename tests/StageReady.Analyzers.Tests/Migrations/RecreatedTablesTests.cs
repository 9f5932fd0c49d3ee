namespace StageReady.Analyzers.Tests.Migrations;

/// <summary>A table that Up drops and Down creates, compared with the target model of the migration before.</summary>
public sealed class RecreatedTablesTests
{
    private const string Whole = """
        migrationBuilder.CreateTable("Lines", table => new
        {
            Id = table.Column<int>(type: "int", nullable: false),
            OrderId = table.Column<int>(type: "int", nullable: false),
            Note = table.Column<string>(type: "nvarchar(20)", nullable: true)
        },
        constraints: table =>
        {
            table.PrimaryKey("PK_Lines", x => x.Id);
            table.ForeignKey("FK_Lines_Orders_OrderId", x => x.OrderId, "Orders", "Id");
        });
        migrationBuilder.CreateIndex("IX_Lines_OrderId", "Lines", "OrderId");
        """;

    [Fact]
    public Task The_same_table_is_fine() => Recreates(Whole);

    [Fact]
    public Task Other_names_of_keys_and_indexes_are_fine() => Recreates(Whole.Replace("PK_Lines", "PK_X", StringComparison.Ordinal).Replace("IX_Lines_OrderId", "IX_X", StringComparison.Ordinal));

    [Fact]
    public Task A_key_that_is_added_afterwards_is_fine() => Recreates(
        Whole.Replace("""table.ForeignKey("FK_Lines_Orders_OrderId", x => x.OrderId, "Orders", "Id");""", "", StringComparison.Ordinal)
        + """migrationBuilder.AddForeignKey("FK_Lines_Orders_OrderId", "Lines", "OrderId", "Orders", principalColumn: "Id");""");

    [Fact]
    public Task A_missing_index_is_found() => Recreates(Whole[..Whole.IndexOf("migrationBuilder.CreateIndex", StringComparison.Ordinal)], "Down creates it again without index IX_Lines_OrderId");

    [Fact]
    public Task A_missing_foreign_key_is_found() => Recreates(
        Whole.Replace("""table.ForeignKey("FK_Lines_Orders_OrderId", x => x.OrderId, "Orders", "Id");""", "", StringComparison.Ordinal), "Down creates it again without foreign key FK_Lines_Orders_OrderId");

    [Fact]
    public Task A_missing_column_is_found() => Recreates(
        Whole.Replace(""",\n    Note = table.Column<string>(type: "nvarchar(20)", nullable: true)""".Replace("\\n", "\n", StringComparison.Ordinal), "", StringComparison.Ordinal), "Down creates it again without column Note");

    [Fact]
    public Task Another_type_and_nullability_are_found() => Recreates(
        Whole.Replace("nvarchar(20)", "nvarchar(10)", StringComparison.Ordinal).Replace("""OrderId = table.Column<int>(type: "int", nullable: false)""", """OrderId = table.Column<int>(type: "int", nullable: true)""", StringComparison.Ordinal),
        "Down creates it again with column Note of type nvarchar(10), which was nvarchar(20) and with column OrderId nullable, which it was not");

    [Theory]
    [InlineData("the model says of the table what is not known", "b.HasSomething();", "")]
    [InlineData("raw SQL says something of the table", "", """migrationBuilder.Sql("CALL fix_up('Lines')");""")]
    [InlineData("a call in Down cannot be read", "", "Environment.GetCommandLineArgs().ToString(); Helper.Call(migrationBuilder);")]
    public Task Nothing_is_said_where(string reason, string model, string down)
    {
        Assert.NotEmpty(reason);
        return Recreates(Whole[..Whole.IndexOf("migrationBuilder.CreateIndex", StringComparison.Ordinal)] + down, null, model);
    }

    [Fact]
    public Task Nothing_is_said_of_the_model_of_another_context() => Recreates(
        Whole[..Whole.IndexOf("migrationBuilder.CreateIndex", StringComparison.Ordinal)], null, context: "OtherContext");

    private static Task Recreates(string down, string? finding = null, string model = "", string context = "ShopContext")
    {
        var test = MigrationVerifier.Test(
            null,
            $$"""
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            public class ShopContext : DbContext;
            public class OtherContext : DbContext;

            [DbContext(typeof({{context}}))]
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
                        b.ToTable("Lines");
                        b.HasOne("Order", null).WithMany().HasForeignKey("OrderId");
                        {{model}}
                    });
                }
            }
            """,
            $$"""
            using System;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            [DbContext(typeof(ShopContext))]
            [Migration("2_Drop")]
            public class Drop : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    migrationBuilder.{|#0:DropTable|}("Lines");
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
            {{down}}
                }
            }
            """);
        test.CompilerDiagnostics = Microsoft.CodeAnalysis.Testing.CompilerDiagnostics.None;
        if (finding is not null)
            test.ExpectedDiagnostics.Add(new Microsoft.CodeAnalysis.Testing.DiagnosticResult("STG2003", Microsoft.CodeAnalysis.DiagnosticSeverity.Error).WithLocation(0).WithMessage($"Up drops table Lines; {finding}"));
        return test.RunAsync();
    }
}
