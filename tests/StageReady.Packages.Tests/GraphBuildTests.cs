namespace StageReady.Packages.Tests;

/// <summary>A graph build knows every project beforehand, and an isolated one refuses what it does not know.</summary>
public class GraphBuildTests(Feed feed)
{
    [Fact]
    public void An_isolated_build_finds_the_same_and_publishes()
    {
        using var solution = new TestSolution(feed, $"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Library/Library.csproj" />
              </ItemGroup>
            </Project>
            --- App/Program.cs
            System.Console.WriteLine(new Nothing());
            --- Library/Library.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
            </Project>
            --- Library/Nothing.cs
            public class Nothing;
            --- Dockerfile
            FROM example.com/base:latest
            --- .gitignore
            bin/
            obj/
            out/
            """);
        solution.Commit();
        Assert.Equal(0, solution.DotNet("restore", "App", []).ExitCode);

        Assert.Equal(["Dockerfile(1,6): error STG3019"], solution.Build("App", "--no-restore", "-graph", "-isolate").Findings);

        solution.Replace("Dockerfile", ":latest", "@sha256:" + new string('a', 64));
        solution.Commit();
        var published = solution.Publish("App", "--no-restore", "-graph", "-isolate", "-o", solution.PathOf("out"));
        Assert.True(published.ExitCode == 0, published.Output);
        Assert.Empty(published.Findings);
        Assert.Contains("  Library.dll", File.ReadAllText(solution.PathOf("out/release.sha256sums")));
    }
}
