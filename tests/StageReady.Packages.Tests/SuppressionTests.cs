namespace StageReady.Packages.Tests;

/// <summary>Suppressions of what tasks find.</summary>
public class SuppressionTests(Feed feed)
{
    [Theory]
    [InlineData("", "\"reason\": \"The tool of the workshop\"")]
    [InlineData("", "\"reason\": \"The tool of the workshop\", \"expires\": \"2999-12-31\"")]
    [InlineData("<!-- stageready: ignore STG3001 the tool of the workshop -->", "\"key\": \"Other\"", "App/stageready.json(1,20): warning STG4008")]
    [InlineData("", "\"reason\": \"The tool of the workshop\", \"expires\": \"2020-12-31\"", "App/App.csproj(7,50): error STG3001", "App/stageready.json(1,20): warning STG4008")]
    [InlineData("<!-- stageready: ignore STG3001 -->", "\"key\": \"Example\"", "App/App.csproj(7,5): warning STG4008", "App/App.csproj(7,50): error STG3001", "App/stageready.json(1,20): warning STG4008")]
    public void A_comment_or_an_entry_with_a_reason_holds_until_it_expires(string comment, string entry, params string[] findings)
    {
        using var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                {{comment.PadRight(45)}}<PackageReference Include="Example" Version="1.*" />
              </ItemGroup>
            </Project>
            --- App/stageready.json
            { "suppressions": [{ "rule": "STG3001", "file": "*.csproj", {{entry}} }] }
            --- App/Nothing.cs
            {{Sources.Nothing}}
            """);

        Assert.Equal(findings, solution.Build("App/App.csproj").Findings);
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
