using System.Text.Json;

namespace StageReady.Rules.Tests.Configuration;

public sealed class StagingHostInProductionTests
{
    private const string Id = "STG1007";

    [Theory]
    [InlineData("https://dev.example.com", "dev")]
    [InlineData("https://api-qa.example.com/v1", "qa")]
    [InlineData("https://qa2.example.com", "qa")]
    [InlineData("https://2uat.example.com", "uat")]
    [InlineData("https://api.STAGING.example.com:8443", "staging")]
    [InlineData("https://api.stage.example.com", "stage")]
    [InlineData("https://shop-stag.example.com", "stag")]
    [InlineData("https://shop-preview-eu.example.com", "preview")]
    [InlineData("https://api-m.sandbox.paypal.com", "sandbox")]
    [InlineData("https://test.salesforce.com/services", "test")]
    [InlineData("http://staging-orders:5000/api", "staging")]
    [InlineData("https://user@dev.example.com", "dev")]
    [InlineData("https://example.com, https://test.example.com", "test")]
    [InlineData("Server=sql-test.example.com;Database=Shop", "test")]
    [InlineData("Server=sql-dev;Database=Shop", "dev")]
    [InlineData("cache-uat.example.com:6379,ssl=true", "uat")]
    [InlineData("mongodb://m1.example.com,m2-dev.example.com/shop", "dev")]
    [InlineData("Endpoint=sb://shop-test.servicebus.windows.net/;SharedAccessKeyName=a", "test")]
    public void A_host_with_such_a_label_is_reported(string value, string mark)
    {
        var finding = Assert.Single(Production("Key", value).Findings(), finding => finding.Rule.Id == Id);
        Assert.Equal((Severity.Error, "web/appsettings.Production.json", "Key"), (finding.Severity, finding.Span.Path, finding.Subject));
        Assert.EndsWith($"its name says '{mark}'. Name production's own host", finding.Message);
    }

    [Theory]
    [InlineData("https://latest.example.com")]
    [InlineData("https://contest.example.com")]
    [InlineData("https://webreportingtest.example.com")]
    [InlineData("https://devices.example.com")]
    [InlineData("https://quality.example.com")]
    [InlineData("https://backstage.example.com")]
    [InlineData("https://example.com/staging/test?env=dev#qa")]
    [InlineData("https://dev:test@example.com")]
    [InlineData("https://shop.test")]
    [InlineData("https://shop.dev/")]
    [InlineData("https://www.shop.qa")]
    [InlineData("https://dev.azure.com/shop")]
    [InlineData("https://dev.virtualearth.net/REST")]
    [InlineData("Server=sql.example.com;Database=Test;Application Name=dev")]
    [InlineData("Data Source=test.db")]
    [InlineData("Data Source=/data/test")]
    [InlineData("test")]
    [InlineData("dev.example.com")]
    [InlineData("Not for https://test.example.com")]
    [InlineData("qa@example.com")]
    public void Other_words_other_parts_and_other_values_are_fine(string value) => Assert.Empty(Production("Key", value).Places(Id));

    [Theory]
    [InlineData("Smtp:Host", "mail-test.example.com", true)]
    [InlineData("Brokers:0", "kafka-dev-1.example.com:9092", true)]
    [InlineData("Cors:AllowedOrigins:0", "https://staging.example.com", true)]
    [InlineData("AllowedHosts", "staging.example.com", false)]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://test.example.com", false)]
    [InlineData("Theme", "preview", false)]
    public void The_key_says_what_a_bare_name_is(string key, string value, bool reported) => Assert.Equal(reported, Production(key, value).Places(Id).Length == 1);

    [Fact]
    public void Only_the_effective_value_of_production_counts()
    {
        Assert.Empty(Project.Base("""{ "Api": "https://dev.example.com" }""")
            .With("appsettings.Staging.json", """{ "Api": "https://staging.example.com" }""")
            .With("appsettings.Production.json", """{ "Api": "https://example.com" }""")
            .Places(Id));
        Assert.Equal(["error appsettings.json(1,9)"], Project.Base("""{ "Api":"https://dev.example.com" }""")
            .With("appsettings.Staging.json", """{ "Api": "https://staging.example.com" }""")
            .Places(Id));
    }

    [Fact]
    public void Several_production_environments_are_named_once() => Assert.StartsWith(
        "Live and Production use 'dev.example.com' through 'Api': ",
        Assert.Single(Project.Base("""{ "Api": "https://dev.example.com" }""").With("appsettings.Live.json", "{}").With("appsettings.Production.json", "{}").Messages(Id)));

    [Fact]
    public void A_declared_host_of_staging_is_reported_whatever_its_name() => Assert.EndsWith(
        "Production uses 'blue7.example.com' through 'Api': it is declared as a host of staging. Name production's own host",
        Assert.Single(Production("Api", "https://blue7.example.com").Settings("""{ "hosts": { "staging": ["blue*.example.com"] } }""").Messages(Id)));

    [Fact]
    public void What_the_deployment_supplies_is_not_judged() =>
        Assert.Empty(Production("Api", "https://dev.example.com").Settings("""{ "externalKeys": ["Api"] }""").Places(Id));

    [Fact]
    public void A_library_and_a_test_are_not_deployed()
    {
        Assert.Empty(Project.Base("""{ "Api": "https://dev.example.com" }""").AsLibrary().Places(Id));
        Assert.Empty(Production("Api", "https://dev.example.com").AsTest().Places(Id));
    }

    private static Project Production(string key, string value) =>
        Project.Base("{}").With("appsettings.Production.json", JsonSerializer.Serialize(new Dictionary<string, string> { [key] = value }));
}
