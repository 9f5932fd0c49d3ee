using StageReady.Configuration;

namespace StageReady.Rules.Tests.Configuration;

public sealed class StageReadySettingsTests
{
    [Fact]
    public void Without_a_file_there_are_the_defaults()
    {
        var settings = StageReadySettings.From(null);
        Assert.Equal(EnvironmentRole.Production, settings.Roles.RoleOf("Production"));
        Assert.Empty(settings.Suppressions);
        Assert.Empty(settings.Problems);
    }

    [Theory]
    [InlineData("appsettings.json", "appsettings.json", true)]
    [InlineData("appsettings.json", "src/Shop/AppSettings.json", true)]
    [InlineData("appsettings.*.json", "src/Shop/appsettings.Staging.json", true)]
    [InlineData("appsettings.*.json", "src/Shop/appsettings.json", false)]
    [InlineData("src/*/appsettings.json", "src/Shop/appsettings.json", true)]
    [InlineData("src/*/appsettings.json", "src/Shop/Api/appsettings.json", false)]
    [InlineData("src/**/appsettings.json", "src/Shop/Api/appsettings.json", true)]
    [InlineData("src/**/appsettings.json", "src/appsettings.json", true)]
    [InlineData("./src/**", "src/Shop/appsettings.json", true)]
    [InlineData(@"src\Shop\appsettings.json", "src/Shop/appsettings.json", true)]
    [InlineData("src/**", "tests/src/appsettings.json", false)]
    [InlineData("**/a*b*c/**/x?z.json", "a/abbc/q/aXbXc/y/xyz.json", true)]
    [InlineData("settings.json", "appsettings.json", false)]
    public void A_pattern_of_files_is_relative_to_the_settings_file(string pattern, string path, bool covered)
    {
        var settings = Read($$"""{ "encryptedProviders": ["{{pattern.Replace(@"\", @"\\")}}"] }""");
        Assert.Equal(covered, settings.IsEncrypted("repository/" + path));
        Assert.False(settings.IsEncrypted("elsewhere/" + path));
        Assert.Equal(covered, Read($$"""{ "encryptedProviders": ["{{pattern.Replace(@"\", @"\\")}}"] }""", "stageready.json").IsEncrypted(path));
    }

    [Theory]
    [InlineData("*.staging.example.com", "api.STAGING.example.com", true)]
    [InlineData("*.staging.example.com", "staging.example.com", false)]
    [InlineData("stg-??.example.com", "stg-01.example.com", true)]
    [InlineData("stg-??.example.com", "stg-1.example.com", false)]
    [InlineData("blue*", "blue", true)]
    public void A_host_belongs_to_a_role(string pattern, string host, bool belongs)
    {
        var settings = Read($$"""{ "hosts": { "staging": ["{{pattern}}"] } }""");
        Assert.Equal(belongs, settings.IsHostOf(EnvironmentRole.Staging, host));
        Assert.False(settings.IsHostOf(EnvironmentRole.Production, host));
    }

    [Fact]
    public void A_suppression_keeps_all_that_it_says()
    {
        var suppression = Assert.Single(Read("""
            {
              "suppressions": [
                { "rule": "STG1008", "file": "Shop/appsettings.json", "key": "Otlp__Endpoint", "reason": "The collector runs on every host", "expires": "2027-03-31" }
              ]
            }
            """).Suppressions);

        Assert.Equal("STG1008", suppression.Rule.Id);
        Assert.Equal("Otlp:Endpoint", suppression.Key?.Path);
        Assert.Equal("The collector runs on every host", suppression.Reason);
        Assert.Equal(new DateTime(2027, 3, 31), suppression.Expires);
        Assert.Equal((3, 5), (suppression.Span.StartLine, suppression.Span.StartColumn));
    }

    [Theory]
    [InlineData("STG1008", "repository/Shop/appsettings.json", "Otlp", true)]
    [InlineData("STG1008", "repository/Shop/appsettings.json", "Otlp:Endpoint", true)]
    [InlineData("STG1008", "repository/Shop/appsettings.json", "OtlpProxy", false)]
    [InlineData("STG1008", "repository/Shop/appsettings.Staging.json", "Otlp", false)]
    [InlineData("STG1010", "repository/Shop/appsettings.json", "Otlp", false)]
    public void A_suppression_covers_the_findings_of_its_rule_file_and_key(string rule, string path, string key, bool covered)
    {
        var suppression = Assert.Single(Read("""{ "suppressions": [{ "rule": "STG1008", "file": "Shop/appsettings.json", "key": "Otlp" }] }""").Suppressions);
        Assert.Equal(covered, suppression.Covers(new Finding(Catalogue.Find(rule)!, SourceSpan.StartOf(path), "") { Subject = key }));
    }

    [Theory]
    [InlineData("""{ "rule": "STG1008", "file": "a.json", "key": "*" }""")]
    [InlineData("""{ "rule": "STG1008", "file": "a.json", "expires": "soon" }""")]
    [InlineData("""{ "rule": "STG1008" }""")]
    [InlineData("""{ "file": "a.json" }""")]
    public void A_suppression_that_is_not_understood_suppresses_nothing(string entry)
    {
        var settings = Read($$"""{ "suppressions": [{{entry}}] }""");
        Assert.Empty(settings.Suppressions);
        Assert.NotEmpty(settings.Problems);
    }

    [Fact]
    public void A_required_document_has_a_path_and_headings()
    {
        var documents = Read("""{ "requiredDocuments": ["docs\\runbook.md", { "path": "./docs/rollback.md", "headings": ["Rollback", "Contacts"] }] }""").RequiredDocuments;
        Assert.Equal(["docs/runbook.md", "docs/rollback.md"], documents.Select(document => document.Path));
        Assert.Equal(["Rollback", "Contacts"], documents[1].Headings);
    }

    private static StageReadySettings Read(string json, string path = "repository/stageready.json") => StageReadySettings.From(new TextFile(path, json));
}
