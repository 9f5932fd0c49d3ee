namespace StageReady.Tool.Tests;

/// <summary>STG3001 as a check of text finds it.</summary>
public class PackageVersionCheckTests
{
    [Theory]
    [InlineData("""<PackageReference Include="A" Version="1.0.0" />""", "")]
    [InlineData("""<PackageReference Include="A" Version="1.*" />""", "STG3001")]
    [InlineData("""<PackageReference Include="A"><Version>1.*</Version></PackageReference>""", "STG3001")]
    [InlineData("""<PackageReference Include="A" VersionOverride="1.*" />""", "STG3001")]
    [InlineData("""<GlobalPackageReference Include="A" Version="1.*" />""", "STG3001")]
    [InlineData("""<PackageVersion Include="A" Version="1.*" />""", "STG3001")]
    [InlineData("""<PackageReference Include="A" Version="$(Known)" />""", "STG3001")]
    [InlineData("""<PackageReference Include="A" Version="$(Unknown)" />""", "unknown")]
    [InlineData("""<PackageReference Include="A" Version="1.*" Condition="'$(TargetFramework)' == 'net10.0'" />""", "STG3001")]
    [InlineData("""<PackageReference Include="A" Version="1.*" Condition="'$(TargetFramework)' == 'net8.0'" />""", "")]
    [InlineData("""<PackageReference Include="A" Version="1.*" Condition="'$(Configuration)' == 'Debug'" />""", "STG3001")]
    [InlineData("""<PackageReference Include="A" Version="1.*" Condition="'$(UseNightly)' == 'true'" />""", "unknown")]
    [InlineData("""<PackageReference Include="A" Version="1.0.0" Condition="'$(UseNightly)' == 'true'" />""", "")]
    public void Each_way_to_ask_for_a_version_is_judged(string item, string expected)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Known>3.*</Known></PropertyGroup>
              <ItemGroup>
                {item}
              </ItemGroup>
            </Project>
            """));

        var result = repository.Check("--report-unknown");

        Assert.Equal(expected == "STG3001" ? 1 : 0, result.ExitCode);
        Assert.Equal(expected == "unknown", result.Output.Contains("App/App.csproj(4,5): unknown STG3001"));
        Assert.Equal(expected == "STG3001", result.Output.Contains("App/App.csproj(4,5): error STG3001"));
    }

    [Fact]
    public void Unknown_verdicts_are_listed_only_on_demand()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><NoWarn>STG3006</NoWarn></PropertyGroup><ItemGroup><PackageReference Include="A" Version="$(Unknown)" /></ItemGroup></Project>"""));

        Assert.Equal("No findings in 1 project\n", repository.Check().Output);
    }

    [Theory]
    [InlineData("[1.*, )", "true", "warning")]
    [InlineData("[2.*, )", "true", "error")]
    [InlineData("[1.*, )", "false", "error")]
    public void A_lock_file_made_for_the_same_range_and_locked_mode_hold_a_floating_version(string requested, string lockedMode, string severity)
    {
        using var repository = CheckedRepository.Committed(
            ("Directory.Build.props", $"""<Project><PropertyGroup><RestoreLockedMode Condition="'$(CI)' == 'true'">{lockedMode}</RestoreLockedMode></PropertyGroup></Project>"""),
            ("App/App.csproj", CheckedRepository.FloatingProject),
            ("App/packages.lock.json", """{"version":1,"dependencies":{"net10.0":{"Example":{"type":"Direct","requested":"RANGE","resolved":"1.4.0","contentHash":"x"}}}}""".Replace("RANGE", requested)));

        Assert.Contains($": {severity} STG3001:", repository.Check().Output);
    }

    [Fact]
    public void A_central_version_that_many_projects_use_is_reported_once()
    {
        using var repository = CheckedRepository.Committed(
            ("Directory.Packages.props", """<Project><ItemGroup><PackageVersion Include="A" Version="1.*" /></ItemGroup></Project>"""),
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="A" /></ItemGroup></Project>"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="A" /></ItemGroup></Project>"""));

        Assert.Single(repository.Check().Lines, line => line.StartsWith("Directory.Packages.props(1,21): error STG3001", StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_of_CSharp_that_many_projects_share_is_reported_once()
    {
        using var repository = CheckedRepository.Committed(
            ("Directory.Build.props", "<Project><PropertyGroup><LangVersion>latest</LangVersion></PropertyGroup></Project>"),
            ("A/A.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""),
            ("B/B.csproj", """<Project Sdk="Microsoft.NET.Sdk" />"""));

        Assert.Single(repository.Check().Lines, line => line.StartsWith("Directory.Build.props(1,25): warning STG3016", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#:package A@1.*", "error STG3001")]
    [InlineData("#:package A", "warning STG3002")]
    [InlineData("#:package A@(1.0,)", "warning STG3002")]
    [InlineData("#:package A@[1.0,2.0)", "info STG3003")]
    [InlineData("#:package A@1.0.0", null)]
    [InlineData("#:property LangVersion=preview", "warning STG3016")]
    [InlineData("#:property LangVersion=14.0", null)]
    [InlineData("// stageready: ignore STG3001 a demonstration\n#:package A@1.*", null)]
    public void A_file_based_app_is_judged_as_a_project_is(string directive, string? finding)
    {
        using var repository = CheckedRepository.Committed(("app.cs", $"#!/usr/bin/env dotnet\n{directive}\nreturn;\n"));

        Assert.Equal(finding is null ? [] : [$"app.cs(2,1): {finding}"], Pinned(repository));
    }

    [Fact]
    public void The_version_of_CSharp_is_told_once_where_the_file_that_all_projects_import_sets_it()
    {
        const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>";
        using var repository = CheckedRepository.Committed(
            ("Directory.Build.props", "<Project>\n  <Import Project=\"build/Common.props\" />\n</Project>\n"),
            ("build/Common.props", "<Project>\n  <PropertyGroup>\n    <LangVersion>latest</LangVersion>\n  </PropertyGroup>\n</Project>\n"),
            ("A/A.csproj", Project),
            ("B/B.csproj", Project));

        Assert.Equal(["build/Common.props(3,5): warning STG3016"], Pinned(repository));
    }

    [Fact]
    public void A_version_of_CSharp_that_a_project_has_by_default_is_judged()
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><LangVersion Condition=\"'$(LangVersion)' == ''\">latest</LangVersion></PropertyGroup></Project>"));

        Assert.Equal(["App/App.csproj(1,49): warning STG3016"], Pinned(repository));
    }

    [Theory]
    [InlineData("<LangVersion Condition=\"'$(Nightly)' == 'true'\">preview</LangVersion>", true)]
    [InlineData("<!-- stageready: ignore STG3016 the nightly build is no release -->\n<LangVersion Condition=\"'$(Nightly)' == 'true'\">preview</LangVersion>", false)]
    [InlineData("<LangVersion>14.0</LangVersion>", false)]
    public void A_version_of_CSharp_that_the_text_does_not_decide_is_unknown(string property, bool isUnknown)
    {
        using var repository = CheckedRepository.Committed(("App/App.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">\n<PropertyGroup>\n{property}\n</PropertyGroup>\n</Project>"));

        Assert.Empty(Pinned(repository));
        Assert.Equal(isUnknown, repository.Check("--report-unknown").Output.Contains("App/App.csproj(3,1): unknown STG3016: What LangVersion is depends on a property that no file of the repository decides"));
    }

    [Fact]
    public void Central_versions_hold_for_file_based_apps()
    {
        using var repository = CheckedRepository.Committed(("Directory.Packages.props", "<Project />"), ("tools/app.cs", "#:package A\nreturn;\n"));

        Assert.Empty(Pinned(repository));
    }

    [Theory]
    [InlineData("[1.*, )", "b.cs", "return;", "tools/a.cs(1,1): warning STG3001")]
    [InlineData(null, "b.cs", "return;", "tools/a.cs(1,1): error STG3001|tools/a.cs(3,1): error STG3008")]
    [InlineData("[2.*, )", "b.cs", "return;", "tools/a.cs(1,1): error STG3001|tools/a.cs(3,1): error STG3008")]
    // Both write it, one after the other.
    [InlineData("[1.*, )", "b.cs", "#:package B@1.0.0\n#:property RestorePackagesWithLockFile=true", "tools/a.cs(1,1): error STG3001|tools/a.cs(3,1): error STG3008")]
    [InlineData("[1.*, )", "b.cs", "#:package B@1.0.0", "tools/a.cs(1,1): warning STG3001")]
    [InlineData("[1.*, )", "other/b.cs", "#:package B@1.0.0\n#:property RestorePackagesWithLockFile=true", "tools/a.cs(1,1): warning STG3001")]
    public void The_lock_file_of_a_file_based_app_holds_if_it_is_its_own(string? locked, string neighbour, string text, string findings)
    {
        using var repository = CheckedRepository.Committed(
            ("tools/a.cs", "#:package A@1.*\n#:property RestorePackagesWithLockFile=true\n#:property RestoreLockedMode=true\nreturn;\n"),
            ($"tools/{neighbour}", text));
        if (locked is not null)
            repository.Write("tools/packages.lock.json", """{"version":1,"dependencies":{"net10.0":{"A":{"type":"Direct","requested":"RANGE","resolved":"1.4.0","contentHash":"x"}}}}""".Replace("RANGE", locked, StringComparison.Ordinal));
        repository.Git("add", "--all");

        Assert.Equal(findings.Split('|'), Pinned(repository));
    }

    private static IEnumerable<string> Pinned(CheckedRepository repository) =>
        repository.Check().Lines.Where(line => line.Contains(": ", StringComparison.Ordinal) && line.Contains("): ", StringComparison.Ordinal) && line.Contains(" STG3", StringComparison.Ordinal))
            .Select(line => line[..line.IndexOf(": ", line.IndexOf(" STG", StringComparison.Ordinal), StringComparison.Ordinal)]).Order(StringComparer.Ordinal);
}
