using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Microsoft.EntityFrameworkCore;
using StageReady.CodeFixes.Migrations;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>A Down that adds a dropped part of a table otherwise than it was. A rehearsal finds that the schema differs, and that it does not when the fix has written the part.</summary>
[Collection(nameof(Databases))]
public sealed class RestoredPartFixTests(Databases databases)
{
    private const string Start = """
        migrationBuilder.CreateTable("Customers", table => new { Id = table.Column<int>(type: "integer", nullable: false) }, constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
        migrationBuilder.CreateTable(
            "Orders",
            table => new
            {
                Id = table.Column<int>(type: "integer", nullable: false),
                CustomerId = table.Column<int>(type: "integer", nullable: false),
                Note = table.Column<string>(type: "varchar(20)", maxLength: 20, nullable: true),
                Total = table.Column<int>(type: "integer", nullable: false),
                Weight = table.Column<int>(type: "integer", nullable: false, defaultValueSql: "7"),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Orders", x => x.Id);
                table.CheckConstraint("CK_Orders_Total", "\"Total\" > 0");
                table.ForeignKey("FK_Orders_Customers", x => x.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_Orders_Note", "Orders", "Note", unique: true);
        """;

    public static IEnumerable<TheoryDataRow<Provider, string, string, string>> Cases()
    {
        (string Drop, string Again, string Mended)[] onBoth =
        [
            ("""DropIndex("IX_Orders_Note", "Orders");""", """CreateIndex("IX_Orders_Note", "Orders", "Note");""", """CreateIndex( name: "IX_Orders_Note", table: "Orders", column: "Note", unique: true);"""),
            ("""DropIndex("IX_Orders_Note", "Orders");""", """CreateIndex("IX_Orders_Note", "Orders", "Total", unique: true);""", """CreateIndex( name: "IX_Orders_Note", table: "Orders", column: "Note", unique: true);"""),
            ("""DropColumn("Weight", "Orders");""", """AddColumn<int>("Weight", "Orders", type: "integer", nullable: true);""", """AddColumn<int>( name: "Weight", table: "Orders", type: "integer", nullable: false, defaultValueSql: "7");"""),
        ];
        (string Drop, string Again, string Mended)[] onPostgreSql =
        [
            ("""DropColumn("Weight", "Orders");""", """AddColumn<long>("Weight", "Orders", type: "bigint", nullable: false, defaultValueSql: "7");""", """AddColumn<int>( name: "Weight", table: "Orders", type: "integer", nullable: false, defaultValueSql: "7");"""),
            ("""DropForeignKey("FK_Orders_Customers", "Orders");""", """AddForeignKey("FK_Orders_Customers", "Orders", "CustomerId", "Customers", principalColumn: "Id", onDelete: ReferentialAction.SetNull);""", """AddForeignKey( name: "FK_Orders_Customers", table: "Orders", column: "CustomerId", principalTable: "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);"""),
            ("""DropPrimaryKey("PK_Orders", "Orders");""", """AddPrimaryKey("PK_Orders", "Orders", new[] { "Id", "Total" });""", """AddPrimaryKey( name: "PK_Orders", table: "Orders", column: "Id");"""),
            ("""DropCheckConstraint("CK_Orders_Total", "Orders");""", """AddCheckConstraint("CK_Orders_Total", "Orders", "\"Total\" > 3");""", """AddCheckConstraint( name: "CK_Orders_Total", table: "Orders", sql: "\"Total\" > 0");"""),
        ];
        foreach (var (drop, again, mended) in onBoth)
            yield return (Provider.Sqlite, drop, again, mended);
        foreach (var (drop, again, mended) in onBoth.Concat(onPostgreSql))
            yield return (Provider.PostgreSql, drop, again, mended);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_is_added_as_it_was(Provider provider, string drop, string again, string mended)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var document = MendedMigration.Project(workspace, "Shop", provider)
            .AddDocument("1_Start.cs", SourceText.From(Migration("Start", Start, "")), filePath: "1_Start.cs").Project
            .AddDocument("2_Change.cs", SourceText.From(Migration("Change", $"        migrationBuilder.{drop}", $"        // As it was.\n        migrationBuilder.{again}")), filePath: "2_Change.cs");
        var finding = Assert.Single(await MendedMigration.FindAsync((await document.Project.GetCompilationAsync(cancellation))!), diagnostic => diagnostic.Id == Catalogue.DownDoesNotReverseUp.Id);
        var migration = await MendedMigration.FixAsync(document, finding);

        Assert.DoesNotContain(await migration.FindAsync(), diagnostic => diagnostic.Id == Catalogue.DownDoesNotReverseUp.Id);
        Assert.Contains($"// As it was. migrationBuilder.{mended}", string.Join(' ', migration.Code.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        var rehearsed = Rehearsed.OnlyOn(provider, Orders, drop.StartsWith("DropColumn", StringComparison.Ordinal) ? OrdersWithoutWeight : null);
        await rehearsed.DiffersAsync(databases, (await document.GetTextAsync(cancellation)).ToString(), "Change");
        await rehearsed.RunAsync(databases, migration.Code, "Change");
    }

    [Theory]
    [InlineData("", "CreateIndex( name: \"IX_Orders_Note\", table: \"Orders\", column: \"Note\");")]
    [InlineData(", unique: true", "CreateIndex( name: \"IX_Orders_Note\", table: \"Orders\", column: \"Note\", unique: true);")]
    public async Task The_migration_that_made_it_counts_where_the_model_says_otherwise(string facet, string mended)
    {
        var cancellation = TestContext.Current.CancellationToken;
        const string Model = """
            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.Entity("Order", b =>
                    {
                        b.Property<int>("Id").HasColumnType("integer");
                        b.Property<string>("Note").HasColumnType("varchar(20)");
                        b.HasKey("Id");
                        b.HasIndex("Note").IsUnique().HasDatabaseName("IX_Orders_Note");
                        b.ToTable("Orders");
                    });
            }
        """;
        var start = Migration("Start", $"""migrationBuilder.CreateIndex("IX_Orders_Note", "Orders", "Note"{facet});""", "");
        using var workspace = new AdhocWorkspace();
        var document = MendedMigration.Project(workspace, "Shop", Provider.PostgreSql)
            .AddDocument("1_Start.cs", SourceText.From("using Microsoft.EntityFrameworkCore;\n" + start[..^1] + Model + "}"), filePath: "1_Start.cs").Project
            .AddDocument("2_Change.cs", SourceText.From(Migration("Change", """migrationBuilder.DropIndex("IX_Orders_Note", "Orders");""", "")), filePath: "2_Change.cs");
        var finding = Assert.Single(
            await MendedMigration.FindAsync((await document.Project.GetCompilationAsync(cancellation))!), diagnostic => diagnostic.Id == Catalogue.DownIsMissing.Id && diagnostic.Location.SourceTree!.FilePath == "2_Change.cs");

        var migration = await MendedMigration.FixAsync(document, finding);

        Assert.Contains(mended, string.Join(' ', migration.Code.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.DoesNotContain(await migration.FindAsync(), diagnostic => diagnostic.Id == Catalogue.DownDoesNotReverseUp.Id);
    }

    [Fact]
    public async Task What_Up_itself_gives_a_key_is_no_way_back()
    {
        var cancellation = TestContext.Current.CancellationToken;
        const string Model = """
            protected override void BuildTargetModel(ModelBuilder modelBuilder)
            {
                modelBuilder.HasAnnotation("ProductVersion", "8.0.0");
                modelBuilder.Entity("Customer", b => { b.Property<int>("Id").HasColumnType("integer"); b.HasKey("Id"); b.ToTable("Customers"); });
                modelBuilder.Entity("Order", b =>
                    {
                        b.Property<int>("Id").HasColumnType("integer");
                        b.Property<int>("CustomerId").HasColumnType("integer");
                        b.HasKey("Id");
                        b.ToTable("Orders");
                        b.HasOne("Customer", "Customer").WithMany().HasForeignKey("CustomerId").HasConstraintName("FK_A").OnDelete(DeleteBehavior.Cascade).IsRequired();
                    });
            }
        """;
        const string Replace = """
            migrationBuilder.DropForeignKey("FK_A", "Orders");
            migrationBuilder.AddForeignKey(name: "FK_A", table: "Orders", column: "CustomerId", principalTable: "Customers", principalColumn: "Id", onDelete: ReferentialAction.Cascade);
            """;
        using var workspace = new AdhocWorkspace();
        var document = MendedMigration.Project(workspace, "Shop", Provider.PostgreSql)
            .AddDocument("1_Start.cs", SourceText.From("using Microsoft.EntityFrameworkCore;\n" + Migration("Start", "", "")[..^1] + Model + "}"), filePath: "1_Start.cs").Project
            .AddDocument("2_Change.cs", SourceText.From(Migration("Change", Replace, "")), filePath: "2_Change.cs");
        var finding = Assert.Single(
            await MendedMigration.FindAsync((await document.Project.GetCompilationAsync(cancellation))!), diagnostic => diagnostic.Id == Catalogue.DownIsMissing.Id);

        var isOffered = false;
        await new MigrationCodeFix().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (_, _) => isOffered = true, cancellation));
        Assert.False(isOffered);
    }

    private static string Migration(string name, string up, string down) =>
        $$"""
        using Microsoft.EntityFrameworkCore.Migrations;

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

    /// <summary>The tables of <see cref="Start"/>.</summary>
    private static void Orders(ModelBuilder model)
    {
        OrdersWithoutWeight(model);
        model.Entity("Order").Property<int>("Weight").HasColumnType("integer").HasDefaultValueSql("7");
    }

    private static void OrdersWithoutWeight(ModelBuilder model)
    {
        model.Entity("Customer", customer =>
        {
            customer.ToTable("Customers");
            customer.Property<int>("Id").HasColumnType("integer").ValueGeneratedNever();
            customer.HasKey("Id");
        });
        model.Entity("Order", order =>
        {
            order.ToTable("Orders", table => table.HasCheckConstraint("CK_Orders_Total", "\"Total\" > 0"));
            order.Property<int>("Id").HasColumnType("integer").ValueGeneratedNever();
            order.Property<string>("Note").HasColumnType("varchar(20)");
            order.Property<int>("Total").HasColumnType("integer");
            order.Property<int>("CustomerId").HasColumnType("integer");
            order.HasKey("Id");
            order.HasIndex("Note").IsUnique().HasDatabaseName("IX_Orders_Note");
            order.HasOne("Customer", null).WithMany().HasForeignKey("CustomerId").HasConstraintName("FK_Orders_Customers");
        });
    }
}
