using System.Text;

namespace StageReady.Manifest.Tests;

/// <summary>A policy says exactly what it asks for, or it cannot be used: line and column tell why.</summary>
public sealed class PolicyTests
{
    private const string Place = @"^deploy-policy\.json\(\d+,\d+\)";

    [Fact]
    public void A_policy_is_read_whole()
    {
        using var scene = new PolicyScene().Ask("evidence", """[ { "kind": "test-result", "signer": "qa", "environment": "test", "maxAge": "P1W2DT3H4M5S", "scenarios": ["smoke"] } ]""")
            .Ask("promotion", """{ "from": "production", "signer": "ops" }""");
        scene.Key("alice")["validFrom"] = "2026-01-01T00:00:00+02:00";

        using var policy = scene.Policy();

        var staging = policy.Environment("staging")!;
        var evidence = Assert.Single(staging.Evidence);
        Assert.Equal(("Storefront", 4, "build"), (policy.Application, policy.Keys.Count, staging.ManifestSigner));
        Assert.Equal((EvidenceKind.TestResult, "qa", "test", new TimeSpan(9, 3, 4, 5)), (evidence.Kind, evidence.Signer, evidence.Environment, evidence.MaxAge));
        Assert.Equal(["smoke"], evidence.Scenarios);
        Assert.Equal(("production", "ops"), (staging.Promotion!.From, staging.Promotion.Signer));
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 22, 0, 0, TimeSpan.Zero), policy.Keys[1].ValidFrom);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "evidence", """[ { "kind": "rehearsel", "signer": "qa" } ]""", "'rehearsel'" },
        { "evidence", """[ { "kind": "approval", "signer": "qa" } ]""", "belongs under approvals" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "nobody" } ]""", "a role that one of the keys has, found 'nobody'" },
        { "evidence", """[ { "kind": "rehearsal" } ]""", "a member 'signer', found none" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxage": "P1D" } ]""", "found 'maxage'" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "1D" } ]""", "a duration" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "P" } ]""", "a duration" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "PT" } ]""", "a duration" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "P1M" } ]""", "a duration" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "P0D" } ]""", "a duration" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "PT1S1H" } ]""", "a duration" },
        { "evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "P99999999D" } ]""", "a duration" },
        { "evidence", """{ }""", "an array, found an object" },
        { "approvals", """[ { "role": "qa", "count": 3 } ]""", "from 1 to 2" },
        { "approvals", """[ { "role": "qa", "count": 0 } ]""", "from 1 to 2" },
        { "approvals", """[ { "role": "qa", "count": 1.5 } ]""", "a whole number" },
        { "promotion", """{ "from": "staging", "signer": "ops" }""", "another environment" },
        { "evidence", """[ { "kind": "rollback", "signer": "qa" } ]""", "belongs under rollback" },
        { "rollback", "\"never\"", "refuse, allow, or an object that says who may permit it, found 'never'" },
        { "rollback", "true", "an object, found true or false" },
        { "rollback", "{}", "a member 'signer', found none" },
        { "rollback", """{ "signer": "nobody" }""", "a role that one of the keys has, found 'nobody'" },
        { "rollback", """{ "signer": "ops", "maxAge": "4h" }""", "a duration" },
        { "configuration", "{}", "a member 'supplied', found none" },
        { "configuration", """{ "supplied": [""] }""", "text without control characters" },
        { "configuration", """{ "supplied": [], "keys": [] }""", "found 'keys'" },
        { "packages", "{}", "at least one of sources or signers, found none" },
        { "packages", """{ "sources": [] }""", "at least one of sources or signers, found none" },
        { "packages", """{ "signers": ["AB"] }""", "64 lower-case hexadecimal digits" },
        { "suppressions", """{ "max": -1 }""", "a whole number" },
        { "suppressions", "{}", "a member 'max'" },
        { "supressions", """{ "max": 1 }""", "'supressions'" },
        { "manifest", """{ "signer": "" }""", "text without control characters, found empty text" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place(string member, string json, string message)
    {
        using var scene = new PolicyScene().Ask(member, json);
        var refusal = Assert.Throws<UnusableInputException>(() => scene.Policy());
        Assert.Matches(Place, refusal.Message);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_is_that_of_the_mistake()
    {
        var refusal = Assert.Throws<UnusableInputException>(() => DeployPolicy.Parse("{\n  \"version\": 1,\n  \"application\": 5\n}"u8, "deploy-policy.json"));
        Assert.StartsWith("deploy-policy.json(3,18): expected text, found a number", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("// comment\n{}")]
    [InlineData("{ \"version\": 1, \"Version\": 1 }")]
    [InlineData("{ \"version\": 2 }")]
    [InlineData("{ \"version\": 1, \"application\": \"a\", \"keys\": [], \"environments\": {} }")]
    [InlineData("{ \"version\": 1 } x")]
    public void What_is_no_policy_is_refused(string text) =>
        Assert.StartsWith("deploy-policy.json", Assert.Throws<UnusableInputException>(() => DeployPolicy.Parse(Encoding.UTF8.GetBytes(text), "deploy-policy.json")).Message);

    [Fact]
    public void A_key_stands_in_a_policy_once()
    {
        using var scene = new PolicyScene();
        scene.AddKey("alice again", scene.Alice, "ops");
        Assert.Contains("another key than that of 'alice'", Assert.Throws<UnusableInputException>(() => scene.Policy()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_cannot_be_read_is_named_and_a_private_one_is_not_shown()
    {
        using var scene = new PolicyScene();
        var secret = scene.Alice.ExportPrivateKeyPem();
        scene.Key("alice")["pem"] = secret;
        var message = Assert.Throws<UnusableInputException>(() => scene.Policy()).Message;
        Assert.Matches(Place + ": key 'alice' is a private key", message);
        Assert.DoesNotContain(secret.Split('\n')[1], message, StringComparison.Ordinal);
    }
}
