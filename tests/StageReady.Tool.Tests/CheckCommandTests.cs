namespace StageReady.Tool.Tests;

public class CheckCommandTests
{
    private const string Message = "The version of Example floats ('1.*'), so that a restore takes whatever the feed has that day. Write the full version that is tested";

    [Fact]
    public void A_clean_repository_has_no_findings()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));

        Assert.Equal(new ToolResult(0, "No findings in 1 project\n", ""), repository.Check());
    }

    [Fact]
    public void Text_names_place_severity_rule_and_message_then_the_help_then_the_sum()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.FloatingProject));

        var result = repository.Check();

        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            [
                $"App/App.csproj(4,5): error STG3001: {Message}",
                "STG3001: A package version floats (1): https://stageready.dev/rules/STG3001",
                "1 finding in 1 project: 1 error",
            ],
            result.Lines);
    }

    [Fact]
    public void The_same_files_give_the_same_report_whatever_the_order_of_the_run()
    {
        using var repository = CheckedRepository.Committed([.. Enumerable.Range(0, 8).Select(i => ($"P{i}/P{i}.csproj", CheckedRepository.FloatingProject))]);

        var first = repository.Check("--format", "json");

        Assert.Equal(1, first.ExitCode);
        Assert.Equal(first, repository.Check("--format", "json"));
        Assert.Equal(8, repository.Check().Lines.Count(line => line.Contains("error STG3001")));
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    public void The_exit_code_follows_fail_on(string failOn, int exitCode)
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.FloatingProject),
            (".globalconfig", "is_global = true\ndotnet_diagnostic.STG3001.severity = warning\n"));

        var result = repository.Check("--fail-on", failOn);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("App/App.csproj(4,5): warning STG3001", result.Output);
    }

    [Theory]
    [InlineData(".globalconfig", "dotnet_diagnostic.STG3001.severity = none\n", 0)]
    [InlineData(".globalconfig", "dotnet_diagnostic.STG3001.severity = suggestion\n", 0)]
    [InlineData("App/.globalconfig", "dotnet_diagnostic.STG3001.severity = none\n", 0)]
    [InlineData("Other/.globalconfig", "dotnet_diagnostic.STG3001.severity = none\n", 1)]
    [InlineData(".editorconfig", "[*]\ndotnet_diagnostic.STG3001.severity = none\n", 1)]
    [InlineData("Directory.Build.props", "<Project><PropertyGroup><NoWarn>$(NoWarn);STG3001</NoWarn></PropertyGroup></Project>", 0)]
    public void Severities_come_from_globalconfig_and_NoWarn_but_not_from_editorconfig(string path, string text, int exitCode)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.FloatingProject), (path, text));

        Assert.Equal(exitCode, repository.Check().ExitCode);
    }

    // A C# finding of one family, one of another family in a project file, and one that no project owns.
    [Theory]
    [InlineData("", "STG2001 STG3001 STG3019")]
    [InlineData("<StageReadyMode>None</StageReadyMode>", "")]
    [InlineData("<StageReadyPinningMode>None</StageReadyPinningMode>", "STG2001")]
    [InlineData("<StageReadyMode>None</StageReadyMode><StageReadyPinningMode>Recommended</StageReadyPinningMode>", "STG3001 STG3019")]
    [InlineData("<StageReadyMigrationsMode>None</StageReadyMigrationsMode>", "STG3001 STG3019")]
    public void The_modes_of_the_build_hold(string properties, string expected)
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.FloatingProject),
            ("App/Migration.cs", """
                namespace Microsoft.EntityFrameworkCore.Migrations
                {
                    public class MigrationBuilder { public void AddColumn(string name, string table) { } }
                    public abstract class Migration { protected abstract void Up(MigrationBuilder migrationBuilder); protected virtual void Down(MigrationBuilder migrationBuilder) { } }
                }
                namespace App
                {
                    public class AddNote : Microsoft.EntityFrameworkCore.Migrations.Migration
                    {
                        protected override void Up(Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn("Note", "Orders");
                    }
                }
                """),
            ("Dockerfile", "FROM example.com/base:latest\n"),
            ("Directory.Build.props", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>"));

        var found = new[] { "STG2001", "STG3001", "STG3019" }.Where(repository.Check().Output.Contains);

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public void What_mode_All_adds_is_at_least_a_warning_and_a_globalconfig_goes_before_it()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.FloatingProject.Replace("1.*", "[1.0.0, 2.0.0)", StringComparison.Ordinal)),
            ("Directory.Build.props", "<Project><PropertyGroup><StageReadyMode>All</StageReadyMode></PropertyGroup></Project>"));

        Assert.Contains("App/App.csproj(4,5): warning STG3003", repository.Check().Output);

        repository.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.STG3003.severity = suggestion\n");
        repository.Commit();
        Assert.Contains("App/App.csproj(4,5): info STG3003", repository.Check().Output);
    }

    [Fact]
    public void Uncommitted_changes_are_a_finding_about_the_work_tree()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));
        repository.Write("App/Program.cs", "return;");

        var result = repository.Check();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(".(1,1): error STG4001: The git work tree differs from its commit in App/Program.cs", result.Lines[0]);
    }

    [Fact]
    public void Outside_git_all_files_are_checked_but_those_that_builds_write()
    {
        using var repository = new CheckedRepository(
            ("App/App.csproj", CheckedRepository.FloatingProject),
            ("App/obj/Other.csproj", CheckedRepository.FloatingProject),
            ("node_modules/x/Other.csproj", CheckedRepository.FloatingProject));

        Assert.Equal(["App/App.csproj"], repository.Check().Lines.Where(line => line.Contains(": error ")).Select(line => line.Split('(')[0]));
    }

    [Fact]
    public void In_git_only_tracked_files_are_checked()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), (".gitignore", "Scratch/\n"));
        repository.Write("Scratch/Scratch.csproj", CheckedRepository.FloatingProject);

        Assert.Equal(0, repository.Check().ExitCode);
        Assert.Contains("Scratch.csproj(4,5): error STG3001", CheckedRepository.Run("check", repository.Path("Scratch")).Output);
    }

    [Fact]
    public void A_submodule_is_another_repository_and_is_checked_by_its_own_path()
    {
        using var library = CheckedRepository.Committed(("Lib/Lib.csproj", CheckedRepository.FloatingProject));
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
                  <ItemGroup><ProjectReference Include="../external/Lib/Lib.csproj" /></ItemGroup>
                </Project>
                """));
        repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Root, "external");
        repository.Commit();

        Assert.True(File.Exists(repository.Path("external/Lib/Lib.csproj")));
        Assert.Equal(new ToolResult(0, "No findings in 1 project\n", ""), repository.Check());
        Assert.Contains("Lib/Lib.csproj(4,5): error STG3001", CheckedRepository.Run("check", repository.Path("external")).Output);
    }

    [Fact]
    public void Where_git_lists_nothing_another_repository_in_this_one_is_left_out_all_the_same()
    {
        using var repository = new CheckedRepository(
            ("App/App.csproj", CheckedRepository.FloatingProject),
            ("external/Lib.csproj", CheckedRepository.FloatingProject),
            ("external/.git", "gitdir: ../.git/modules/external"));

        Assert.Contains("Lib.csproj(4,5): error STG3001", repository.Check().Output);

        repository.Git("init", "--quiet");
        var result = repository.Check();
        Assert.Contains("App.csproj(4,5): error STG3001", result.Output);
        Assert.DoesNotContain("Lib.csproj", result.Output);
    }

    [Fact]
    public void A_subdirectory_is_checked_with_what_stands_above_it()
    {
        using var repository = CheckedRepository.Committed(
            ("Directory.Packages.props", """
                <Project>
                  <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
                  <ItemGroup><PackageVersion Include="Example" Version="$(ExampleVersion)" /></ItemGroup>
                </Project>
                """),
            ("Directory.Build.props", "<Project><PropertyGroup><ExampleVersion>2.*</ExampleVersion></PropertyGroup></Project>"),
            ("src/App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Example" /></ItemGroup></Project>"""),
            ("other/Other.csproj", CheckedRepository.FloatingProject));

        var result = CheckedRepository.Run("check", repository.Path("src"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("../Directory.Packages.props(3,14): error STG3001: The central version of Example floats ('2.*')", result.Output);
        Assert.DoesNotContain("Other.csproj", result.Output);
    }

    [Fact]
    public void Names_with_spaces_and_letters_of_all_scripts_are_fine()
    {
        using var repository = CheckedRepository.Committed(("Mein Büro/Süß 漢字.csproj", CheckedRepository.FloatingProject));

        Assert.StartsWith("Mein Büro/Süß 漢字.csproj(4,5): error STG3001", repository.Check().Lines[0]);
        Assert.Contains("\"uri\": \"Mein%20B%C3%BCro/S%C3%BC%C3%9F%20%E6%BC%A2%E5%AD%97.csproj\"", repository.Check("--format", "sarif").Output);
    }

    [Fact]
    public void Check_changes_nothing_in_the_repository()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("App/Program.cs", "return;"));
        var before = Snapshot();

        repository.Check();

        Assert.Equal(before, Snapshot());

        string[] Snapshot() => [.. Directory.EnumerateFiles(repository.Root, "*", SearchOption.AllDirectories).Order().Select(file => $"{file} {File.GetLastWriteTimeUtc(file):O} {new FileInfo(file).Length}")];
    }

    [Fact]
    public void A_report_can_go_to_a_file()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.FloatingProject), (".gitignore", "out/\n"));
        repository.Write("out/report.txt", "old");

        var result = repository.Check("--output", repository.Path("out/report.txt"));

        Assert.Equal(new ToolResult(1, "", ""), result);
        Assert.Equal(repository.Check().Output, File.ReadAllText(repository.Path("out/report.txt")));
        Assert.Single(Directory.EnumerateFiles(repository.Path("out")));
    }

    [Fact]
    public void Nothing_that_a_repository_configures_is_executed()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));
        repository.Git("config", "core.fsmonitor", $"touch {repository.Path("executed")} #");

        repository.Check();

        Assert.False(File.Exists(repository.Path("executed")));
    }
}
