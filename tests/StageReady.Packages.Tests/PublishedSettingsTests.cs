namespace StageReady.Packages.Tests;

/// <summary>STG1020 at publish.</summary>
public class PublishedSettingsTests(Feed feed)
{
    private const string Host = "Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();";

    [Fact]
    public void A_web_project_must_not_publish_what_is_for_developers()
    {
        using var solution = Web("");

        Assert.Equal(
            [
                "App/appsettings.Development.json(1,1): warning STG1020",
                "App/appsettings.test.json(1,1): warning STG1020",
                "App/secrets.json(1,1): warning STG1020",
            ],
            Publish(solution).Findings);
        Assert.True(solution.Exists("App/out/release.intoto.jsonl"));
    }

    [Fact]
    public void An_error_stops_the_publish_before_anything_is_there()
    {
        using var solution = Web("");

        var result = Publish(solution, "-p:WarningsAsErrors=STG1020");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(3, result.Findings.Count());
        Assert.False(solution.Exists("App/out/App.dll") || solution.Exists("App/out/release.intoto.jsonl"));
    }

    [Fact]
    public void What_the_project_keeps_out_is_not_reported()
    {
        using var solution = Web("<Content Update=\"appsettings.Development.json;appsettings.test.json;secrets.json\" CopyToPublishDirectory=\"Never\" />");

        Assert.Empty(Publish(solution).Findings);
    }

    [Theory]
    [InlineData("", "", "App/App.csproj(1,1): warning STG1020")]
    [InlineData("<None Update=\"appsettings.json\" CopyToOutputDirectory=\"PreserveNewest\" />", "")]
    [InlineData("<None Update=\"appsettings.json\" CopyToPublishDirectory=\"Never\" />", "")]
    [InlineData("<EmbeddedResource Include=\"appsettings.json\" />", "")]
    // Nothing in the code reads it.
    [InlineData("", "System.Console.WriteLine();")]
    [InlineData("<None Update=\"appsettings*.json\" CopyToOutputDirectory=\"PreserveNewest\" /><None Include=\"Properties/launchSettings.json\" CopyToOutputDirectory=\"PreserveNewest\" />", "", "App/Properties/launchSettings.json(1,1): warning STG1020")]
    public void A_console_project_must_publish_the_settings_that_it_reads(string items, string code, params string[] findings)
    {
        using var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {{items}}
              </ItemGroup>
            </Project>
            --- App/Program.cs
            {{(code.Length > 0 ? code : Host)}}
            --- App/appsettings.json
            {}
            --- App/Properties/launchSettings.json
            {}
            """);

        Assert.Equal(findings, Publish(solution).Findings);
    }

    private static BuildResult Publish(TestSolution solution, params string[] arguments)
    {
        solution.Commit();
        return solution.Publish("App/App.csproj", ["-o", solution.PathOf("App/out"), .. arguments]);
    }

    private TestSolution Web(string items) => new(feed, $$"""
        --- .gitignore
        bin/
        obj/
        --- App/App.csproj
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            {{items}}
          </ItemGroup>
        </Project>
        --- App/Program.cs
        WebApplication.Create().Run();
        --- App/appsettings.json
        {}
        --- App/appsettings.Staging.json
        {}
        --- App/appsettings.Development.json
        {}
        --- App/appsettings.test.json
        {}
        --- App/secrets.json
        {}
        --- App/Properties/launchSettings.json
        {}
        """);
}
