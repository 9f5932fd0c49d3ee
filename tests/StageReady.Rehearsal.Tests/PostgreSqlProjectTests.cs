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

    private static string Project(string packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
          <ItemGroup>{packages}</ItemGroup>
        </Project>
        """;
}
