using System.Text.Json;

namespace StageReady.Packages.Tests;

/// <summary>What a manifest says of the build behind a release: what was checked, which migrations it brings, which documents belong to it.</summary>
public class ReleaseFactsTests(ReleaseFactsTests.Released released) : IClassFixture<ReleaseFactsTests.Released>
{
    /// <summary>One publish for all that only read what it wrote.</summary>
    public sealed class Released : IDisposable
    {
        public Released(Feed feed)
        {
            Solution = CreateCommitted(feed);
            Predicate = Publish(Solution);
        }

        internal TestSolution Solution { get; }

        internal JsonElement Predicate { get; }

        public void Dispose() => Solution.Dispose();
    }

    [Fact]
    public void A_release_says_what_was_checked_of_all_its_projects_and_what_the_team_lives_with()
    {
        var checks = released.Predicate.GetProperty("checks");
        var rules = checks.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()).ToList();
        Assert.Contains("STG1008", rules);
        Assert.Contains("STG1020", rules);
        Assert.Contains("STG2003", rules);
        Assert.Contains("STG3001", rules);
        Assert.Contains("STG4001", rules);
        Assert.DoesNotContain("STG1104", rules);
        Assert.Equal("0 errors, 4 warnings", $"{checks.GetProperty("counts").GetProperty("error")} errors, {checks.GetProperty("counts").GetProperty("warning")} warnings");
        Assert.Equal(
            [
                "STG1015 in App/appsettings.Production.json because the partner has no certificate yet",
                "STG2001 in Data/Migrations.cs because ",
                "STG3001 in Tools/*.csproj because The tool of the workshop",
            ],
            checks.GetProperty("suppressions").EnumerateArray().Select(item => $"{Text(item, "rule")} in {Text(item, "path")} because {Text(item, "reason")}"));
    }

    [Fact]
    public void A_release_says_of_each_migration_whether_it_can_be_reversed()
    {
        Assert.Equal(
            [
                "Data.Orders 20240101_AddNotes: reversible ",
                "Data.Orders 20240102_RemoveTotals: declaredIrreversible The totals are gone, restore the backup",
                "Data.Orders 20240103_Forgotten: unverified ",
                "Data.Orders 20240104_Unclear: unverified ",
                "Flyway Data/db 1_Orders: reversible ",
                "Flyway Data/db 2_Merge: declaredIrreversible the merged accounts cannot be told apart",
                "Legacy.Archive 20200101_First: unverified ",
                "dbmate Legacy 20200101_Archive: reversible ",
                "golang-migrate scripts 1_tenants: unverified ",
            ],
            released.Predicate.GetProperty("migrations").EnumerateArray().Select(item => $"{Text(item, "context")} {Text(item, "id")}: {Text(item, "reversibility")} {Text(item, "reason")}"));
    }

    [Fact]
    public void The_required_documents_belong_to_a_release_with_their_digests()
    {
        var document = Assert.Single(released.Predicate.GetProperty("documents").EnumerateArray());
        Assert.Equal("docs/runbook.md", Text(document, "path"));
        Assert.Equal(DotNet.Start("sha256sum", released.Solution.Root, ["docs/runbook.md"]).Output[..64], Text(document, "sha256"));
    }

    [Fact]
    public void What_was_built_before_counts_and_what_nobody_knows_is_left_out()
    {
        var solution = released.Solution;
        var whole = released.Predicate.GetRawText();

        // A pipeline builds, tests, and publishes what it has built.
        Assert.Equal(0, solution.Build("App/App.csproj", "-c", "Release").ExitCode);
        Assert.Equal(whole, Publish(solution, "--no-build").GetRawText());

        // Nobody has seen what a compile without its log found.
        File.Delete(solution.PathOf("Data/obj/Release/net10.0/stageready.sarif"));
        Assert.False(Publish(solution, "--no-build").TryGetProperty("checks", out _));

        // A build brings it back.
        Assert.Equal(whole, Publish(solution).GetRawText());
        Assert.Equal(0, solution.DotNet("clean", "App/App.csproj", ["-c", "Release"]).ExitCode);
        Assert.Empty(Directory.EnumerateFiles(solution.PathOf("Data/obj/Release/net10.0"), "stageready.*"));
    }

    private static JsonElement Publish(TestSolution solution, params string[] arguments)
    {
        var published = solution.Publish("App/App.csproj", ["-o", "out", .. arguments]);
        Assert.True(published.ExitCode == 0, published.Output);
        using var envelope = JsonDocument.Parse(File.ReadLines(solution.PathOf("out/release.intoto.jsonl")).First());
        using var statement = JsonDocument.Parse(envelope.RootElement.GetProperty("payload").GetBytesFromBase64());
        return statement.RootElement.GetProperty("predicate").Clone();
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static TestSolution CreateCommitted(Feed feed)
    {
        var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NoWarn>STG1104</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Data/Data.csproj" />
                <ProjectReference Include="../Legacy/Legacy.csproj" />
              </ItemGroup>
            </Project>
            --- App/Program.cs
            var app = WebApplication.Create();
            app.Logger.LogInformation("Signed in {Email}", app.Configuration["Login:Email"]);
            app.Run();
            --- App/appsettings.json
            { "Greeting": "Hello" }
            --- App/appsettings.Staging.json
            { "Api": { "Url": "https://api.staging.shop.io" }, "Partner": "https://partner.staging.shop.io" }
            --- App/appsettings.Production.json
            {
              "Api": { "Url": "http://api.shop.io" },
              // stageready: ignore STG1015 the partner has no certificate yet
              "Partner": "http://partner.shop.io"
            }
            --- stageready.json
            {
              "requiredDocuments": ["docs/runbook.md", "docs/not-there.md"],
              "suppressions": [
                { "rule": "STG3001", "file": "Tools/*.csproj", "reason": "The tool of the workshop" },
                { "rule": "STG3001", "file": "App/*.csproj" }
              ]
            }
            --- docs/runbook.md
            # Runbook
            --- EfCore/EfCore.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AssemblyName>Microsoft.EntityFrameworkCore.Relational</AssemblyName>
              </PropertyGroup>
            </Project>
            --- EfCore/EfCore.cs
            using System;
            namespace Microsoft.EntityFrameworkCore.Infrastructure
            {
                [AttributeUsage(AttributeTargets.Class)]
                public sealed class DbContextAttribute : Attribute { public DbContextAttribute(Type context) { } }
            }
            namespace Microsoft.EntityFrameworkCore.Migrations
            {
                [AttributeUsage(AttributeTargets.Class)]
                public sealed class MigrationAttribute : Attribute { public MigrationAttribute(string id) { } }
                public class MigrationBuilder
                {
                    public void AddColumn<T>(string name, string table, bool nullable = false) { }
                    public void DropColumn(string name, string table) { }
                    public void DropTable(string name) { }
                }
                public abstract class Migration
                {
                    protected abstract void Up(MigrationBuilder migrationBuilder);
                    protected virtual void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();
                }
            }
            --- Data/Data.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NoWarn>$(NoWarn);STG2006</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <EmbeddedResource Include="../scripts/*.sql" />
                <ProjectReference Include="../EfCore/EfCore.csproj" />
              </ItemGroup>
            </Project>
            --- Data/Migrations.cs
            using System;
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;
            namespace Data;

            public class Orders { }

            [DbContext(typeof(Orders)), Migration("20240101_AddNotes")]
            public class AddNotes : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("Notes", "Orders", nullable: true);
                protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("Notes", "Orders");
            }

            [DbContext(typeof(Orders)), Migration("20240102_RemoveTotals")]
            public class RemoveTotals : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Totals");
                protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The totals are gone, restore the backup");
            }

            [DbContext(typeof(Orders)), Migration("20240103_Forgotten")]
            public class Forgotten : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Lost");
            #pragma warning disable STG2001
                protected override void Down(MigrationBuilder migrationBuilder) { }
            #pragma warning restore STG2001
            }

            [DbContext(typeof(Orders)), Migration("20240104_Unclear")]
            public class Unclear : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
                    foreach (var name in Environment.GetCommandLineArgs())
                        migrationBuilder.AddColumn<string>(name, "Orders");
                }

                protected override void Down(MigrationBuilder migrationBuilder)
                {
                    foreach (var name in Environment.GetCommandLineArgs())
                        migrationBuilder.DropColumn(name, "Orders");
                }
            }
            --- Legacy/Legacy.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../EfCore/EfCore.csproj" />
              </ItemGroup>
            </Project>
            --- Legacy/20200101_Archive.sql
            -- migrate:up
            CREATE TABLE archive (id int);
            -- migrate:down
            DROP TABLE archive;
            --- Data/db/V1__Orders.sql
            CREATE TABLE orders (id int);
            --- Data/db/U1__Orders.sql
            DROP TABLE orders;
            --- Data/db/V2__Merge.sql
            -- stageready: irreversible the merged accounts cannot be told apart
            DELETE FROM accounts WHERE merged = 1;
            --- Data/db/R__Views.sql
            CREATE OR REPLACE VIEW v AS SELECT 1;
            --- scripts/1_tenants.up.sql
            CALL move_tenants();
            --- scripts/1_tenants.down.sql
            CALL move_tenants_back();
            --- warehouse/V1__Facts.sql
            CREATE TABLE facts (id int);
            --- warehouse/U1__Facts.sql
            DROP TABLE facts;
            --- Legacy/Migrations.cs
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;
            namespace Legacy;

            public class Archive { }

            [DbContext(typeof(Archive)), Migration("20200101_First")]
            public class First : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Old");
                protected override void Down(MigrationBuilder migrationBuilder) { }
            }
            """);
        solution.Commit();
        return solution;
    }
}
