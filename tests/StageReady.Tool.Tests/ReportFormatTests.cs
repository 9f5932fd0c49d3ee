using System.Text.Json;
using System.Text.RegularExpressions;

namespace StageReady.Tool.Tests;

public class ReportFormatTests
{
    [Fact]
    public void Json_is_the_documented_schema()
    {
        using var repository = Repository();

        var result = repository.Check("--format", "json", "--report-unknown");

        Assert.Equal("""
            {
              "version": 1,
              "summary": {
                "projects": 1,
                "error": 1,
                "warning": 0,
                "info": 0,
                "suppressed": 0
              },
              "findings": [
                {
                  "rule": "STG3001",
                  "severity": "error",
                  "path": "a,b%/App: 1.csproj",
                  "startLine": 3,
                  "startColumn": 5,
                  "endLine": 3,
                  "endColumn": 57,
                  "message": "The version of Example floats ('1.*'), so that a restore takes whatever the feed has that day. Write the full version that is tested",
                  "subject": "Example",
                  "help": "https://stageready.dev/rules/STG3001",
                  "related": []
                }
              ],
              "unknown": [
                {
                  "rule": "STG3001",
                  "path": "a,b%/App: 1.csproj",
                  "startLine": 4,
                  "startColumn": 5,
                  "endLine": 4,
                  "endColumn": 56,
                  "message": "Whether the version of Other floats depends on a property that no file of the repository decides"
                }
              ],
              "problems": [
                {
                  "kind": "unreadable",
                  "path": "bad.csproj",
                  "line": 1,
                  "column": 1,
                  "message": "the root element is <Nothing>; expected <Project>"
                }
              ],
              "suppressed": []
            }

            """.ReplaceLineEndings("\n"), result.Output);
    }

    [Fact]
    public void GitHub_commands_are_escaped()
    {
        using var repository = Repository();

        Assert.Equal(
            "::error file=a%2Cb%25/App%3A 1.csproj,line=3,endLine=3,col=5,endColumn=57,title=STG3001::The version of Example floats ('1.*'), so that a restore takes whatever the feed has that day. " +
            "Write the full version that is tested (https://stageready.dev/rules/STG3001)\n",
            repository.Check("--format", "github").Output);
    }

    [Fact]
    public void Sarif_has_what_code_scanning_needs()
    {
        using var repository = Repository();

        using var sarif = JsonDocument.Parse(repository.Check("--format", "sarif").Output);

        var root = sarif.RootElement;
        Assert.Equal("2.1.0", root.GetProperty("version").GetString());
        Assert.Equal("https://json.schemastore.org/sarif-2.1.0.json", root.GetProperty("$schema").GetString());
        var run = Assert.Single(root.GetProperty("runs").EnumerateArray());
        var driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("StageReady", driver.GetProperty("name").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", driver.GetProperty("semanticVersion").GetString());
        var rules = driver.GetProperty("rules").EnumerateArray().ToArray();
        foreach (var rule in rules)
        {
            Assert.Matches("^STG[0-9]{4}$", rule.GetProperty("id").GetString());
            Assert.Matches("^[A-Z][A-Za-z0-9]+$", rule.GetProperty("name").GetString());
            Assert.NotEmpty(Text(rule.GetProperty("shortDescription")));
            Assert.NotEmpty(Text(rule.GetProperty("fullDescription")));
            Assert.NotEmpty(Text(rule.GetProperty("help")));
            Assert.True(Uri.IsWellFormedUriString(rule.GetProperty("helpUri").GetString(), UriKind.Absolute));
            Assert.Contains(rule.GetProperty("defaultConfiguration").GetProperty("level").GetString(), (string[])["none", "note", "warning", "error"]);
        }

        var result = Assert.Single(run.GetProperty("results").EnumerateArray());
        Assert.Equal("STG3001", result.GetProperty("ruleId").GetString());
        Assert.Equal("STG3001", rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        Assert.StartsWith("The version of Example floats", Text(result.GetProperty("message")));
        var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString()!;
        Assert.Equal("a%2Cb%25/App%3A%201.csproj", uri);
        Assert.Equal("a,b%/App: 1.csproj", Uri.UnescapeDataString(uri));
        Assert.Equal((3, 5, 3, 57), Region(place.GetProperty("region")));
        Assert.Matches("^[0-9a-f]{64}$", result.GetProperty("partialFingerprints").GetProperty("stageReady/v1").GetString());

        var invocation = Assert.Single(run.GetProperty("invocations").EnumerateArray());
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal("the root element is <Nothing>; expected <Project>", Text(Assert.Single(invocation.GetProperty("toolExecutionNotifications").EnumerateArray()).GetProperty("message")));
    }

    [Fact]
    public void A_fingerprint_survives_a_change_of_lines()
    {
        using var repository = new CheckedRepository(("App.csproj", CheckedRepository.FloatingProject));
        var before = Fingerprints();

        repository.Write("App.csproj", "<!-- new -->\n\n" + CheckedRepository.FloatingProject);

        Assert.Equal(before, Fingerprints());

        string[] Fingerprints() => [.. Regex.Matches(repository.Check("--format", "sarif").Output, "\"stageReady/v1\": \"(.*?)\"").Select(match => match.Groups[1].Value)];
    }

    [Fact]
    public void No_colour_reaches_a_pipe_or_a_file()
    {
        using var repository = Repository();

        Assert.DoesNotContain('\e', repository.Check().Output);
    }

    private static CheckedRepository Repository() => new(
        ("a,b%/App: 1.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><NoWarn>STG3006</NoWarn></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Example" Version="1.*" />
                <PackageReference Include="Other" Version="$(V)" />
              </ItemGroup>
            </Project>
            """),
        ("bad.csproj", "<Nothing />"));

    private static string Text(JsonElement element) => element.GetProperty("text").GetString()!;

    private static (int, int, int, int) Region(JsonElement region) =>
        (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32());
}
