using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>A policy may trust a root certificate for a role: then each key that it has certified is a person of its own.</summary>
public sealed class CertificatePolicyTests : IDisposable
{
    private readonly PolicyScene _scene = new();
    private readonly TestCertificate _root = new("People", from: PolicyScene.Now.AddYears(-1), to: PolicyScene.Now.AddYears(1));
    private readonly TestCertificate _carol;
    private readonly TestCertificate _dave;

    public CertificatePolicyTests()
    {
        _carol = Person("Carol");
        _dave = Person("Dave");
        var entry = _scene.AddKey("people", _scene.Stranger, "qa");
        entry["pem"] = _root.Pem;
    }

    [Fact]
    public void Two_people_whom_one_root_certified_are_two()
    {
        _scene.Ask("approvals", """[ { "role": "qa", "count": 2 } ]""");
        Approve(_carol);
        Assert.Equal("approvals-insufficient", _scene.Codes());
        Approve(_dave);
        Assert.Equal("", _scene.Codes());
    }

    [Fact]
    public void One_person_with_two_decisions_is_one()
    {
        _scene.Ask("approvals", """[ { "role": "qa", "count": 2 } ]""");
        Approve(_carol);
        Approve(_carol);
        Assert.Equal("approvals-insufficient", _scene.Codes());
    }

    [Fact]
    public void One_key_that_the_policy_names_and_the_root_has_certified_is_one_person()
    {
        using var key = SigningKey.FromPem(_carol.PrivateKeyPem, "carol.pem");
        _scene.AddKey("carol", key, "qa");
        _scene.Ask("approvals", """[ { "role": "qa", "count": 2 } ]""");
        Approve(_carol);
        _scene.Approve(key, "qa");
        Assert.Equal("approvals-insufficient", _scene.Codes());
    }

    [Fact]
    public void Who_rejects_withdraws_the_own_approval_and_nobody_elses()
    {
        _scene.Ask("approvals", """[ { "role": "qa" } ]""");
        Approve(_carol, age: TimeSpan.FromHours(3));
        Approve(_dave, "rejected");
        Assert.Equal("", _scene.Codes());
        Approve(_carol, "rejected");
        Assert.Equal("approvals-insufficient", _scene.Codes());
    }

    [Fact]
    public void The_policy_names_whose_timestamps_count()
    {
        using var authority = new TestTimestampAuthority();
        using var root = new TestCertificate("Builds", to: DateTimeOffset.UtcNow.AddYears(1));
        using var leaf = new TestCertificate("Build", root, TestCertificate.CodeSigning);
        using var key = leaf.SigningKey();
        key.TimestampAuthority = authority.Answer;
        ReleaseWriter.Write(_scene.Release.Root, _scene.Release.Description, key);
        _scene.Key("build")["pem"] = root.Pem;

        Assert.Equal("", Codes(DateTimeOffset.UtcNow));
        Assert.Equal("key-expired", Codes(DateTimeOffset.UtcNow.AddDays(1)));
        _scene.AddTimestampAuthority(authority.Root.Pem);
        Assert.Equal("", Codes(DateTimeOffset.UtcNow.AddDays(1)));

        // The policy's own words about the certificate count at the time of the verification, whatever the timestamp says.
        _scene.Key("build")["validTo"] = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        Assert.Equal("key-expired", Codes(DateTimeOffset.UtcNow.AddDays(1)));

        string Codes(DateTimeOffset now)
        {
            using var policy = _scene.Policy();
            return TemporaryRelease.CodesOf(ReleaseVerifier.VerifyForEnvironment(_scene.Release.Root, policy, "staging", now: now));
        }
    }

    [Theory]
    [InlineData("key", "key 'people' is damaged: its CERTIFICATE block holds no certificate")]
    [InlineData("authority", "time-stamping authority 'timestamps' is damaged: its CERTIFICATE block holds no certificate")]
    public void A_damaged_certificate_is_told_with_its_place(string where, string message)
    {
        const string Damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
        if (where == "key")
            _scene.Key("people")["pem"] = Damaged;
        else
            _scene.AddTimestampAuthority(Damaged);
        Assert.Matches($@"^deploy-policy\.json\(\d+,\d+\): {message}$", Assert.Throws<UnusableInputException>(() => _scene.Policy()).Message);
    }

    public void Dispose()
    {
        _scene.Dispose();
        _carol.Dispose();
        _dave.Dispose();
        _root.Dispose();
    }

    private TestCertificate Person(string name) => new(name, _root, TestCertificate.CodeSigning, PolicyScene.Now.AddMonths(-2), PolicyScene.Now.AddMonths(6));

    private void Approve(TestCertificate person, string decision = "approved", TimeSpan? age = null)
    {
        using var key = SigningKey.FromPem(person.PrivateKeyPem, "k.pem");
        var before = File.ReadAllLines(_scene.Release.ManifestPath).Length;
        _scene.Approve(key, "qa", decision, age);

        // The line as somebody writes it who brings the certificate.
        var lines = File.ReadAllLines(_scene.Release.ManifestPath);
        var envelope = JsonNode.Parse(lines[before])!;
        lines[before] = new JsonObject
        {
            ["mediaType"] = "application/vnd.dev.sigstore.bundle.v0.3+json",
            ["verificationMaterial"] = new JsonObject { ["certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(person.Certificate.RawData) } },
            ["dsseEnvelope"] = envelope,
        }.ToJsonString();
        File.WriteAllLines(_scene.Release.ManifestPath, lines);
    }
}
