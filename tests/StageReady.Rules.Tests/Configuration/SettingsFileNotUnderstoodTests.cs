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
    [InlineData("""{ "sharedResources": {} }""", 22, "'sharedResources' must be an array of strings, each the name of a resource, or a key that names it")]
    [InlineData("""{ "encryptedProviders": [1] }""", 26, "A value of 'encryptedProviders' must be a file or a pattern of files, relative to this folder, as a string")]
    [InlineData("""{ "hosts": [] }""", 12, "'hosts' must be an object of roles and arrays of hosts")]
    [InlineData("""{ "hosts": { "stagin": [] } }""", 14, "The role 'stagin' is unknown. Did you mean 'staging'?")]
    [InlineData("""{ "hosts": { "staging": "x" } }""", 25, "'staging' must be an array of strings, each a host, in which '*' may stand for any characters")]
    [InlineData("""{ "hosts": { "staging": ["http://x/"] } }""", 26, "A value of 'staging' must be a host, in which '*' may stand for any characters, as a string")]
    [InlineData("""{ "requiredDocuments": "a" }""", 24, "'requiredDocuments' must be an array of paths, or objects with a path and headings")]
    [InlineData("""{ "requiredDocuments": [1] }""", 25, "A value of 'requiredDocuments' must be a path, or an object with a path and headings")]
    [InlineData("""{ "requiredDocuments": [{ "path": "a", "heading": [] }] }""", 40, "The member of a document 'heading' is unknown. Did you mean 'headings'?")]
    [InlineData("""{ "requiredDocuments": [{}] }""", 25, "'path' is missing: a document must have a path")]
    [InlineData("""{ "requiredDocuments": [{ "path": "a", "headings": [""] }] }""", 53, "A value of 'headings' must be a heading, as a string")]
    [InlineData("""{ "suppressions": {} }""", 19, "'suppressions' must be an array of objects with a rule, a file and a reason")]
    [InlineData("""{ "suppressions": ["a"] }""", 20, "A suppression must be an object with a rule, a file and a reason")]
    [InlineData("""{ "suppressions": [{ "rule": "STG1008" }] }""", 20, "'file' is missing: a suppression must have a file or a pattern of files, relative to this folder")]
    [InlineData("""{ "suppressions": [{ "file": "a" }] }""", 20, "'rule' is missing: a suppression must have the id of a rule")]
    [InlineData("""{ "suppressions": [{ "file": "a", "rule": "STG9999" }] }""", 43, "'rule' must be the id of a rule, as a string")]
    [InlineData("""{ "suppressions": [{ "file": "a", "rule": "STG1008", "because": "" }] }""", 54, "The member of a suppression 'because' is unknown")]
    [InlineData("""{ "suppressions": [{ "file": "a", "rule": "STG1008", "expires": "31.3.2027" }] }""", 65, "'expires' must be a day as in 2027-03-31, as a string")]
    [InlineData("""{ "suppressions": [{ "file": "a", "rule": "STG1008", "key": "*" }] }""", 61, "'key' must be a key, as a string")]
    [InlineData("""{ "suppressions": [{ "file": "a", "rule": "STG1008", "reason": " " }] }""", 64, "'reason' must be a sentence, as a string")]
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
          "hosts": { "staging": ["*.staging.example.com"], "production": [] },
          "sharedResources": ["auth.example.com", "sql.example.com/Shop", "Auth:Authority"],
          "encryptedProviders": ["config/**/*.enc.json"],
          "requiredDocuments": ["docs/runbook.md", { "path": "docs/rollback.md", "headings": ["Rollback"] }],
          "suppressions": [
            { "rule": "STG1008", "file": "src/Shop/appsettings.json", "key": "Otlp", "reason": "The collector runs on every host", "expires": "2027-03-31" },
            { "rule": "stg1010", "file": "appsettings.*.json" },
          ],
        }
        """)]
    public void What_is_known_is_fine(string json) => Assert.Empty(new Project().Settings(json).Findings());
}
