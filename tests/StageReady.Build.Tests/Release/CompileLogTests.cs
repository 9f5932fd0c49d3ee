using StageReady.Build.Release;

namespace StageReady.Build.Tests.Release;

public class CompileLogTests
{
    private const string Head = """{"version":"2.1.0","runs":[{"tool":{"driver":{"rules":[{"id":"STG2001"},{"id":"STG2002"},{"id":"STG2003"},{"id":"STG2008"},{"id":"STG2013"},{"id":"CA1822"}]}},"results":[""";

    private static readonly BuiltMigration Judged = new("Shop.Orders", "20240101_First", IsWhollyJudged: true);

    [Theory]
    [InlineData("")]
    [InlineData("no log")]
    [InlineData("[]")]
    [InlineData("""{"version":"1.0.0","runs":[{"results":[]}]}""")]
    [InlineData("""{"version":"2.1.0"}""")]
    [InlineData("""{"version":"2.1.0","runs":[]}""")]
    public void Another_text_is_no_log(string text) => Assert.Null(CompileLog.Parse(text, new RepositoryPath("/repo"), _ => true));

    [Fact]
    public void Our_rules_that_are_on_were_judged()
    {
        var log = CompileLog.Parse(Head + "]}]}", new RepositoryPath("/repo"), rule => rule.Id != "STG2003")!;

        Assert.Equal(["STG2001", "STG2002", "STG2008", "STG2013"], log.Results.Rules);
    }

    [Fact]
    public void Findings_count_once_by_rule_and_place_and_suppressed_ones_do_not()
    {
        var log = Parse(
            Result("STG1104", "note", "/repo/App/Program.cs", 3),
            Result("STG1104", "note", "/repo/App/Program.cs", 3),
            Result("STG1104", "error", "/repo/App/Program.cs", 4),
            Result("CA1822", "warning", "/repo/App/Program.cs", 4),
            Result("STG1107", "warning", "/repo/App/Client.cs", 9, "\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"The partner's only host\"}],"),
            Result("STG1107", "warning", "/elsewhere/Shared.cs", 2, "\"suppressions\":[{\"kind\":\"inSource\"}],"));

        Assert.Equal((1, 0, 1), (log.Results.Count(Severity.Error), log.Results.Count(Severity.Warning), log.Results.Count(Severity.Info)));
        Assert.Equal(
            [new ReleaseSuppression("STG1107", "App/Client.cs", "The partner's only host"), new ReleaseSuppression("STG1107", null, null)],
            log.Results.Suppressions);
    }

    [Theory]
    [InlineData("STG2003", "\"stageready.reversibility\":\"Unverified\"", "unverified", null)]
    [InlineData("STG2008", "\"stageready.reversibility\":\"DeclaredIrreversible\",\"stageready.reason\":\"The totals are gone\"", "declaredIrreversible", "The totals are gone")]
    [InlineData("STG2006", "\"stageready.reversibility\":\"Reversible\"", "reversible", null)]
    [InlineData("STG2006", "\"stageready.reversibility\":\"anything\"", "unverified", null)]
    public void What_a_finding_says_of_a_migration_holds(string rule, string properties, string reversibility, string? reason)
    {
        var log = Parse(Result(rule, "warning", "/repo/Data/First.cs", 8, $"\"properties\":{{\"customProperties\":{{\"stageready.migration\":\"{Judged.Id}\",{properties}}}}},"));

        Assert.Equal(new MigrationVerdict(reversibility, reason), log.VerdictOn(Judged));
    }

    [Fact]
    public void Results_survive_the_file_that_carries_them()
    {
        var results = Parse(
            Result("STG1104", "note", "/repo/App/Program \\\"1\\\".cs", 3),
            Result("STG1107", "warning", "/repo/App/Client.cs", 9, "\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"Zwei\\u00fcber\\n\\\"A\\\"\"}],")).Results;

        var read = CheckResults.Parse(results.ToJson())!;

        Assert.Equal(results.Rules, read.Rules);
        Assert.Equal(results.Findings, read.Findings);
        Assert.Equal([new ReleaseSuppression("STG1107", "App/Client.cs", "Zweiüber \"A\"")], read.Suppressions);
        Assert.Null(CheckResults.Parse("[]"));
        Assert.Null(CheckResults.Parse("{"));
    }

    [Fact]
    public void Where_no_finding_speaks_of_a_migration_the_log_says_nothing() => Assert.Null(Parse(Result("STG2003", "error", "/repo/Data/First.cs", 8)).VerdictOn(Judged));

    private static CompileLog Parse(params string[] results) => CompileLog.Parse($"{Head}{string.Join(",", results)}]}}]}}", new RepositoryPath("/repo/"), _ => true)!;

    private static string Result(string rule, string level, string file, int line, string more = "") =>
        $"{{\"ruleId\":\"{rule}\",\"level\":\"{level}\",{more}"
        + $"\"locations\":[{{\"physicalLocation\":{{\"artifactLocation\":{{\"uri\":\"file://{file}\"}},\"region\":{{\"startLine\":{line},\"startColumn\":5}}}}}}]}}";
}
