namespace StageReady.Rules.Tests.Configuration;

public sealed class BaseArrayLeaksThroughTests
{
    private const string Id = "STG1004";

    [Fact]
    public void A_shorter_array_keeps_the_tail_of_the_base()
    {
        var finding = Assert.Single(Project.Base("""{ "Peers": ["a", "b", "c"] }""").With("appsettings.Production.json", """
            {
              "Peers": [ "q" ]
            }
            """).Findings());

        Assert.Equal((Id, Severity.Info, 2, 3), (finding.Rule.Id, finding.Severity, finding.Span.StartLine, finding.Span.StartColumn));
        Assert.Equal("web/appsettings.json", Assert.Single(finding.Related).Path);
        Assert.Equal(
            "Production keeps the last 2 elements of 'Peers' in appsettings.json, which has 3 where this array has 1: arrays merge by index. Move the elements of the base to the environments that use them",
            finding.Message);
    }

    [Theory]
    [InlineData("""{ "A": { "Peers": [1, 2] } }""", """{ "a:peers": [1] }""")]
    [InlineData("""{ "A": [{ "Peers": [1, 2] }] }""", """{ "A": [{ "Peers": [1] }] }""")]
    [InlineData("""{ "A": [{ "B": 1 }, { "B": 2 }] }""", """{ "A": [{ "B": 3 }] }""")]
    public void Nested_arrays_merge_too(string json, string environment) => Assert.Single(Project.Base(json).With("appsettings.QA.json", environment).Places(Id));

    [Theory]
    [InlineData("[1, 2]", "[3, 4]")]
    [InlineData("[1, 2]", "[3, 4, 5]")]
    [InlineData("[1, 2]", "[]")]
    [InlineData("[]", "[1]")]
    [InlineData("""{ "A": 1, "B": 2 }""", "[1]")]
    [InlineData("\"a,b\"", "[1]")]
    public void Equal_longer_and_other_values_are_fine(string json, string environment) =>
        Assert.Empty(Project.Base($$"""{ "A": {{json}} }""").With("appsettings.Production.json", $$"""{ "A": {{environment}} }""").Places(Id));

    [Fact]
    public void A_later_file_that_covers_the_tail_cures_it()
    {
        var project = Project.Base("""{ "A": [1, 2] }""").With("appsettings.Production.json", """{ "A": [3] }""").With("Shop.Web.settings.Production.json", """{ "A": [3, 4] }""");
        Assert.Empty(project.Places(Id));
    }

    [Fact]
    public void What_the_deployment_supplies_is_not_judged() =>
        Assert.Empty(Project.Base("""{ "A": [1, 2] }""").With("appsettings.Production.json", """{ "A": [3] }""").Settings("""{ "externalKeys": ["A"] }""").Places(Id));

    [Fact]
    public void A_test_project_is_exempt() => Assert.Empty(Project.Base("""{ "A": [1, 2] }""").With("appsettings.Production.json", """{ "A": [3] }""").AsTest().Places(Id));
}
