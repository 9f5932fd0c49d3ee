using System.Text.Json;

namespace StageReady.Tool.Tests;

public class SuppressionTests
{
    private static readonly (string, string)[] Files =
    [
        ("App/App.csproj", CheckedRepository.WebProject),
        ("App/appsettings.json", "{ \"Otlp\": \"http://localhost:4317\" } // stageready: ignore STG1008 runs on every host"),
        ("compose.yml", "services:\n  app:\n    environment:\n      DOTNET_ENVIRONMENT: Development"),
        ("stageready.json", "{ \"suppressions\": [{ \"rule\": \"STG1019\", \"file\": \"compose.yml\", \"reason\": \"For workshops\" }] }"),
    ];

    [Fact]
    public void The_last_line_says_how_many_findings_are_suppressed()
    {
        using var repository = CheckedRepository.Committed(Files);

        var result = repository.Check();
        Assert.Equal((0, "No findings in 1 project; 2 suppressed"), (result.ExitCode, result.Lines[^1]));
    }

    [Fact]
    public void They_are_listed_with_their_reasons_on_demand()
    {
        using var repository = CheckedRepository.Committed(Files);

        var lines = repository.Check("--report-suppressed").Lines;
        Assert.StartsWith("App/appsettings.json(1,11): suppressed STG1008: ", lines[0]);
        Assert.EndsWith("(a comment says: runs on every host)", lines[0]);
        Assert.EndsWith("(stageready.json says: For workshops)", lines[1]);
    }

    [Fact]
    public void Json_counts_them_and_lists_them_on_demand()
    {
        using var repository = CheckedRepository.Committed(Files);

        using var plain = JsonDocument.Parse(repository.Check("--format", "json").Output);
        Assert.Equal(2, plain.RootElement.GetProperty("summary").GetProperty("suppressed").GetInt32());
        Assert.Equal(0, plain.RootElement.GetProperty("suppressed").GetArrayLength());
        Assert.Equal(0, plain.RootElement.GetProperty("findings").GetArrayLength());

        using var listed = JsonDocument.Parse(repository.Check("--format", "json", "--report-suppressed").Output);
        Assert.Equal(
            [("STG1008", "comment", "runs on every host"), ("STG1019", "stageready.json", "For workshops")],
            listed.RootElement.GetProperty("suppressed").EnumerateArray().Select(item => (Text(item, "rule"), Text(item, "by"), Text(item, "reason"))));
    }

    [Fact]
    public void Sarif_leaves_them_out_unless_it_is_asked_for_them()
    {
        using var repository = CheckedRepository.Committed(Files);

        Assert.Empty(Results(repository.Check("--format", "sarif")));
        Assert.Equal(["STG1008 inSource runs on every host", "STG1019 external For workshops"], Results(repository.Check("--format", "sarif", "--report-suppressed")));
    }

    [Fact]
    public void Entries_hold_for_code_too_and_fix_leaves_it_alone()
    {
        const string Program = "var app = WebApplication.Create();\napp.UseDeveloperExceptionPage();\nOther.Map(app);\n";
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/Program.cs", Program),
            ("App/Other.cs", "static class Other { public static void Map(WebApplication app) => app.UseDeveloperExceptionPage(); }\n"),
            ("stageready.json", "{ \"suppressions\": [{ \"rule\": \"STG1102\", \"file\": \"App/Program.cs\", \"reason\": \"Behind a gateway\" }] }"));

        var lines = repository.Check("--report-suppressed").Lines;
        Assert.StartsWith("App/Program.cs(2,5): suppressed STG1102: ", Assert.Single(lines, line => line.EndsWith("(stageready.json says: Behind a gateway)")));
        Assert.Single(lines, line => line.Contains(": error STG1102") && line.StartsWith("App/Other.cs"));
        Assert.DoesNotContain(lines, line => line.Contains(": error STG1102") && line.StartsWith("App/Program.cs"));

        CheckedRepository.Run("fix", repository.Root);
        Assert.Equal(Program, File.ReadAllText(repository.Path("App/Program.cs")));
    }

    [Fact]
    public void A_comment_suppresses_in_web_config()
    {
        using var repository = CheckedRepository.Committed(
            ("App/App.csproj", CheckedRepository.WebProject),
            ("App/appsettings.json", "{}"),
            ("App/web.config", """
                <configuration>
                  <system.web>
                    <!-- stageready: ignore STG1016 the site is for testers -->
                    <compilation debug="true" />
                    <trace enabled="true" />
                  </system.web>
                </configuration>
                """));

        var lines = repository.Check("--report-suppressed").Lines;
        Assert.Contains(lines, line => line.StartsWith("App/web.config(4,") && line.Contains("suppressed STG1016") && line.EndsWith("(a comment says: the site is for testers)"));
        Assert.Contains(lines, line => line.StartsWith("App/web.config(5,") && line.Contains("warning STG1016"));
    }

    private static string[] Results(ToolResult result)
    {
        using var sarif = JsonDocument.Parse(result.Output);
        return
        [
            .. from item in sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
               let suppression = item.GetProperty("suppressions")[0]
               select $"{Text(item, "ruleId")} {Text(suppression, "kind")} {Text(suppression, "justification")}",
        ];
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
