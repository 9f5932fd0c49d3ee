namespace StageReady.Packages.Tests;

/// <summary>Suppressions of what tasks find.</summary>
public class SuppressionTests(Feed feed)
{
    private const string Finding = "csproj(7,50): error STG3001";
    private const string Entry = "stageready.json(1,20): warning STG4008";

    [Fact]
    public void A_comment_or_an_entry_with_a_reason_holds_until_it_expires()
    {
        using var solution = new TestSolution(feed, "--- .gitignore\nbin/\nobj/\n");
        (string Name, string Comment, string Entry, string[] Findings)[] projects =
        [
            ("Reason", "", "\"reason\": \"The tool of the workshop\"", []),
            ("Later", "", "\"reason\": \"The tool of the workshop\", \"expires\": \"2999-12-31\"", []),
            ("Comment", "<!-- stageready: ignore STG3001 the tool of the workshop -->", "\"key\": \"Other\"", [Entry]),
            ("Expired", "", "\"reason\": \"The tool of the workshop\", \"expires\": \"2020-12-31\"", [$"Expired.{Finding}", Entry]),
            ("NoReason", "<!-- stageready: ignore STG3001 -->", "\"key\": \"Example\"", ["NoReason.csproj(7,5): warning STG4008", $"NoReason.{Finding}", Entry]),
        ];
        foreach (var project in projects)
        {
            solution.Write($"{project.Name}/{project.Name}.csproj", $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
                  <PropertyGroup>
                    <TargetFramework>net10.0</TargetFramework>
                  </PropertyGroup>
                  <ItemGroup>
                    {project.Comment.PadRight(45)}<PackageReference Include="Example" Version="1.*" />
                  </ItemGroup>
                </Project>
                """);
            solution.Write($"{project.Name}/stageready.json", $$"""{ "suppressions": [{ "rule": "STG3001", "file": "*.csproj", {{project.Entry}} }] }""");
        }

        solution.Write("All.slnx", $"<Solution>{string.Concat(projects.Select(project => $"<Project Path='{project.Name}/{project.Name}.csproj' />"))}</Solution>");

        Assert.Equal(projects.SelectMany(project => project.Findings.Select(finding => $"{project.Name}/{finding}")).Order(StringComparer.Ordinal), solution.Build("All.slnx").Findings);
    }

    [Fact]
    public void A_baseline_holds_back_what_is_in_it_through_all_doors_and_nothing_else()
    {
        using var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk.Web">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Example" Version="1.*" />
              </ItemGroup>
            </Project>
            --- App/appsettings.json
            { "Otlp": "http://localhost:4317" }
            --- App/Program.cs
            var app = Microsoft.AspNetCore.Builder.WebApplication.Create(args);
            Microsoft.AspNetCore.Builder.EndpointRouteBuilderExtensions.MapGet(app, "/", () => "hello");
            app.Run();
            static class Seed { public static string Key() => "Server=db.example.com;Password=hunter2-Q7x9vT2m"; }
            """);
        Assert.Equal(["App/App.csproj STG3001", "App/App.csproj STG3006", "App/Program.cs STG1109", "App/appsettings.json STG1008"], Found());

        solution.Write("stageready.baseline.json", """
            {
              "suppressions": [
                { "rule": "STG3001", "file": "App/App.csproj", "key": "Example", "reason": "there before" },
                { "rule": "STG3006", "file": "App/App.csproj", "reason": "there before" },
                { "rule": "STG1109", "file": "App/Program.cs", "key": "Seed.Key", "reason": "there before" },
                { "rule": "STG1008", "file": "App/appsettings.json", "key": "Otlp", "reason": "there before" }
              ]
            }
            """);
        Assert.Empty(Found());

        // One entry holds back one thing.
        solution.Write("App/appsettings.json", "{ \"Otlp\": \"http://localhost:4317\", \"Cache\": \"http://localhost:6379\" }");
        solution.Write("App/More.cs", "static class More { public static string Key() => \"Server=db.example.com;Password=hunter2-Q7x9vT2m\"; }");
        Assert.Equal(["App/More.cs STG1109", "App/appsettings.json STG1008"], Found());

        string[] Found() => [.. solution.Build("App/App.csproj").Findings
            .Select(finding => $"{finding[..finding.IndexOf('(', StringComparison.Ordinal)]} {finding[finding.IndexOf("STG", StringComparison.Ordinal)..][..7]}").Distinct().Order(StringComparer.Ordinal)];
    }
}
