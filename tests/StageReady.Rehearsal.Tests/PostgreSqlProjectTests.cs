namespace StageReady.Rehearsal.Tests;

/// <summary>Projects whose migrations are written for PostgreSQL.</summary>
[Collection(nameof(PostgreSqlServers))]
public class PostgreSqlProjectTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task Migrations_of_EF_Core_are_rehearsed_on_the_server_and_nothing_stays_there()
    {
        var server = servers.Required();
        var before = await servers.DatabasesAsync();
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project("""<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.3" />""")),
            ("Shop.cs", """
                using Microsoft.EntityFrameworkCore;
                using Microsoft.EntityFrameworkCore.Design;
                using Microsoft.EntityFrameworkCore.Infrastructure;
                using Microsoft.EntityFrameworkCore.Migrations;
                using Npgsql;

                public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);

                public class ShopContextFactory : IDesignTimeDbContextFactory<ShopContext>
                {
                    // A data source of its own, which must not win over the disposable database.
                    public ShopContext CreateDbContext(string[] args) =>
                        new(new DbContextOptionsBuilder<ShopContext>().UseNpgsql(NpgsqlDataSource.Create("Host=production.invalid;Database=shop")).Options);
                }

                [DbContext(typeof(ShopContext))]
                [Migration("20260101000001_CreateOrders")]
                public class CreateOrders : Migration
                {
                    protected override void Up(MigrationBuilder m) => m.CreateTable("Orders", t => new { Id = t.Column<int>(nullable: false), Note = t.Column<string>(maxLength: 40, nullable: true) }, constraints: t => t.PrimaryKey("PK_Orders", x => x.Id));

                    protected override void Down(MigrationBuilder m) => m.DropTable("Orders");
                }

                [DbContext(typeof(ShopContext))]
                [Migration("20260101000002_RequireNote")]
                public class RequireNote : Migration
                {
                    protected override void Up(MigrationBuilder m) => m.AlterColumn<string>("Note", "Orders", nullable: true);

                    protected override void Down(MigrationBuilder m) => m.AlterColumn<string>("Note", "Orders", maxLength: 40, nullable: false, oldNullable: true);
                }
                """));

        var report = RehearsedFolder.Json(folder.Rehearse("--format", "json", "--connection", server));

        Assert.Equal("postgresql", report.GetProperty("provider").GetString());
        Assert.Equal(["20260101000001_CreateOrders: restored", "20260101000002_RequireNote: failed"], report.Outcomes());
        Assert.StartsWith("down: 23502: column \"Note\" of relation \"Orders\" contains null values", Assert.Single(report.Problems()));
        Assert.Equal(before, await servers.DatabasesAsync());
    }

    [Fact]
    public async Task Migrations_of_FluentMigrator_are_rehearsed_on_the_server_and_nothing_stays_there()
    {
        var server = servers.Required();
        var before = await servers.DatabasesAsync();
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project("""<PackageReference Include="FluentMigrator.Runner.Postgres" Version="8.0.1" /><PackageReference Include="Npgsql" Version="10.0.3" />""")),
            ("Shop.cs", """
                using FluentMigrator;

                [Migration(1)]
                public class CreateOrders : AutoReversingMigration
                {
                    public override void Up() => Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey().WithColumn("Note").AsString(40).Nullable();
                }

                [Migration(2)]
                public class AddIndex : Migration
                {
                    public override void Up() => Create.Index("IX_Note").OnTable("Orders").OnColumn("Note");

                    public override void Down() { }
                }
                """));

        var report = RehearsedFolder.Json(folder.Rehearse("--format", "json", "--connection", server));

        Assert.Equal(["1: restored", "2: failed"], report.Outcomes());
        Assert.Equal("down: left-behind index public.IX_Note", report.Problems()[0]);
        Assert.Equal(before, await servers.DatabasesAsync());
    }

    /// <summary>What <c>fix</c> writes from Up, and from the model before it, is run.</summary>
    [Fact]
    public void A_Down_that_the_fix_wrote_brings_PostgreSQL_back()
    {
        var server = servers.Required();
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project("""<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.3" />""")),
            ("ShopContext.cs", Usings + "public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);"),
            Migration("20260101000001_Start", """
                m.CreateTable("Customers", t => new { Id = t.Column<int>(type: "integer", nullable: false), Name = t.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, defaultValue: "nobody") }, constraints: t => t.PrimaryKey("PK_Customers", x => x.Id));
                        m.CreateTable("Lines", t => new { Id = t.Column<int>(type: "integer", nullable: false), CustomerId = t.Column<int>(type: "integer", nullable: true), Price = t.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false) }, constraints: t =>
                        {
                            t.PrimaryKey("PK_Lines", x => x.Id);
                            t.ForeignKey("FK_Lines_Customers_CustomerId", x => x.CustomerId, "Customers", "Id");
                        });
                        m.CreateIndex("IX_Lines_CustomerId", "Lines", "CustomerId");
                        m.CreateIndex("IX_Customers_Name", "Customers", "Name", unique: true);
                """),
            ("20260101000001_Start.Designer.cs", Usings + """
                namespace Migrations;

                partial class Start
                {
                    protected override void BuildTargetModel(ModelBuilder modelBuilder)
                    {
                        modelBuilder.Entity("Customer", b =>
                        {
                            b.Property<int>("Id").HasColumnType("integer");
                            b.Property<string>("Name").IsRequired().ValueGeneratedOnAdd().HasMaxLength(40).HasColumnType("character varying(40)").HasDefaultValue("nobody");
                            b.HasKey("Id");
                            b.HasIndex("Name").IsUnique();
                            b.ToTable("Customers");
                        });
                        modelBuilder.Entity("Line", b =>
                        {
                            b.Property<int>("Id").HasColumnType("integer");
                            b.Property<int?>("CustomerId").HasColumnType("integer");
                            b.Property<decimal>("Price").HasPrecision(18, 2).HasColumnType("numeric(18,2)");
                            b.HasKey("Id");
                            b.HasIndex("CustomerId");
                            b.ToTable("Lines");
                        });
                        modelBuilder.Entity("Line", b => b.HasOne("Customer", null).WithMany().HasForeignKey("CustomerId"));
                    }
                }
                """),
            Migration("20260101000002_Widen", """
                m.EnsureSchema("sales");
                        m.AddColumn<string>("Note", "Lines", type: "text", nullable: true);
                        m.CreateIndex("IX_Lines_Note", "Lines", "Note", filter: "\"Note\" IS NOT NULL");
                        m.AlterColumn<string>("Name", "Customers", type: "text", nullable: false, defaultValue: "nobody", oldClrType: typeof(string), oldType: "character varying(40)", oldMaxLength: 40, oldDefaultValue: "nobody");
                        m.CreateSequence<int>("Numbers", startValue: 10L, incrementBy: 5);
                        m.AddColumn<int>("Number", "Lines", type: "integer", nullable: false, defaultValueSql: "nextval('\"Numbers\"')");
                        m.AddCheckConstraint("CK_Lines_Price", "Lines", "\"Price\" >= 0");
                """),
            Migration("20260101000003_Rename", """
                m.RenameTable("Lines", newName: "Items");
                        m.RenameColumn("Price", "Items", "Amount");
                        m.RenameIndex("IX_Lines_Note", "IX_Items_Note", "Items");
                        m.CreateTable("Orders", t => new { Id = t.Column<int>(type: "integer", nullable: false) }, schema: "sales");
                        m.Sql("CREATE VIEW \"Names\" AS SELECT \"Name\" FROM \"Customers\"");
                """),
            Migration("20260101000004_Narrow", """
                m.DropColumn("Note", "Items");
                        m.AddColumn<bool>("Flag", "Customers", type: "boolean", nullable: false, defaultValue: false);
                """),
            Migration("20260101000005_Drop", """m.DropTable("Items");"""));

        var fix = folder.Fix();
        var report = RehearsedFolder.Json(folder.Rehearse("--format", "json", "--connection", server));

        Assert.True(fix.ExitCode == 0, fix.Output + fix.Error);
        Assert.Equal([], report.Problems());
        Assert.All(report.Outcomes(), outcome => Assert.EndsWith(": restored", outcome));
    }

    private const string Usings = """
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;

        """;

    private static (string, string) Migration(string id, string up) => ($"{id}.cs", $$"""
        {{Usings}}
        namespace Migrations;

        [DbContext(typeof(ShopContext))]
        [Migration("{{id}}")]
        public partial class {{id[15..]}} : Migration
        {
            protected override void Up(MigrationBuilder m)
            {
                {{up}}
            }

            protected override void Down(MigrationBuilder m)
            {
            }
        }
        """);

    private static string Project(string packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
          <ItemGroup>{packages}</ItemGroup>
        </Project>
        """;
}
