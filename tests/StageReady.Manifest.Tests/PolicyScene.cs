using System.Text.Json;
using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>A signed release, the keys of a small team, and the policy of who deploys it.</summary>
internal sealed class PolicyScene : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly JsonObject _staging = new() { ["manifest"] = new JsonObject { ["signer"] = "build" } };
    private readonly JsonObject _production = new() { ["manifest"] = new JsonObject { ["signer"] = "build" } };
    private readonly JsonArray _keys = [];
    private readonly JsonArray _authorities = [];

    public PolicyScene()
    {
        Release.Signed();
        AddKey("build", Release.Key, "build");
        AddKey("alice", Alice, "qa", "lead");
        AddKey("bob", Bob, "qa");
        AddKey("operations", Operations, "ops");
    }

    public TemporaryRelease Release { get; } = new();

    public SigningKey Alice { get; } = SigningKey.Generate();

    public SigningKey Bob { get; } = SigningKey.Generate();

    public SigningKey Operations { get; } = SigningKey.Generate();

    public SigningKey Stranger { get; } = SigningKey.Generate();

    public string Application { get; set; } = "Storefront";

    public JsonObject AddKey(string name, SigningKey key, params string[] roles)
    {
        var entry = new JsonObject { ["name"] = name, ["pem"] = key.ExportPublicKeyPem(), ["roles"] = new JsonArray([.. roles.Select(role => (JsonNode)role)]) };
        _keys.Add(entry);
        return entry;
    }

    /// <summary>Lets a certificate vouch for timestamps.</summary>
    public void AddTimestampAuthority(string pem) => _authorities.Add(new JsonObject { ["name"] = "timestamps", ["pem"] = pem });

    public JsonObject Key(string name) => _keys.Single(key => (string?)key!["name"] == name)!.AsObject();

    /// <summary>Sets a member of what an environment asks for.</summary>
    public PolicyScene Ask(string member, string json, string environment = "staging")
    {
        (environment == "staging" ? _staging : _production)[member] = JsonNode.Parse(json);
        return this;
    }

    public string PolicyText() => new JsonObject
    {
        ["version"] = 1,
        ["application"] = Application,
        ["keys"] = _keys.DeepClone(),
        ["timestampAuthorities"] = _authorities.DeepClone(),
        ["environments"] = new JsonObject { ["staging"] = _staging.DeepClone(), ["production"] = _production.DeepClone() },
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    public DeployPolicy Policy() => DeployPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(PolicyText()), "deploy-policy.json");

    /// <summary>Appends evidence by Alice, an hour old, in staging, unless said otherwise.</summary>
    public PolicyScene Attest(EvidenceKind kind, string outcome, SigningKey? key = null, string environment = "staging", TimeSpan? age = null, string? suite = null, string? role = null, string? manifest = null)
    {
        EvidenceWriter.Append(manifest ?? Release.ManifestPath, new Evidence
        {
            Kind = kind,
            Environment = environment,
            Suite = suite,
            Role = role,
            RunId = Guid.NewGuid().ToString("n"),
            Time = Now - (age ?? TimeSpan.FromHours(1)),
            WriteMembers = writer => writer.WriteString(kind == EvidenceKind.Approval ? "decision" : "result", outcome),
        }, key ?? Alice);
        return this;
    }

    public PolicyScene Approve(SigningKey key, string role, string decision = "approved", TimeSpan? age = null) => Attest(EvidenceKind.Approval, decision, key, role: role, age: age);

    public VerificationResult Verify(string environment = "staging", ReleaseState? state = null)
    {
        using var policy = Policy();
        return ReleaseVerifier.VerifyForEnvironment(Release.Root, policy, environment, state: state, now: Now);
    }

    public string Codes(string environment = "staging", ReleaseState? state = null) => TemporaryRelease.CodesOf(Verify(environment, state));

    public void Promote(string environment, SigningKey key, TimeSpan? age = null)
    {
        using var policy = Policy();
        var verification = ReleaseVerifier.VerifyForPromotion(Release.Root, policy, environment, now: Now);
        PromotionWriter.Append(Release.ManifestPath, verification, policy, environment, key, Now - (age ?? TimeSpan.Zero));
    }

    public void Dispose()
    {
        Release.Dispose();
        foreach (var key in new[] { Alice, Bob, Operations, Stranger })
            key.Dispose();
    }
}
