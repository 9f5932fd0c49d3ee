namespace StageReady.Rehearsal.Tests;

/// <summary>Projects with migrations of FluentMigrator, built and rehearsed as they are.</summary>
public class FluentMigratorRehearsalTests
{
    private const string Migrations = """
        using FluentMigrator;

        [Migration(1)]
        public class CreateOrders : AutoReversingMigration
        {
            public override void Up() => Create.Table("Orders").WithColumn("Id").AsInt32().PrimaryKey().Identity().WithColumn("Total").AsDecimal();
        }

        [Migration(2)]
        public class AddNote : Migration
        {
            public override void Up() => Alter.Table("Orders").AddColumn("Note").AsString().Nullable();

            public override void Down() { }
        }

        [Migration(3)]
        public class Purge : ForwardOnlyMigration
        {
            public override void Up() => Delete.FromTable("Orders").AllRows();
        }

        [Migration(4)]
        public class Archive : Migration
        {
            public override void Up() => Execute.Sql("DELETE FROM Orders");

            // stageready: irreversible archived orders are kept elsewhere
            public override void Down() { }
        }

        [Migration(5)]
        public class Merge : Migration
        {
            public override void Up() => Execute.Sql("DELETE FROM Orders");

            public override void Down() => throw new NotSupportedException("merged orders cannot be told apart");
        }

        [Migration(6)]
        public class Split : Migration
        {
            public override void Up() => IfDatabase("sqlite").Delegate(() => Execute.Sql("DELETE FROM Orders"));

            public override void Down() => IfDatabase("sqlite").Delegate(() => throw new InvalidOperationException("split orders keep their new numbers"));
        }

        [Migration(7)]
        public class Trim : Migration
        {
            public override void Up() => Execute.Sql("DELETE FROM Orders");

            public override void Down() => throw new NotImplementedException();
        }

        [Migration(9)]
        public class Rename : AutoReversingMigration
        {
            public override void Up() => Alter.Column("Total").OnTable("Orders").AsString();
        }

        [Migration(8)]
        public class Ask : Migration
        {
            public override void Up() => Create.Table("Asked").WithColumn("Id").AsInt32();

            public override void Down()
            {
                if (Schema.Table("Asked").Exists())
                    Delete.Table("Asked");
                else
                    throw new InvalidOperationException("the table of questions is gone");
            }
        }
        """;

    [Fact]
    public void Each_migration_goes_up_down_and_up_again()
    {
        using var folder = new RehearsedFolder(
            ("Shop.csproj", Project("""<PackageReference Include="FluentMigrator.Runner.SQLite" Version="8.0.1" /><PackageReference Include="Microsoft.Data.Sqlite" Version="10.0.15" />""")),
            ("Migrations.cs", Migrations));

        var report = RehearsedFolder.Json(folder.Rehearse("--format", "json"));

        Assert.Equal(["1: restored", "2: failed", "3: forward-only", "4: forward-only", "5: forward-only", "6: forward-only", "7: failed", "8: restored", "9: failed"], report.Outcomes());
        Assert.Equal("down: left-behind column Orders.Note", report.Problems()[0]);
        Assert.StartsWith("FluentMigrator 8.", report.GetProperty("tool").GetString());
        Assert.Equal(
            ["archived orders are kept elsewhere", "merged orders cannot be told apart", "split orders keep their new numbers"],
            report.GetProperty("migrations").EnumerateArray().Skip(3).Take(3).Select(migration => migration.GetProperty("reason").GetString()));
    }

    [Fact]
    public void A_project_without_a_runner_is_told_what_it_lacks()
    {
        using var folder = new RehearsedFolder(("Shop.csproj", Project("""<PackageReference Include="FluentMigrator" Version="8.0.1" />""")), ("Migrations.cs", Migrations));

        var result = folder.Rehearse("--provider", "sqlite");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            "error: Shop.csproj: The application carries no runner of FluentMigrator for sqlite with its driver; rehearse the project that runs the migrations, or reference FluentMigrator.Runner.SQLite and Microsoft.Data.Sqlite\n",
            result.Error);
    }

    private static string Project(string packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
          <ItemGroup>{packages}</ItemGroup>
        </Project>
        """;
}
