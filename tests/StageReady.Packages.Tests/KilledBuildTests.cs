namespace StageReady.Packages.Tests;

/// <summary>What a build leaves that is killed (SIGKILL, so that it cannot tidy up) says nothing wrong to the next.</summary>
public class KilledBuildTests(Feed feed)
{
    private const int Killed = 137;

    // The shell that MSBuild starts knows who started it.
    private const string Die = """<Exec Command="kill -KILL $PPID" />""";

    [Theory]
    [InlineData("StageReadyCheckRepository")]
    [InlineData("CoreCompile")]
    public void The_next_build_reports_what_there_is(string target)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var solution = Create(target);

        Assert.Equal(Killed, Kill(solution, "build"));
        var next = solution.Build("App");

        Assert.Equal(["App/App.csproj(9,5): error STG3001", "App/Dockerfile(1,6): error STG3019"], next.Findings);
        Assert.Equal(1, next.ExitCode);
    }

    [Fact]
    public void The_next_publish_writes_the_manifest_of_its_own_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals");
        using var solution = Create("StageReadyCheckPublishedFiles;_CopyResolvedFilesToPublishAlways");
        solution.Replace("App/App.csproj", "1.*", "1.0.0");
        solution.Replace("App/Dockerfile", ":latest", "@sha256:" + new string('a', 64));
        solution.Commit();

        Assert.Equal(Killed, Kill(solution, "publish"));
        Assert.False(solution.Exists("out/release.intoto.jsonl"));
        var next = solution.Publish("App", "-o", "out");

        Assert.True(next.ExitCode == 0, next.Output);
        Assert.Equal(0, DotNet.Start("sha256sum", solution.PathOf("out"), ["--check", "--quiet", "release.sha256sums"]).ExitCode);
        Assert.True(solution.Exists("out/release.intoto.jsonl"));
    }

    // Not through the binary log, which a killed build does not finish. The shell tells the signal as 128 and its number.
    private int Kill(TestSolution solution, string command) => DotNet.Start(
        "sh",
        solution.Root,
        ["-c", $"dotnet {command} App -m:1 -nodeReuse:false -p:UseSharedCompilation=false -p:Dies=true{(command == "publish" ? " -o out" : "")}; exit $?"],
        ("NUGET_PACKAGES", feed.GlobalPackages)).ExitCode;

    private TestSolution Create(string target)
    {
        var solution = new TestSolution(feed, $"""
            --- App/App.csproj
            <Project Sdk="Microsoft.NET.Sdk">
              <Sdk Name="StageReady.Sdk" Version="{Feed.Version}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <NoWarn>$(NoWarn);STG3006</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Example" Version="1.*" />
              </ItemGroup>
              <Target Name="Die" AfterTargets="{target}" Condition="'$(Dies)' == 'true'">
                {Die}
              </Target>
            </Project>
            --- App/Program.cs
            System.Console.WriteLine();
            --- App/Dockerfile
            FROM example.com/base:latest
            """);
        solution.Commit();
        return solution;
    }
}
