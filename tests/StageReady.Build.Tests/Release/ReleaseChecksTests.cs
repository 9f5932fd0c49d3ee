using StageReady.Build.Release;
using StageReady.Build.Severities;

namespace StageReady.Build.Tests.Release;

public sealed class ReleaseChecksTests : IDisposable
{
    private const string Log = """
        {"version":"2.1.0","runs":[{"tool":{"driver":{"rules":[{"id":"STG2001"},{"id":"STG2002"},{"id":"STG2003"},{"id":"STG2008"},{"id":"STG2013"}]}},"results":[
          {"ruleId":"STG2003","level":"warning","properties":{"customProperties":{"stageready.migration":"20240102_Second","stageready.reversibility":"Unverified"}}}
        ]}]}
        """;

    private static readonly BuiltMigration First = new("Shop.Orders", "20240101_First", IsWhollyJudged: true);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stageready-");

    [Theory]
    [InlineData("reversible")]
    [InlineData("reversible", "20231231")]
    [InlineData("unverified", "20240101_First")]
    [InlineData("unverified", "", "STG2001")]
    [InlineData("unverified", "", "STG2013")]
    [InlineData("reversible", "", "STG2006")]
    [InlineData("unverified", "", "", "STG2003")]
    [InlineData("reversible", "", "", "STG1008")]
    public void A_migration_is_reversible_if_it_was_judged_and_nothing_speaks_against_it(string expected, string cutOff = "", string off = "", string suppressed = "")
    {
        var settings = Write("stageready.json", suppressed.Length == 0 ? "{}" : $$"""{ "suppressions": [{ "rule": "{{suppressed}}", "file": "*.cs", "reason": "The tool of the workshop" }] }""");
        var checks = Checks(off);
        checks.Add(new ReleasePart("/bin/Data.dll", Write("stageready.sarif", Log), [], settings, null, cutOff, []));

        Assert.Equal(expected, checks.VerdictOn("/out/Data.dll", First).Reversibility);
        Assert.Equal("unverified", checks.VerdictOn("/out/Data.dll", First with { IsWhollyJudged = false }).Reversibility);
        Assert.Equal("unverified", checks.VerdictOn("/out/Data.dll", First with { Id = "20240102_Second" }).Reversibility);
        Assert.Equal("unverified", checks.VerdictOn("/out/Other.dll", First).Reversibility);
    }

    [Fact]
    public void A_compile_that_nobody_saw_leaves_the_checks_out()
    {
        var checks = Checks("");
        checks.Add(new ReleasePart("/bin/Script.dll", null, [], null, null, "", []));
        Assert.NotNull(checks.ToJson());

        checks.Add(new ReleasePart("/bin/Data.dll", Path.Combine(_folder.FullName, "absent.sarif"), [], null, null, "", []));
        Assert.Null(checks.ToJson());
    }

    [Fact]
    public void The_baseline_stands_apart_from_the_suppressions_and_leaves_a_migration_unverified()
    {
        var settings = Write("stageready.json", """{ "suppressions": [{ "rule": "STG1008", "file": "*.json", "reason": "on every host" }] }""");
        var baseline = Write("stageready.baseline.json", """{ "suppressions": [{ "rule": "STG2003", "file": "./First.cs", "key": "First.Down", "reason": "there before" }] }""");
        var checks = Checks("");
        checks.Add(new ReleasePart("/bin/Data.dll", Write("stageready.sarif", Log), [], settings, baseline, "", []));

        using var json = System.Text.Json.JsonDocument.Parse(checks.ToJson()!);
        var entry = json.RootElement.GetProperty("baseline").EnumerateArray().Single();
        Assert.Equal(("STG2003", "First.cs", "there before"), (entry.GetProperty("rule").GetString(), entry.GetProperty("path").GetString(), entry.GetProperty("reason").GetString()));
        Assert.Equal("STG1008", json.RootElement.GetProperty("suppressions").EnumerateArray().Single().GetProperty("rule").GetString());
        Assert.Equal("unverified", checks.VerdictOn("/out/Data.dll", First).Reversibility);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ReleaseChecks Checks(string off) => new(new RepositoryPath(_folder.FullName), new SeveritySettings(new Dictionary<string, string> { ["STG2013"] = "suggestion" }, off, null, null, treatWarningsAsErrors: false, isEnforced: true));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
