namespace StageReady.Rules.Tests.Configuration;

public sealed class ShapeDiffersBetweenStagingAndProductionTests
{
    private const string Id = "STG1003";

    [Theory]
    [InlineData("""["a"]""", "\"a\"", "text", "an array")]
    [InlineData("\"a\"", """["a"]""", "an array", "text")]
    [InlineData("""{ "A": 1 }""", "1", "a number", "a section")]
    [InlineData("true", """{ "A": 1 }""", "a section", "true or false")]
    [InlineData("""{ "A": 1 }""", "[1]", "an array", "a section")]
    [InlineData("[]", "\"a;b\"", "text", "an array")]
    [InlineData("30", "\"thirty\"", "text", "a number")]
    [InlineData("\"30s\"", "\"30\"", "a number", "text")]
    [InlineData("\"00:00:30\"", "\"30s\"", "text", "a time span")]
    [InlineData("\"00:00:30\"", "30", "a number", "a time span")]
    [InlineData("true", "\"yes\"", "text", "true or false")]
    [InlineData("true", "1", "a number", "true or false")]
    public void Values_that_no_one_type_holds_are_reported_in_production(string staging, string production, string productionKind, string stagingKind)
    {
        var finding = Assert.Single(Pair(staging, production).Findings(), finding => finding.Rule.Id == Id);
        Assert.Equal(
            $"'Retry' is {productionKind} in Production and {stagingKind} in Staging. Code that binds the one fails with the other: give both the same form",
            finding.Message);
        Assert.Equal(("web/appsettings.Production.json", "web/appsettings.Staging.json"), (finding.Span.Path, Assert.Single(finding.Related).Path));
        Assert.Equal(Severity.Warning, finding.Severity);
    }

    [Theory]
    [InlineData("true", "\"True\"")]
    [InlineData("\"false\"", "true")]
    [InlineData("30", "\"30\"")]
    [InlineData("1.5", "30")]
    [InlineData("\"00:00:30\"", "\"1.00:00:00\"")]
    [InlineData("\"a\"", "\"b\"")]
    [InlineData("null", "[1]")]
    [InlineData("30", "null")]
    [InlineData("30", "\"#{Timeout}#\"")]
    [InlineData("\"${TIMEOUT}\"", "30")]
    [InlineData("[1]", "\"\"")]
    [InlineData("[1, 2]", "[\"a\"]")]
    [InlineData("""[{ "A": 1 }]""", """[{ "A": "a" }]""")]
    [InlineData("""{ "0": 1 }""", "[1]")]
    [InlineData("\"0123456789\"", "\"abc\"")]
    [InlineData("\"007\"", "7")]
    public void Values_that_one_type_holds_are_fine(string staging, string production) => Assert.Empty(Pair(staging, production).Places(Id));

    [Theory]
    [InlineData("Password")]
    [InlineData("SiteCode")]
    [InlineData("ApiVersion")]
    [InlineData("TenantId")]
    public void Names_may_be_made_of_digits(string key) => Assert.Empty(
        Project.Base("{}").With("appsettings.Staging.json", $$"""{ "{{key}}": "123456" }""").With("appsettings.Production.json", $$"""{ "{{key}}": "abc" }""").Places(Id));

    [Fact]
    public void The_effective_values_are_compared()
    {
        Assert.Equal(["warning appsettings.json(1,11)"], Project.Base("""{ "Retry":"no" }""").With("appsettings.Staging.json", """{ "Retry": 3 }""").With("appsettings.Production.json", "{}").Places(Id));
        Assert.Empty(Project.Base("""{ "Retry": "no" }""").With("appsettings.Staging.json", """{ "Retry": 3 }""").With("appsettings.Production.json", """{ "retry": 5 }""").Places(Id));
    }

    [Fact]
    public void A_section_over_a_value_of_the_base_is_beside_it_and_clashes() =>
        Assert.Equal(["warning appsettings.Production.json(1,3)"], Project.Base("""{ "Retry": 3 }""")
            .With("appsettings.Staging.json", "{}")
            .With("appsettings.Production.json", """{ "Retry": { "Count": 3 } }""")
            .Places(Id));

    [Fact]
    public void A_clash_with_several_staging_environments_is_reported_once() =>
        Assert.Contains("in Staging and UAT", Assert.Single(Pair("1", "[1]").With("appsettings.UAT.json", """{ "Retry": 2 }""").Messages(Id)));

    [Fact]
    public void Serilog_takes_its_settings_in_several_shapes() => Assert.Empty(Project.Base("{}")
        .With("appsettings.Staging.json", """{ "Serilog": { "MinimumLevel": "Debug" } }""")
        .With("appsettings.Production.json", """{ "Serilog": { "MinimumLevel": { "Default": "Warning" } } }""")
        .Places(Id));

    [Fact]
    public void What_the_deployment_supplies_is_not_compared() => Assert.Empty(Pair("1", "[1]").Settings("""{ "externalKeys": ["Retry"] }""").Places(Id));

    private static Project Pair(string staging, string production) =>
        Project.Base("{}").With("appsettings.Staging.json", $$"""{ "Retry": {{staging}} }""").With("appsettings.Production.json", $$"""{ "Retry": {{production}} }""");
}
