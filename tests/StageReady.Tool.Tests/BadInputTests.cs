namespace StageReady.Tool.Tests;

public class BadInputTests
{
    [Theory]
    [InlineData("missing", "error: There is no directory missing\n")]
    [InlineData("--format|yaml", "error: Argument 'yaml' not recognized.")]
    [InlineData("--no-such-option", "error: Unrecognized option '--no-such-option'; see `stageready check --help`\n")]
    public void What_cannot_be_used_is_said_in_a_line_and_exits_with_2(string arguments, string error)
    {
        var result = CheckedRepository.Run(["check", .. arguments.Split('|')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(error, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public void A_file_is_no_directory()
    {
        using var repository = new CheckedRepository(("file", ""));

        var result = CheckedRepository.Run("check", repository.Path("file"));

        Assert.Equal(2, result.ExitCode);
        Assert.EndsWith("is a file; expected a directory\n", result.Error);
    }

    [Fact]
    public void A_malformed_project_is_a_problem_and_the_rest_is_still_checked()
    {
        using var repository = CheckedRepository.Committed(
            ("Bad/Bad.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup>\n</Project>"),
            ("Good/Good.csproj", CheckedRepository.FloatingProject));

        var result = repository.Check();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Bad/Bad.csproj(3,3): error: not well-formed XML: ", result.Error);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Good/Good.csproj(4,5): error STG3001", result.Output);
    }

    [Theory]
    [InlineData("<Project>")]
    [InlineData("\0\u0001\u0002")]
    [InlineData("<!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Project>&a;</Project>")]
    public void Without_findings_a_project_that_cannot_be_read_exits_with_2(string text)
    {
        using var repository = CheckedRepository.Committed(("Bad/Bad.csproj", text));

        var result = repository.Check();

        Assert.Equal((2, "No findings in 0 projects\n"), (result.ExitCode, result.Output));
        Assert.StartsWith("Bad/Bad.csproj(1,", result.Error);
    }

    [Fact]
    public void Cyclic_references_are_a_warning_and_do_not_hang()
    {
        using var repository = CheckedRepository.Committed(
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="../B/B.csproj" /></ItemGroup></Project>"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="../A/A.csproj" /></ItemGroup></Project>"""),
            ("C/C.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="C.csproj" /></ItemGroup></Project>"""));

        var result = repository.Check();

        Assert.Equal((0, "No findings in 3 projects\n"), (result.ExitCode, result.Output));
        Assert.Equal(
            "A/A.csproj(1,1): warning: project references form a cycle: A/A.csproj → B/B.csproj → A/A.csproj\n" +
            "C/C.csproj(1,1): warning: project references form a cycle: C/C.csproj → C/C.csproj\n",
            result.Error);
    }

    [Fact]
    public void A_reference_under_a_condition_that_only_the_build_can_tell_makes_no_cycle()
    {
        using var repository = CheckedRepository.Committed(
            ("Directory.Build.targets", """
                <Project>
                  <ItemGroup Condition="!$([System.String]::Copy(';A;').Contains(';$(MSBuildProjectName);'))">
                    <ProjectReference Include="$(MSBuildThisFileDirectory)A/A.csproj" ReferenceOutputAssembly="false" />
                  </ItemGroup>
                </Project>
                """),
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""));

        Assert.Equal(new ToolResult(0, "No findings in 1 project\n", ""), repository.Check());
    }

    [Fact]
    public void Links_out_of_the_directory_are_not_followed()
    {
        using var outside = new CheckedRepository(("Secret.csproj", CheckedRepository.FloatingProject), ("folder/Other.csproj", CheckedRepository.FloatingProject));
        using var repository = new CheckedRepository(("App/App.csproj", CheckedRepository.WebProject));
        File.CreateSymbolicLink(repository.Path("App/Linked.csproj"), outside.Path("Secret.csproj"));
        Directory.CreateSymbolicLink(repository.Path("Folder"), outside.Path("folder"));

        var result = repository.Check();

        Assert.Equal((2, "No findings in 1 project\n"), (result.ExitCode, result.Output));
        Assert.Equal("App/Linked.csproj(1,1): error: the file cannot be read, or is a link that leaves the checked directory\n", result.Error);
    }

    [Fact]
    public void A_link_within_the_directory_is_followed_and_one_that_leads_nowhere_is_a_problem()
    {
        using var repository = new CheckedRepository(("App/App.txt", CheckedRepository.FloatingProject));
        File.CreateSymbolicLink(repository.Path("App/App.csproj"), "App.txt");
        File.CreateSymbolicLink(repository.Path("App/Dangling.csproj"), "Nowhere.txt");

        var result = repository.Check();

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("App/App.csproj(4,5): error STG3001", result.Output);
        Assert.StartsWith("App/Dangling.csproj(1,1): error: ", result.Error);
    }

    [Fact]
    public void Directories_with_the_names_of_files_are_no_files()
    {
        using var repository = new CheckedRepository(("App/App.csproj", CheckedRepository.WebProject), ("App/appsettings.json/x.txt", ""), ("X.csproj/y.txt", ""), ("App/Program.cs/z.txt", ""));

        Assert.Equal(new ToolResult(0, "No findings in 1 project\n", ""), repository.Check());
    }

    [Fact]
    public void Files_that_git_tracks_but_are_gone_are_not_missed()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject), ("Old/Old.csproj", CheckedRepository.FloatingProject));
        Directory.Delete(repository.Path("Old"), recursive: true);

        var result = repository.Check();

        Assert.Equal("", result.Error);
        Assert.Contains("STG4001", result.Output);
        Assert.DoesNotContain("STG3001", result.Output);
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_an_error()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", CheckedRepository.WebProject));

        var result = repository.Check("--output", repository.Path("no/such/folder/report.txt"));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: The report cannot be written to ", result.Error);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
