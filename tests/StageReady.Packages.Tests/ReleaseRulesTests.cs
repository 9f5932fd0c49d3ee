namespace StageReady.Packages.Tests;

/// <summary>The rules over a release in real publishes: one that breaks them, and one that holds to them.</summary>
public class ReleaseRulesTests(Feed feed)
{
    private static readonly string App = $"""
        --- .gitignore
        bin/
        obj/
        out/
        --- global.json
        {"{ \"sdk\": { \"version\": \"10.0.100\", \"rollForward\": \"latestMajor\" } }"}
        --- App/Program.cs
        System.Console.WriteLine(Lib.Text);
        --- Lib/Lib.cs
        public static class Lib {"{ public const string Text = \"\"; }"}
        --- Lib/Lib.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            LIB
          </PropertyGroup>
        </Project>
        --- App/App.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <UseAppHost>false</UseAppHost>
            APP
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../Lib/Lib.csproj" />
            <None Include="shop.db" CopyToPublishDirectory="PreserveNewest" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public void A_publish_that_breaks_the_rules_is_told_each_of_them_and_writes_nothing()
    {
        using var solution = new TestSolution(feed, App
            .Replace("LIB", "<DebugType>none</DebugType>")
            .Replace("APP", "<NuGetAudit>false</NuGetAudit><RuntimeFrameworkVersion>10.0.*</RuntimeFrameworkVersion><ContainerImageTag>latest</ContainerImageTag><Deterministic>false</Deterministic><IncludeSourceRevisionInInformationalVersion>false</IncludeSourceRevisionInInformationalVersion>"));
        solution.Write("App/shop.db", "SQLite format 3");
        solution.Write("stageready.json", """{ "requiredDocuments": [ "docs/runbook.md" ], "suppressions": [ { "rule": "STG1008", "file": "appsettings.json" } ] }""");
        solution.Commit();
        solution.Git("tag", "--delete", "v1.0.0");

        var publish = solution.Publish("App/App.csproj", "-o", "out", "-p:NoWarn=STG4005");

        Assert.NotEqual(0, publish.ExitCode);
        Assert.Equal(
            [
                "App/App.csproj(1,1): warning STG4002",
                "App/App.csproj(1,1): warning STG4004",
                "App/App.csproj(7,137): warning STG4003",
                "App/App.csproj(7,35): warning STG3017",
                "App/App.csproj(7,92): warning STG3027",
                "App/shop.db(1,1): error STG5004",
                "global.json(1,50): warning STG3013",
                "stageready.json(1,26): warning STG4006",
                "stageready.json(1,65): warning STG4008",
            ],
            publish.Findings.Distinct());
        Assert.Contains(publish.Diagnostics, diagnostic => diagnostic.Code == "STG4004" && diagnostic.Message.StartsWith("'Lib.dll' is published without its symbols", StringComparison.Ordinal));
        Assert.False(solution.Exists("out/App.dll"));
    }

    [Fact]
    public void A_release_with_a_tag_symbols_and_a_declared_database_is_quiet_and_a_Debug_one_is_refused()
    {
        using var solution = new TestSolution(feed, App.Replace("LIB", "").Replace("APP", ""));
        solution.Write("App/shop.db", "SQLite format 3");
        solution.Write("stageready.json", """{ "suppressions": [ { "rule": "STG5004", "file": "App/shop.db", "reason": "reference data of the product" }, { "rule": "STG3013", "file": "global.json", "reason": "whatever SDK runs the tests" } ] }""");
        solution.Commit();

        var debug = solution.Publish("App/App.csproj", "-c", "Debug");
        Assert.Equal(["App/App.csproj(1,1): error STG4009"], debug.Findings);

        var publish = solution.Publish("App/App.csproj", "-o", "out");
        Assert.Empty(publish.Findings);
        Assert.True(solution.Exists("out/release.sha256sums"));
    }
}
