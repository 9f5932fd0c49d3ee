using System.IO.Compression;

namespace StageReady.Packages.Tests;

/// <summary>What <c>stageready init</c> of the packed tool writes gives every project the packed SDK, and the build goes on as before.</summary>
public class AdoptionTests(Feed feed)
{
    [Theory]
    [InlineData("Directory.Build.props", "<Project />")]
    [InlineData("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>")]
    public void Every_project_reports_only_what_comes_new(string path, string props)
    {
        using var solution = new TestSolution(feed, $$"""
            --- All.slnx
            <Solution><Project Path="Shop/Shop.csproj" /><Project Path="Library/Library.csproj" /></Solution>
            --- .gitignore
            bin/
            obj/
            --- {{path}}
            {{props}}
            --- Shop/Shop.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            --- Shop/Program.cs
            return;
            --- Shop/appsettings.Production.json
            { "Otlp": "http://localhost:4317" }
            --- Library/Library.csproj
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            --- Library/Nothing.cs
            {{Sources.Nothing}}
            """);
        solution.Git("init", "--quiet");
        solution.Git("add", "--all");
        var tool = solution.PathOf("obj/tool");
        ZipFile.ExtractToDirectory(Path.Combine(feed.PackageFolder, $"StageReady.Tool.{Feed.Version}.nupkg"), tool);

        var init = DotNet.Run(solution.Root, [Path.Combine(tool, "tools", "net10.0", "any", "stageready.dll"), "init"]);
        Assert.True(init.ExitCode == 0, init.Output);
        Assert.Contains($"Include=\"StageReady.Sdk\" Version=\"{Feed.Version}\"", File.ReadAllText(solution.PathOf(path)), StringComparison.Ordinal);
        solution.Git("add", "--all");
        solution.Git("commit", "--quiet", "--message", "Adopt");
        Assert.Empty(solution.Build("All.slnx").Findings);

        solution.Write("Shop/appsettings.Staging.json", """{ "Otlp": "http://localhost:4317" }""");
        solution.Write("Library/Migration.cs", Sources.MigrationWithoutDown);
        Assert.Equal(["Library/Migration.cs(12,18): error STG2001", "Shop/appsettings.Staging.json(1,11): error STG1008"], solution.Build("All.slnx").Findings.Where(finding => !finding.Contains("STG4001")));
    }
}
