namespace StageReady.Rehearsal.Tests;

/// <summary>Projects with migrations of EF Core, built and rehearsed as they are.</summary>
public class EntityFrameworkRehearsalTests
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
          <ItemGroup><PackageReference Include="Microsoft.EntityFrameworkCore.Sqlite" Version="10.0.15" /></ItemGroup>
        </Project>
        """;

    private const string Usings = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        """;

    private const string Context = Usings + "public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);";

    private const string CreateOrders = """
        m.CreateTable("Orders", t => new { Id = t.Column<int>(nullable: false).Annotation("Sqlite:Autoincrement", true), Total = t.Column<decimal>(nullable: false) }, constraints: t => t.PrimaryKey("PK_Orders", x => x.Id));
        """;

    private const string DropOrders = """m.DropTable("Orders");""";

    [Fact]
    public void Each_migration_of_a_library_goes_up_down_and_up_again()
    {
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project),
            ("ShopContext.cs", Context),
            Migration("20260101000001_CreateOrders", CreateOrders, DropOrders),
            Migration("20260101000002_AddNote", """m.AddColumn<string>("Note", "Orders", nullable: true);""", """m.Sql("ALTER TABLE Orders DROP COLUMN Note");"""),
            Migration("20260101000003_AddIndex", """m.CreateIndex("IX_Orders_Total", "Orders", "Total");""", ""),
            Migration("20260101000004_Archive", """m.Sql("DELETE FROM Orders WHERE Total = 0");""", "// stageready: irreversible orders without a total are archived before"),
            Migration("20260101000005_Purge", """m.Sql("DELETE FROM Orders");""", """throw new NotSupportedException("what is purged must not come back");"""),
            Migration("20260101000006_Trim", """m.AddColumn<int>("Rank", "Orders", nullable: true);""", "throw new NotImplementedException();"));

        var result = folder.Rehearse("--format", "json");
        var report = RehearsedFolder.Json(result);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            ["20260101000001_CreateOrders: restored", "20260101000002_AddNote: restored", "20260101000003_AddIndex: failed", "20260101000004_Archive: forward-only", "20260101000005_Purge: forward-only", "20260101000006_Trim: failed"],
            report.Outcomes());
        Assert.Equal(["down: left-behind index IX_Orders_Total", "up-again: SQLite Error 1: 'index IX_Orders_Total already exists'.", "down: there is no way back"], report.Problems());
        Assert.StartsWith("EF Core 10.", report.GetProperty("tool").GetString());
        Assert.Equal("20260101000003_AddIndex.cs", report.GetProperty("migrations")[2].GetProperty("path").GetString());

        // Neither the build nor the database is left, and nothing stands where the project's own build puts its files.
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Temporary, "stageready-*"));
        Assert.False(Directory.Exists(folder.Path("migrations/bin")));
    }

    [Fact]
    public void A_row_that_stands_in_the_way_shows()
    {
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project),
            ("ShopContext.cs", Context),
            Migration("20260101000001_CreateOrders", CreateOrders, DropOrders),
            Migration("20260101000002_AddCode", """m.AddColumn<string>("Code", "Orders", nullable: false, defaultValue: ""); m.CreateIndex("IX_Code", "Orders", "Code", unique: true);""", """m.DropIndex("IX_Code", "Orders"); m.Sql("ALTER TABLE Orders DROP COLUMN Code");"""),
            Migration("20260101000003_CreateLog", """m.CreateTable("Log", t => new { Id = t.Column<int>(nullable: false) });""", """m.DropTable("Log");"""));

        var report = RehearsedFolder.Json(folder.Rehearse("--format", "json"));

        // What comes after it is rehearsed all the same.
        Assert.Equal(["20260101000001_CreateOrders: restored", "20260101000002_AddCode: failed", "20260101000003_CreateLog: restored"], report.Outcomes());
        Assert.Equal(["up: SQLite Error 19: 'UNIQUE constraint failed: Orders.Code'."], report.Problems());
        Assert.Equal(0, folder.Rehearse("--format", "json", "--rows", "0").ExitCode);
    }

    [Fact]
    public void A_default_for_rows_that_goes_when_a_table_is_built_again_makes_no_difference()
    {
        const string Model = """
            builder.Entity("Order", b => { b.ToTable("Orders"); b.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER"); b.HasKey("Id"); b.Property<decimal>("Total").HasColumnType("TEXT"); b.Property<int>("Number").HasColumnType("INTEGER"); });
            """;
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project),
            ("ShopContext.cs", Context),
            Migration("20260101000001_CreateOrders", CreateOrders.Replace("<int>(", "<int>(type: \"INTEGER\", ", StringComparison.Ordinal).Replace("<decimal>(", "<decimal>(type: \"TEXT\", ", StringComparison.Ordinal), DropOrders),
            Migration("20260101000002_AddNumber", """m.AddColumn<int>("Number", "Orders", type: "INTEGER", nullable: false, defaultValue: 0);""", """m.Sql("ALTER TABLE Orders DROP COLUMN Number");""", model: Model),
            Migration("20260101000003_AddMemo", """m.AddColumn<string>("Memo", "Orders", type: "TEXT", nullable: true);""", """m.DropColumn("Memo", "Orders");"""));

        var report = RehearsedFolder.Json(folder.Rehearse("--format", "json"));

        Assert.Equal([], report.Problems());
        Assert.Equal(["20260101000001_CreateOrders: restored", "20260101000002_AddNumber: restored", "20260101000003_AddMemo: restored"], report.Outcomes());
    }

    [Fact]
    public void An_application_is_rehearsed_without_running_it()
    {
        using var folder = new RehearsedFolder(
            ("Shop/Shop.csproj", Project.Replace("<ImplicitUsings>", "<OutputType>Exe</OutputType><ImplicitUsings>", StringComparison.Ordinal)),
            ("Shop/Program.cs", """File.WriteAllText("ran.txt", ""); Console.WriteLine("hello");"""),
            ("Shop/Contexts.cs", Usings + """
                // Its own connection is not the one that is rehearsed on.
                public class ShopContext : DbContext
                {
                    protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=production.db").LogTo(Console.WriteLine);
                }

                public class LogContext(string unknown) : DbContext
                {
                    public string Unknown => unknown;
                }
                """),
            Migration("20260101000001_CreateOrders", CreateOrders, DropOrders, folder: "Shop/"),
            Migration("20260101000001_CreateLog", """m.EnsureSchema("x");""", "", context: "LogContext", folder: "Shop/"));

        var several = folder.RehearseIn("Shop/Shop.csproj");
        var shop = folder.RehearseIn("Shop/Shop.csproj", "--context", "ShopContext");
        var log = folder.RehearseIn("Shop/Shop.csproj", "--context", "LogContext");

        Assert.Equal((2, "error: Shop.csproj: There are migrations of several contexts: give one of LogContext, ShopContext with --context\n"), (several.ExitCode, several.Error));
        Assert.Equal((0, ""), (shop.ExitCode, shop.Error));
        Assert.Contains("1 migration of EF Core 10.0.15 rehearsed on SQLite", shop.Output);
        Assert.Equal((2, "error: Shop.csproj: LogContext cannot be created: it has no constructor that takes DbContextOptions. Give the project an IDesignTimeDbContextFactory<LogContext>\n"), (log.ExitCode, log.Error));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "ran.txt", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "production.db", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_project_that_StageReady_stops_is_rehearsed_and_its_next_build_is_stopped_again()
    {
        using var folder = new RehearsedFolder(
            ("Directory.Build.targets", """
                <Project>
                  <Target Name="Judge" BeforeTargets="CoreCompile" Condition="'$(StageReadyMode)' != 'None'"><Error Code="STG2001" Text="Down is empty" /></Target>
                </Project>
                """),
            ("Data/Data.csproj", Project),
            ("Data/ShopContext.cs", Context),
            ("Shop/Shop.csproj", Project.Replace("</ItemGroup>", "<ProjectReference Include=\"../Data/Data.csproj\" /></ItemGroup>", StringComparison.Ordinal)),
            Migration("20260101000001_CreateOrders", CreateOrders, "", folder: "Shop/"));

        var report = RehearsedFolder.Json(folder.RehearseIn("Shop/Shop.csproj", "--format", "json"));

        Assert.Equal(["20260101000001_CreateOrders: failed"], report.Outcomes());
        Assert.Empty(Directory.EnumerateFiles(folder.Root, "Data.dll", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_cannot_be_rehearsed_is_said_in_a_line()
    {
        using var broken = new RehearsedFolder(("Shop.csproj", Project), ("ShopContext.cs", "public class ShopContext : Nothing;"));
        using var plain = new RehearsedFolder(("Shop.csproj", Project), ("Order.cs", "public class Order;"));
        using var malformed = new RehearsedFolder(("Shop.csproj", "<Project"));
        using var other = new RehearsedFolder(("Shop.csproj", Project), ("ShopContext.cs", Context), Migration("20260101000001_CreateOrders", CreateOrders, DropOrders));

        Assert.Matches(@"^error: Shop\.csproj does not build: .*error CS0246: .*'Nothing'.*\n$", Refused(broken));
        Assert.Equal("error: Shop.csproj: Shop has no migrations of EF Core or FluentMigrator, nor have the projects that it references\n", Refused(plain));
        Assert.Matches(@"^error: Shop\.csproj cannot be evaluated: .*error MSB4025: .*\n$", Refused(malformed));
        Assert.Equal("error: Shop.csproj: The application carries no provider of EF Core for postgresql\n", Refused(other, "--provider", "postgresql"));

        static string Refused(RehearsedFolder folder, params string[] arguments)
        {
            var result = folder.Rehearse(arguments);
            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            return result.Error;
        }
    }

    private static (string, string) Migration(string id, string up, string down, string context = "ShopContext", string folder = "", string model = "") => ($"{folder}{id}.cs", $$"""
        {{Usings}}
        namespace Migrations;

        [DbContext(typeof({{context}}))]
        [Migration("{{id}}")]
        public class M{{id}} : Migration
        {
            protected override void Up(MigrationBuilder m)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder m)
            {
                {{down}}
            }

            protected override void BuildTargetModel(ModelBuilder builder)
            {
                {{model}}
            }
        }
        """);
}
