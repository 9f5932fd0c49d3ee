using StageReady.Configuration;
using StageReady.Rules.Tests.Configuration;

namespace StageReady.Rules.Tests.Suppressions;

/// <summary>The entries of stageready.json.</summary>
public class DeclaredSuppressionTests
{
    private const string Json = """{ "Otlp": { "Endpoint": "http://localhost:4317" } }""";

    [Theory]
    [InlineData("""{ "rule": "STG1008", "file": "appsettings.json", "reason": "beside it" }""")]
    [InlineData("""{ "rule": "STG1008", "file": "**/*.json", "key": "otlp", "reason": "beside it" }""")]
    [InlineData("""{ "rule": "STG1008", "file": "appsettings.json", "key": "Otlp:Endpoint", "reason": "beside it", "expires": "2026-11-24" }""")]
    public void An_entry_with_a_reason_suppresses(string entry)
    {
        var judged = Judge(entry);

        Assert.Empty(judged.Findings);
        var suppressed = Assert.Single(judged.Suppressed);
        Assert.Equal(("beside it", false), (suppressed.Reason, suppressed.IsInSource));
    }

    [Theory]
    [InlineData("""{ "rule": "STG1008", "file": "appsettings.json" }""")]
    [InlineData("""{ "rule": "STG1010", "file": "appsettings.json", "reason": "beside it" }""")]
    [InlineData("""{ "rule": "STG1008", "file": "appsettings.Staging.json", "reason": "beside it" }""")]
    [InlineData("""{ "rule": "STG1008", "file": "appsettings.json", "key": "Smtp", "reason": "beside it" }""")]
    [InlineData("""{ "rule": "STG1008", "file": "appsettings.json", "reason": "beside it", "expires": "2026-11-23" }""")]
    public void Without_a_reason_for_something_else_or_after_its_last_day_it_does_not(string entry) =>
        Assert.Equal(["STG1008"], Judge(entry).Findings.Select(finding => finding.Rule.Id));

    private static StageReady.Suppressions.JudgedFindings Judge(string entry) => ConfigurationCheck.Judge(
        Project.Base(Json).Settings($$"""{ "suppressions": [{{entry}}] }""").Build() with { Today = new DateTime(2026, 11, 24) },
        TestContext.Current.CancellationToken);
}
