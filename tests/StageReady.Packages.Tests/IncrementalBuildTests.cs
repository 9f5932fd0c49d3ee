namespace StageReady.Packages.Tests;

public class IncrementalBuildTests(Feed feed)
{
    private const string Project = "App/App.csproj";
    private const string Stamp = "App/obj/Debug/net10.0/stageready.packages.stamp";

    [Fact]
    public void A_task_runs_when_something_that_it_reads_changed_and_an_error_is_never_forgotten()
    {
        using var solution = new TestSolution(feed, $$"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Example" Version="1.0.0" />
              </ItemGroup>
            </Project>
            --- App/Nothing.cs
            {{Sources.Nothing}}
            """);

        var designTime = solution.Build(Project, "-p:DesignTimeBuild=true", "-p:SkipCompilerExecution=true", "-t:Compile");
        Assert.Empty(designTime.StageReadyTasks);

        var first = solution.Build(Project);
        Assert.Equal(0, first.ExitCode);
        Assert.Equal(["CheckPackageVersions", "CheckArtefacts"], first.StageReadyTasks);
        Assert.True(solution.Exists(Stamp));

        var second = solution.Build(Project);
        Assert.Equal(0, second.ExitCode);
        Assert.Empty(second.StageReadyTasks);
        Assert.True(solution.Exists(Stamp));

        solution.Replace(Project, "1.0.0", "1.*");
        string[] error = ["App/App.csproj(7,5): error STG3001"];
        Assert.Equal(error, solution.Build(Project).Findings);
        Assert.Equal(error, solution.Build(Project, "--no-restore").Findings);

        Assert.Empty(solution.Build(Project, "--no-restore", "-p:NoWarn=STG3001").Findings);
        Assert.True(solution.Exists(Stamp));

        solution.DotNet("clean", Project, []);
        Assert.Empty(Directory.EnumerateFiles(solution.Root, "stageready.*", SearchOption.AllDirectories));
    }
}
