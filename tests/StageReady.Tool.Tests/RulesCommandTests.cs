using System.Text.Json;

namespace StageReady.Tool.Tests;

public class RulesCommandTests
{
    [Fact]
    public void The_table_lists_every_rule_once()
    {
        var result = CheckedRepository.Run("rules");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("ID       Severity Reported by Fix Title\n", result.Output);
        Assert.Equal(Catalogue.All.Select(rule => rule.Id), result.Lines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains("STG2001  error    analyzer    yes A migration changes the schema and its Down is empty or missing\n", result.Output);
    }

    [Fact]
    public void One_rule_is_shown_with_its_help()
    {
        var result = CheckedRepository.Run("rules", "stg3001");

        Assert.Equal(
            """
            STG3001: A package version floats

            Severity:    error
            Family:      pinning
            Reported by: task
            Fix:         yes
            Help:        https://stageready.dev/rules/STG3001

            """.ReplaceLineEndings("\n"),
            result.Output);
    }

    [Fact]
    public void Json_has_the_same_rules()
    {
        using var json = JsonDocument.Parse(CheckedRepository.Run("rules", "--format", "json").Output);

        Assert.Equal(Catalogue.All.Select(rule => rule.Id), json.RootElement.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!));
        Assert.All(json.RootElement.EnumerateArray(), rule => Assert.Equal(
            ["id", "title", "family", "severity", "owner", "fix", "help"], rule.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public void An_unknown_rule_exits_with_2()
    {
        Assert.Equal(new ToolResult(2, "", "error: There is no rule 'STG9999'; `stageready rules` lists them\n"), CheckedRepository.Run("rules", "STG9999"));
    }
}
