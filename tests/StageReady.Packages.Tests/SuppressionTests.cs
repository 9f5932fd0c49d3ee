namespace StageReady.Packages.Tests;

/// <summary>Suppressions of what tasks find.</summary>
public class SuppressionTests(Feed feed)
{
    [Theory]
    [InlineData("", "\"reason\": \"The tool of the workshop\"")]
    [InlineData("", "\"reason\": \"The tool of the workshop\", \"expires\": \"2999-12-31\"")]
    [InlineData("<!-- stageready: ignore STG3001 the tool of the workshop -->", "\"key\": \"Other\"")]
    [InlineData("", "\"reason\": \"The tool of the workshop\", \"expires\": \"2020-12-31\"", "App/App.csproj(7,50): error STG3001")]
    [InlineData("<!-- stageready: ignore STG3001 -->", "\"key\": \"Example\"", "App/App.csproj(7,50): error STG3001")]
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
}
