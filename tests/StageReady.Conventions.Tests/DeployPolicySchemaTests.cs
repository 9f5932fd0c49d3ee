using System.Text.Json;
using Json.Schema;

namespace StageReady.Conventions.Tests;

/// <summary>The schema of deploy policies allows what the documentation shows, and no requirement with a typing error.</summary>
public sealed class DeployPolicySchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(Repository.TryRead("src/StageReady.Manifest/schemas/deploy-policy.schema.json")!);

    [Fact]
    public void The_policy_of_the_documentation_is_valid()
    {
        var policies = SettingsSchemaTests.Block().Matches(Repository.TryRead("docs/deploy-policy.md")!).Select(block => SettingsSchemaTests.Parse(block.Groups[1].Value).RootElement).Where(IsPolicy).ToList();
        Assert.NotEmpty(policies);
        Assert.All(policies, policy => Assert.True(Schema.Evaluate(policy).IsValid));
    }

    [Theory]
    [InlineData(""" "evidence": [ { "kind": "rehearsal", "signer": "qa", "maxAge": "PT12H" } ] """, true)]
    [InlineData(""" "evidence": [ { "kind": "rehearsel", "signer": "qa" } ] """, false)]
    [InlineData(""" "evidence": [ { "kind": "rehearsal", "signer": "qa", "maxage": "P1D" } ] """, false)]
    [InlineData(""" "evidence": [ { "kind": "rehearsal", "signer": "qa", "maxAge": "PT" } ] """, false)]
    [InlineData(""" "evidence": [ { "kind": "rehearsal", "signer": "qa", "maxAge": "P1M" } ] """, false)]
    [InlineData(""" "approvals": [ { "role": "qa", "count": 0 } ] """, false)]
    [InlineData(""" "rollback": "never" """, false)]
    [InlineData(""" "suppressions": { "max": -1 } """, false)]
    [InlineData(""" "rollback": { "signer": "qa", "maxAge": "PT4H" } """, true)]
    [InlineData(""" "rollback": { } """, false)]
    [InlineData(""" "configuration": { "supplied": ["Payment"] } """, true)]
    [InlineData(""" "configuration": { "environment": "Production" } """, false)]
    [InlineData(""" "packages": { "sources": ["https://api.nuget.org/v3/index.json"] } """, true)]
    [InlineData(""" "packages": { } """, false)]
    [InlineData(""" "packages": { "signers": ["abc"] } """, false)]
    public void A_requirement_with_a_mistake_is_not_valid(string requirement, bool isValid)
    {
        var policy = $$"""{ "version": 1, "application": "Shop", "keys": [], "environments": { "production": { "manifest": { "signer": "build" }, {{requirement}} } } }""";
        Assert.Equal(isValid, Schema.Evaluate(JsonDocument.Parse(policy).RootElement).IsValid);
    }

    internal static bool IsPolicy(JsonElement root) => root.TryGetProperty("application", out _) && root.TryGetProperty("keys", out _);
}
