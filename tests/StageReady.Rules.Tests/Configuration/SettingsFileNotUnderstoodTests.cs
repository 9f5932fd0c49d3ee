namespace StageReady.Rules.Tests.Configuration;

public sealed class SettingsFileNotUnderstoodTests
{
    private const string Id = "STG1023";

    [Theory]
    [InlineData("""{ "enviroments": {} }""", 3, "The setting 'enviroments' is unknown. Did you mean 'environments'?")]
    [InlineData("""{ "Sidecars": [] }""", 3, "The setting 'Sidecars' is unknown. Did you mean 'sidecars'?")]
    [InlineData("""{ "colour": 1 }""", 3, "The setting 'colour' is unknown")]
    [InlineData("""{ "environments": { "Live2": "prodction" } }""", 30, "The role of 'Live2' must be one of development, test, staging or production. Did you mean 'production'?")]
    [InlineData("""{ "environments": { "Live2": 3 } }""", 30, "The role of 'Live2' must be one of development, test, staging or production")]
    [InlineData("""{ "environments": [] }""", 19, "'environments' must be an object of environment names and roles")]
    [InlineData("""{ "sidecars": "localhost" }""", 15, "'sidecars' must be an array of strings, each a host or host:port")]
    [InlineData("""{ "sidecars": ["local host"] }""", 16, "A value of 'sidecars' must be a host or host:port, as a string")]
    [InlineData("""{ "sidecars": [4317] }""", 16, "A value of 'sidecars' must be a host or host:port, as a string")]
    [InlineData("""{ "externalKeys": [""] }""", 20, "A value of 'externalKeys' must be a key, as a string")]
    [InlineData("""{ "sidecars": [], "sidecars": [] }""", 19, "'sidecars' is given twice")]
    [InlineData("""[]""", 1, "The settings must be a JSON object")]
    [InlineData("""{ """, 3, "The settings cannot be read: expected a name in double quotes or '}', found the end of the file")]
    [InlineData("", 1, "The settings cannot be read: expected '{', found the end of the file")]
    public void What_no_rule_knows_is_an_error_at_its_place(string json, int column, string message)
    {
        var finding = Assert.Single(new Project().Settings(json).Findings());
        Assert.Equal((Id, "web/stageready.json", column, message), (finding.Rule.Id, finding.Span.Path, finding.Span.StartColumn, finding.Message));
        Assert.Equal(Severity.Error, finding.Severity);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""
        {
          "$schema": "https://example.com/schema.json", // comments are fine
          "environments": { "DeployedProd": "production", "Docker": "test" },
          "sidecars": ["localhost:4317", "host.docker.internal", "[::1]:80"],
          "externalKeys": ["ConnectionStrings", "Smtp__Password", "Jwt:*"],
          "hosts": {}, "sharedResources": [], "encryptedProviders": [], "requiredDocuments": [], "suppressions": [],
        }
        """)]
    public void What_is_known_is_fine(string json) => Assert.Empty(new Project().Settings(json).Findings());
}
