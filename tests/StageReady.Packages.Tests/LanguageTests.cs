namespace StageReady.Packages.Tests;

/// <summary>The configuration of projects whose compilers run no analyzers.</summary>
public class LanguageTests(Feed feed)
{
    [Fact]
    public void FSharp_and_Visual_Basic_get_the_findings_of_CSharp()
    {
        using var solution = new TestSolution(feed, string.Concat(new[] { "cs", "fs", "vb" }.Select(Project)) + "--- All.slnx\n<Solution><Project Path=\"cs/Cs.csproj\" /><Project Path=\"fs/Fs.fsproj\" /><Project Path=\"vb/Vb.vbproj\" /></Solution>\n");

        string[] expected =
        [
            .. from language in new[] { "cs", "fs", "vb" }
               from finding in new[] { "appsettings.Production.json(1,31): error STG1010", "appsettings.Staging.json(2,10): error STG1008", "appsettings.json(1,11): error STG1021", "seed.sql(1,35): warning STG5002" }
               select $"{language}/{finding}",
        ];
        Assert.Equal(expected, Found(solution.Build("All.slnx")));
        Assert.Equal(expected, Found(solution.Build("All.slnx", "--no-restore", "--no-incremental")));

        foreach (var language in new[] { "fs", "vb" })
        {
            solution.Write($"{language}/other/appsettings.json", "{}");
            solution.Write($"{language}/seed.sql", "");
            solution.Write($"{language}/appsettings.Staging.json", "{\n  // stageready: ignore STG1008 beside it\n  \"Api\": \"http://localhost:5000\"\n}");
            solution.Write($"{language}/appsettings.Production.json", "{ \"Api\": \"https://api.example.com\" }");
        }

        Assert.Empty(solution.Build("fs/Fs.fsproj").Findings);
        Assert.DoesNotContain("CheckConfiguration", solution.Build("fs/Fs.fsproj").StageReadyTasks);
        Assert.Empty(solution.Build("vb/Vb.vbproj").Findings);
    }

    [Fact]
    public void Linked_configuration_counts_under_the_name_that_it_has_in_the_output()
    {
        using var solution = new TestSolution(feed, string.Concat(new[] { "cs", "fs" }.Select(language => Project(language).Replace("</Project>", """
              <ItemGroup>
                <Content Include="..\shared\orders.json" Link="appsettings.Staging.json" CopyToOutputDirectory="PreserveNewest" />
                <Content Include="other/appsettings.Test.json" TargetPath="appsettings.Production.json" CopyToOutputDirectory="PreserveNewest" />
                <None Include="..\shared\appsettings.json" Link="appsettings.json" />
              </ItemGroup>
            </Project>
            """, StringComparison.Ordinal))) + """
            --- shared/orders.json
            { "Cache": "https://localhost:6379" }
            --- shared/appsettings.json
            { "Mail": "https://localhost:25" }
            --- cs/other/appsettings.Test.json
            { "Cache": "https://localhost:6379" }
            --- fs/other/appsettings.Test.json
            { "Cache": "https://localhost:6379" }

            """);

        foreach (var (project, folder) in new[] { ("cs/Cs.csproj", "cs"), ("fs/Fs.fsproj", "fs") })
        {
            solution.Write($"{folder}/appsettings.Staging.json", "{}");
            solution.Write($"{folder}/appsettings.Production.json", "{}");
            Assert.Equal(
                [$"{folder}/other/appsettings.Test.json(1,12): error STG1008", "shared/orders.json(1,12): error STG1008"],
                solution.Build(project).Findings.Where(finding => finding.Contains("STG1008", StringComparison.Ordinal)));
        }
    }

    // A file that does not load makes its environments unknown, so that it has a folder of its own.
    private static IEnumerable<string> Found(BuildResult result) => result.Findings.Select(finding => finding.Replace("other/", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Project(string language) => $$"""
        --- {{language}}/{{char.ToUpperInvariant(language[0])}}{{language[1]}}.{{language}}proj
        <Project Sdk="Microsoft.NET.Sdk">
          <Sdk Name="StageReady.Sdk" Version="{{Feed.Version}}" />
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup Condition="'$(Language)' == 'F#'">
            <Compile Include="Library.fs" />
          </ItemGroup>
        </Project>
        --- {{language}}/Library.{{language}}
        {{(language switch { "fs" => "module Library", "vb" => "Class Empty\nEnd Class", _ => "class Nothing { }" })}}
        --- {{language}}/other/appsettings.json
        { "A": 1, "a": 2 }
        --- {{language}}/seed.sql
        INSERT INTO Users (Email) VALUES ('petra.lindqvist@gmail.com');
        --- {{language}}/appsettings.Staging.json
        {
          "Api": "http://localhost:5000",
          "ConnectionStrings": { "A": "Server=db.staging.example.com;Integrated Security=true" }
        }
        --- {{language}}/appsettings.Production.json
        { "ConnectionStrings": { "A": "Server=db;User Id=a;Password=V3ry-Secret-Th1ng" }, "Api": "https://api.example.com" }

        """;
}
