namespace StageReady.Packages.Tests;

/// <summary>Rules over files that no project owns: once for a repository, not once for a project.</summary>
public class RepositoryRulesTests(Feed feed)
{
    private const string One = "One/One.csproj";

    private static readonly string[] Findings = ["Dockerfile(2,28): error STG1019", "deploy/compose.yml(4,31): error STG1018"];

    [Fact]
    public void Each_finding_comes_once_from_all_projects_in_parallel_and_an_error_is_never_forgotten()
    {
        using var solution = Create();
        solution.Write("Directory.Build.props", "<Project><PropertyGroup><LangVersion>latest</LangVersion></PropertyGroup></Project>");
        solution.Git("init", "--quiet");
        string[] all = ["Directory.Build.props(1,25): warning STG3016", .. Findings];

        var first = solution.Build("All.slnx", "-m");
        Assert.Equal(all, first.Findings);
        Assert.Equal(1, first.ExitCode);
        Assert.Equal(all, solution.Build("All.slnx", "-m", "--no-restore").Findings);

        solution.Replace("Dockerfile", "=Development", "=Production");
        solution.Replace("deploy/compose.yml", "staging", "Staging");
        Assert.Equal(["CheckArtefacts"], Runs(solution.Build("All.slnx", "-m", "--no-restore")));
        Assert.Empty(Runs(solution.Build("All.slnx", "-m", "--no-restore")));
        Assert.Empty(Runs(solution.Build(One, "--no-restore")));

        solution.Replace("Dockerfile", "=Production", "=Development");
        Assert.Equal(all[..2], solution.Build("All.slnx", "-m", "--no-restore").Findings);
    }

    [Fact]
    public void The_root_decides_about_severities()
    {
        using var solution = Create();
        solution.Git("init", "--quiet");
        solution.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.STG1019.severity = warning\n");
        solution.Write("Directory.Build.props", "<Project><PropertyGroup><NoWarn>$(NoWarn);STG1018</NoWarn></PropertyGroup></Project>");

        var result = solution.Build(One);
        Assert.Equal(["Dockerfile(2,28): warning STG1019"], result.Findings);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["Dockerfile(2,28): error STG1019"], solution.Build(One, "--no-restore", "-p:TreatWarningsAsErrors=true").Findings);
    }

    [Fact]
    public void Without_git_the_root_is_that_of_the_solution_and_clean_forgets()
    {
        using var solution = Create();

        Assert.Equal(Findings, solution.Build("All.slnx").Findings);
        Assert.Empty(solution.Build("All.slnx", "--no-restore", "-p:NoWarn=\"STG1018;STG1019\"").Findings);
        Assert.True(solution.Exists("obj/stageready.repository.stamp"));

        solution.DotNet("clean", "All.slnx", []);
        Assert.Empty(Directory.EnumerateFiles(solution.Root, "stageready.*.stamp", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_comment_suppresses_and_a_file_of_another_format_is_only_noted()
    {
        using var solution = Create();
        solution.Git("init", "--quiet");
        solution.Write("Dockerfile", "FROM scratch\n# stageready: ignore STG1019 an image for workshops\nENV ASPNETCORE_ENVIRONMENT=Development\n");
        solution.Write("deploy/compose.yml", "services: [");

        var result = solution.Build(One);
        Assert.Empty(result.Findings);
        Assert.Equal(0, result.ExitCode);
        Assert.Single(result.Messages, message => message.StartsWith("Not checked: not well-formed YAML: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Migration_scripts_are_judged_when_one_changes_under_the_settings_of_their_project()
    {
        using var solution = Create();
        solution.Git("init", "--quiet");
        solution.Write("Dockerfile", "FROM scratch\n");
        solution.Write("deploy/compose.yml", "services: {}\n");
        solution.Write("db/V1__a.sql", "CREATE TABLE a (x int);\n");
        solution.Write("db/V2__b.sql", "CREATE TABLE b (x int);\n");
        solution.Write("db/U2__b.sql", "DROP TABLE b;\n");

        Assert.Equal(["db/V1__a.sql(1,1): error STG2010"], solution.Build(One).Findings);

        solution.Write("db/U1__a.sql", "DROP TABLE a;\n");
        Assert.Empty(solution.Build(One, "--no-restore").Findings);
        Assert.Empty(Runs(solution.Build(One, "--no-restore")));

        solution.Write("db/U2__b.sql", "-- nothing\n");
        Assert.Equal(["db/V2__b.sql(1,1): error STG2010"], solution.Build(One, "--no-restore").Findings);

        solution.Write("Directory.Build.props", "<Project><PropertyGroup><StageReadyMigrationsAfter>2</StageReadyMigrationsAfter></PropertyGroup></Project>");
        Assert.Empty(solution.Build(One, "--no-restore").Findings);
    }

    [Fact]
    public void Code_is_judged_again_when_a_file_that_was_read_changes_or_one_comes()
    {
        using var solution = Create();
        solution.Git("init", "--quiet");
        solution.Write("Dockerfile", "FROM scratch\n");
        solution.Write("deploy/compose.yml", "services: {}\n");
        solution.Write("db/V1__a.sql", "CREATE TABLE a (x int);\n");
        solution.Write("Deploy/Deploy.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="dbup-core" Version="6.0.0" /></ItemGroup></Project>""");
        solution.Write("Deploy/Deploy.cs", """_ = DbUp.DeployChanges.To.WithScriptsFromFileSystem("db");""");
        Assert.Empty(solution.Build(One).Findings);

        solution.Write("One/Code.cs", "// Compiled by a project.\n");
        Assert.Single(Runs(solution.Build(One, "--no-restore")));
        solution.Write("One/Code.cs", "// Compiled by a project, and changed.\n");
        Assert.Empty(Runs(solution.Build(One, "--no-restore")));

        solution.Write("Deploy/Deploy.cs", """_ = DbUp.DeployChanges.To.WithScriptsFromFileSystem("other");""");
        Assert.Equal(["db/V1__a.sql(1,1): error STG2010"], solution.Build(One, "--no-restore").Findings);
    }

    private static IEnumerable<string> Runs(BuildResult result) => result.StageReadyTasks.Where(task => task == "CheckArtefacts");

    private TestSolution Create() => new(feed, $$"""
        --- All.slnx
        <Solution>
          <Project Path="One/One.csproj" />
          <Project Path="Two/Two.csproj" />
        </Solution>
        --- .gitignore
        obj/
        bin/
        --- One/One.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        --- One/appsettings.Staging.json
        {}
        --- One/Nothing.cs
        {{Sources.Nothing}}
        --- Two/Two.csproj
        <Project Sdk="Microsoft.NET.Sdk">
          <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
          <PropertyGroup>
            <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
          </PropertyGroup>
        </Project>
        --- Two/Nothing.cs
        {{Sources.Nothing}}
        --- Dockerfile
        FROM scratch
        ENV ASPNETCORE_ENVIRONMENT=Development
        --- deploy/compose.yml
        services:
          one:
            environment:
              ASPNETCORE_ENVIRONMENT: staging
        """);
}
