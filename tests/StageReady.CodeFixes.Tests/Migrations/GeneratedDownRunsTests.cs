using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace StageReady.CodeFixes.Tests.Migrations;

/// <summary>What the fix writes from Up alone is compiled, and Up, Down and Up are run on SQLite and PostgreSQL: the schema is the same before and after.</summary>
[Collection(nameof(Databases))]
public sealed class GeneratedDownRunsTests(Databases databases)
{
    private static readonly string[] Ups =
    [
        """
        migrationBuilder.CreateTable(
            name: "Customers",
            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), Name = table.Column<string>(type: "TEXT", nullable: false) },
            constraints: table => table.PrimaryKey("PK_Customers", x => x.Id));
        migrationBuilder.CreateTable(
            name: "Invoices",
            columns: table => new { Id = table.Column<int>(type: "INTEGER", nullable: false), CustomerId = table.Column<int>(type: "INTEGER", nullable: false) },
            constraints: table =>
            {
                table.PrimaryKey("PK_Invoices", x => x.Id);
                table.ForeignKey("FK_Invoices_Customers", x => x.CustomerId, "Customers", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex(name: "IX_Invoices_CustomerId", table: "Invoices", column: "CustomerId");
        """,
        """
        migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", type: "TEXT", nullable: true);
        migrationBuilder.CreateIndex(name: "IX_Orders_Note", table: "Orders", column: "Note", unique: true);
        migrationBuilder.InsertData("Orders", new[] { "Id", "Number" }, new object[,] { { 7, "seven" }, { 8, "eight" } });
        """,
        """
        migrationBuilder.AddColumn<int>(name: "Count", table: "Orders", type: "INTEGER", nullable: false, defaultValue: 0);
        migrationBuilder.RenameTable(name: "Orders", newName: "Sales");
        migrationBuilder.RenameColumn(name: "Number", table: "Sales", newName: "Code");
        migrationBuilder.RenameColumn(name: "Count", table: "Sales", newName: "Pieces");
        """,
        """
        migrationBuilder.Sql("CREATE VIEW \"OrderNumbers\" AS SELECT \"Number\" FROM \"Orders\"");
        migrationBuilder.Sql("ALTER TABLE \"Orders\" ADD COLUMN \"Memo\" TEXT NULL");
        """,
        """
        migrationBuilder.CreateTable("Temp", table => new { Id = table.Column<int>(type: "INTEGER") });
        migrationBuilder.Sql("INSERT INTO \"Temp\" SELECT \"Id\" FROM \"Orders\"");
        migrationBuilder.DropTable("Temp");
        migrationBuilder.AddColumn<int>(name: "A", table: "Orders", type: "INTEGER", nullable: true);
        """,
    ];

    public static IEnumerable<TheoryDataRow<Provider, string>> Cases => Enum.GetValues<Provider>().SelectMany(provider => Ups.Select(up => new TheoryDataRow<Provider, string>(provider, up)));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Up_Down_Up_leaves_the_schema_as_it_was(Provider provider, string up)
    {
        var source = $$"""
            using Microsoft.EntityFrameworkCore.Migrations;

            public class Generated : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
            {{up}}
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                }
            }
            """;
        await Rehearsed.OnlyOn(provider, Orders).RunAsync(databases, await MendAsync(source, provider), "Generated");
    }

    [Fact]
    public async Task EF_Core_drops_a_column_of_SQLite_together_with_its_index()
    {
        await using var database = await databases.CreateAsync(Provider.Sqlite);
        await using var context = new ChangingContext(Provider.Sqlite, database.Connection, Orders);
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);
        var before = await database.SchemaAsync();

        MendedMigration.Run(context, new ColumnWithoutItsIndex().UpOperations, context.DesignTimeModel);
        MendedMigration.Run(context, new ColumnWithoutItsIndex().DownOperations, context.DesignTimeModel);

        Assert.Equal("", ProviderExtensions.Differences(before, await database.SchemaAsync()));
    }

    private sealed class ColumnWithoutItsIndex : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "Note", table: "Orders", type: "TEXT", nullable: true);
            migrationBuilder.CreateIndex(name: "IX_Orders_Note", table: "Orders", column: "Note");
        }

        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "Note", table: "Orders");
    }

    /// <summary>What the rules take for granted of RenameTable without a new schema. SQL Server moves the table to the default schema then, as EF Core's scaffolder means it.</summary>
    [Fact]
    public async Task Npgsql_leaves_a_table_that_is_renamed_in_its_schema()
    {
        await using var database = await databases.CreateAsync(Provider.PostgreSql);
        await using var context = new ChangingContext(Provider.PostgreSql, database.Connection, model => model.Entity("Order", order =>
        {
            order.ToTable("Sales", "sales");
            order.Property<int>("Id");
            order.HasKey("Id");
        }));
        await context.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);

        MendedMigration.Run(context, [new RenameTableOperation { Name = "Sales", Schema = "sales", NewName = "Orders" }], context.DesignTimeModel);

        Assert.Equal("sales.\"Orders\"", Assert.Single((await database.SchemaAsync()).Tables).Name.Replace("\"sales\"", "sales", StringComparison.Ordinal));
    }

    private static async Task<string> MendAsync(string source, Provider provider)
    {
        using var workspace = new AdhocWorkspace();
        var document = MendedMigration.Project(workspace, "Generated", provider).AddDocument("Generated.cs", SourceText.From(source));

        var compilation = (await document.Project.GetCompilationAsync())!;
        var mended = await MendedMigration.FixAsync(document, Assert.Single(await MendedMigration.FindAsync(compilation)));
        Assert.Empty(await mended.FindAsync());
        return mended.Code;
    }

    /// <summary>The model before Up, which EF Core needs to rebuild a table of SQLite.</summary>
    private static void Orders(ModelBuilder model) => model.Entity("Order", order =>
    {
        order.ToTable("Orders");
        order.Property<int>("Id").ValueGeneratedNever();
        order.Property<string>("Number");
        order.HasKey("Id");
    });
}
