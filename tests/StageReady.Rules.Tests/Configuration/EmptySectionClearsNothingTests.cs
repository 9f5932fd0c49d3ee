namespace StageReady.Rules.Tests.Configuration;

public sealed class EmptySectionClearsNothingTests
{
    private const string Id = "STG1005";

    [Theory]
    [InlineData("[]", """["a"]""")]
    [InlineData("[]", """{ "A": 1 }""")]
    [InlineData("{}", """{ "A": 1 }""")]
    [InlineData("null", """{ "A": 1 }""")]
    [InlineData("null", """["a"]""")]
    public void Nothing_over_a_section_is_reported(string empty, string section)
    {
        var finding = Assert.Single(Project.Base($$"""{ "Peers": {{section}} }""").With("appsettings.Production.json", $$"""{ "peers":{{empty}} }""").Findings());

        Assert.Equal((Id, Severity.Warning, "web/appsettings.Production.json", 11), (finding.Rule.Id, finding.Severity, finding.Span.Path, finding.Span.StartColumn));
        Assert.Equal("web/appsettings.json", Assert.Single(finding.Related).Path);
        Assert.Equal(
            $"'{empty}' clears nothing: Production keeps 'peers' of appsettings.json. Override each of its values, or move them to the environments that use them",
            finding.Message);
    }

    [Fact]
    public void It_holds_for_every_environment() =>
        Assert.Equal(["warning appsettings.Docker.json(1,8)"], Project.Base("""{ "A": [1] }""").With("appsettings.Docker.json", """{ "A": [] }""").Places(Id));

    [Theory]
    [InlineData("null", "1")]
    [InlineData("null", "null")]
    [InlineData("[]", "\"a\"")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("\"\"", """{ "A": 1 }""")]
    [InlineData("[1]", "[2]")]
    public void Where_there_is_nothing_to_clear_it_is_fine(string value, string json) =>
        Assert.Empty(Project.Base($$"""{ "A": {{json}} }""").With("appsettings.Production.json", $$"""{ "A": {{value}} }""").Places(Id));

    [Fact]
    public void What_the_deployment_supplies_is_not_judged() =>
        Assert.Empty(Project.Base("""{ "A": [1] }""").With("appsettings.Production.json", """{ "A": [] }""").Settings("""{ "externalKeys": ["A"] }""").Places(Id));

    [Fact]
    public void A_test_project_is_exempt() => Assert.Empty(Project.Base("""{ "A": [1] }""").With("appsettings.Production.json", """{ "A": [] }""").AsTest().Places(Id));
}
