namespace StageReady.Packages.Tests;

/// <summary>StageReadyEnforce: who wants errors only where it counts.</summary>
public class EnforceTests(Feed feed)
{
    [Fact]
    public void With_CI_errors_are_warnings_on_a_developers_machine_but_not_on_a_build_server_nor_in_what_is_published()
    {
        using var solution = new TestSolution(feed, $"""
            --- Directory.Build.props
            <Project>
              <PropertyGroup>
                <StageReadyEnforce>CI</StageReadyEnforce>
              </PropertyGroup>
            </Project>
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Example" Version="1.*" />
              </ItemGroup>
            </Project>
            --- App/Program.cs
            System.Console.WriteLine();
            --- App/appsettings.Production.json
            {"{"}"Backend": "http://localhost:5000"{"}"}
            --- App/appsettings.Development.json
            {"{"}"Key": "Server=db;Database=shop;User Id=shop;Password=fJ3kd8Qz71Lm"{"}"}
            --- App/Dockerfile
            FROM example.com/base:latest
            """);
        solution.Write("App/Migration.cs", Sources.MigrationWithoutDown);
        solution.Commit();

        var local = solution.Build("App");
        Assert.Equal(0, local.ExitCode);
        Assert.Equal(
            [
                // Info in a development file: a mode that made warnings of errors by the rule would raise it.
                "App/App.csproj(7,5): warning STG3001",
                "App/Dockerfile(1,6): warning STG3019",
                "App/Migration.cs(12,18): warning STG2001",
                "App/appsettings.Production.json(1,13): warning STG1008",
            ],
            local.Findings.Where(IsOfTheTest));

        string[] errors = [.. local.Findings.Where(IsOfTheTest).Select(finding => finding.Replace("warning", "error"))];
        var server = solution.DotNet("build", "App", [], ("CI", "true"));
        Assert.NotEqual(0, server.ExitCode);
        Assert.Equal(errors, server.Findings.Where(IsOfTheTest));

        var published = solution.Publish("App", "-o", solution.PathOf("out"));
        Assert.NotEqual(0, published.ExitCode);
        Assert.Equal(errors, published.Findings.Where(IsOfTheTest));
        Assert.False(solution.Exists("out/release.intoto.jsonl"));
    }

    private static bool IsOfTheTest(string finding) => new[] { "STG1008", "STG1010", "STG2001", "STG3001", "STG3019" }.Any(finding.EndsWith);
}
