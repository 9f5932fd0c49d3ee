namespace StageReady.Manifest.Tests;

/// <summary>The policy about going back, about settings that the environment supplies, and about packages.</summary>
public sealed class VerifyPolicyTests
{
    private const string Permission = """{ "signer": "ops", "maxAge": "P1D" }""";

    private static readonly Dictionary<string, (Action<PolicyScene> Permit, string Codes)> Cases = new()
    {
        { "none", (_ => { }, "rolled-back") },
        { "one", (scene => Permit(scene), "") },
        { "by somebody without the role", (scene => Permit(scene, scene.Alice), "rolled-back") },
        { "by a stranger", (scene => Permit(scene, scene.Stranger), "rolled-back") },
        { "for another environment", (scene => Permit(scene, environment: "production"), "rolled-back") },
        { "that has expired", (scene => Permit(scene, expires: PolicyScene.Now), "rolled-back") },
        { "that expires next", (scene => Permit(scene, expires: PolicyScene.Now + TimeSpan.FromMilliseconds(1)), "") },
        { "that is too old", (scene => Permit(scene, age: TimeSpan.FromDays(2)), "rolled-back") },
        { "of a time that has not come", (scene => Permit(scene, age: TimeSpan.FromMinutes(-6)), "rolled-back") },
        { "that a later one withdraws", (scene => { Permit(scene); Permit(scene, age: TimeSpan.FromMinutes(1), expires: PolicyScene.Now - TimeSpan.FromMinutes(1)); }, "rolled-back") },
        { "that is an approval", (scene => scene.Approve(scene.Operations, "ops"), "rolled-back") },
        { "beside a condition that is not met", (scene => { Permit(scene); scene.Ask("approvals", """[ { "role": "ops" } ]"""); }, "approvals-insufficient") },
    };

    public static TheoryData<string> Permissions => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Permissions))]
    public void Going_back_needs_a_permission_for_this_very_release(string permission)
    {
        using var scene = new PolicyScene().Ask("rollback", Permission);
        Cases[permission].Permit(scene);
        Assert.Equal(Cases[permission].Codes, scene.Codes(state: Newer(scene)));
    }

    [Fact]
    public void A_permission_is_not_one_for_another_release()
    {
        using var scene = new PolicyScene().Ask("rollback", Permission);
        Permit(scene);
        var permission = File.ReadAllLines(scene.Release.ManifestPath)[1];
        scene.Release.Put("app.dll", "an even older one");
        scene.Release.Signed();
        File.AppendAllText(scene.Release.ManifestPath, permission + "\n");
        Assert.Equal("rolled-back", scene.Codes(state: Newer(scene)));
    }

    [Fact]
    public void Who_says_that_releases_may_not_go_back_is_not_overruled_by_a_permission()
    {
        using var scene = new PolicyScene().Ask("rollback", "\"refuse\"");
        Permit(scene);
        Assert.Equal("rolled-back", scene.Codes(state: Newer(scene)));
        Assert.Throws<UnusableInputException>(() => scene.Ask("rollback", Permission).Verify());
    }

    [Theory]
    [InlineData("\"refuse\"")]
    [InlineData(Permission)]
    public void An_environment_that_does_not_go_back_can_be_promoted_to(string rollback)
    {
        using var scene = new PolicyScene().Ask("rollback", rollback).Ask("promotion", """{ "from": "staging", "signer": "ops" }""", "production");
        scene.Promote("staging", scene.Operations);
        Assert.Equal("", scene.Codes("production"));
    }

    [Fact]
    public void A_refusal_says_who_may_permit_it_and_why_the_permission_does_not_count()
    {
        using var scene = new PolicyScene().Ask("rollback", Permission);
        var problem = Assert.Single(scene.Verify(state: Newer(scene)).Problems);
        Assert.Equal(("a sequence from 8, or a permission to go back in staging by ops", "7"), (problem.Expected, problem.Actual));
        Permit(scene, expires: PolicyScene.Now);
        Assert.Equal(
            "A newer release was accepted before, and the permission does not count: The evidence has expired, until 2026-11-27T12:00:00.000Z", Assert.Single(scene.Verify(state: Newer(scene)).Problems).Message);
    }

    [Fact]
    public void A_permission_without_an_end_cannot_be_made()
    {
        using var scene = new PolicyScene();
        Assert.Throws<UnusableInputException>(() => scene.Attest(EvidenceKind.Rollback, "", scene.Operations));
        Assert.Single(File.ReadAllLines(scene.Release.ManifestPath));
    }

    [Fact]
    public void An_approval_counts_until_it_expires()
    {
        using var scene = new PolicyScene().Ask("approvals", """[ { "role": "ops" } ]""");
        Append(scene, EvidenceKind.Approval, scene.Operations, PolicyScene.Now, role: "ops");
        Assert.Equal("approvals-insufficient", scene.Codes());
        Append(scene, EvidenceKind.Approval, scene.Operations, PolicyScene.Now.AddHours(1), role: "ops", age: TimeSpan.FromMinutes(30));
        Assert.Equal("", scene.Codes());
    }

    [Theory]
    [InlineData("""["ConnectionStrings:Shop", "Payment"]""", "")]
    [InlineData("""["connectionstrings:shop", "PAYMENT:Key"]""", "")]
    [InlineData("""["ConnectionStrings:Shop"]""", "configuration-missing: Payment:Key from the environment")]
    [InlineData("""["ConnectionStrings:Shop", "Pay"]""", "configuration-missing: Payment:Key from the environment")]
    [InlineData("[]", "configuration-missing: ConnectionStrings:Shop from the environment\nconfiguration-missing: Payment:Key from the environment")]
    public void What_the_release_leaves_to_the_environment_must_be_supplied(string supplied, string expected)
    {
        using var scene = new PolicyScene().Ask("configuration", $$"""{ "environment": "production", "supplied": {{supplied}} }""");
        SignWithFacts(scene, """
            { "configuration": [ { "environment": "Production", "keys": [ { "key": "ConnectionStrings:Shop", "kind": "string", "external": true }, { "key": "Payment:Key", "kind": "null", "external": true },
              { "key": "Title", "kind": "string" } ] } ] }
            """);
        Assert.Equal(expected, Expectations(scene));
    }

    [Theory]
    [InlineData("""{ "sources": ["https://api.nuget.org/v3/index.json", "https://feed.example/index.json"] }""", "")]
    [InlineData("""{ "sources": ["https://api.nuget.org/v3/index.json"] }""", "package-refused: Ours 1.0.0 from https://api.nuget.org/v3/index.json")]
    [InlineData("""{ "signers": ["00000000000000000000000000000000000000000000000000000000000000ab"] }""", "package-refused: Ours 1.0.0 signed by 00000000000000000000000000000000000000000000000000000000000000ab")]
    public void Packages_must_be_from_admitted_sources_and_signers(string requirement, string expected)
    {
        using var scene = new PolicyScene().Ask("packages", requirement);
        SignWithFacts(scene, """
            { "packages": [ { "id": "Dapper", "version": "2.1.0", "source": "https://api.nuget.org/v3/index.json", "signer": "00000000000000000000000000000000000000000000000000000000000000AB" },
              { "id": "Ours", "version": "1.0.0", "source": "https://feed.example/index.json" } ] }
            """);
        Assert.Equal(expected, Expectations(scene));
    }

    [Theory]
    [InlineData("configuration", """{ "supplied": [] }""", "configuration-missing")]
    [InlineData("packages", """{ "sources": ["https://api.nuget.org/v3/index.json"] }""", "package-refused")]
    public void What_the_manifest_does_not_say_is_not_known_to_be_good(string member, string requirement, string code)
    {
        using var scene = new PolicyScene().Ask(member, requirement);
        var result = scene.Verify();
        Assert.Equal((code, 7), (TemporaryRelease.CodesOf(result), result.ExitCode));
    }

    [Theory]
    [InlineData("configuration", """{ "environment": "production", "supplied": [] }""", "configuration production passed")]
    [InlineData("packages", """{ "sources": ["https://api.nuget.org/v3/index.json"] }""", "packages staging passed")]
    public void What_is_asked_is_listed_where_there_is_nothing_to_ask_it_of(string member, string requirement, string expected)
    {
        using var scene = new PolicyScene().Ask(member, requirement);
        SignWithFacts(scene, """{ "configuration": [ { "environment": "Production", "keys": [] } ], "packages": [] }""");
        var result = scene.Verify();
        Assert.Empty(result.Problems);
        Assert.Contains(expected, result.Evaluated.Select(evaluation => $"{evaluation.Check} {evaluation.Subject} {evaluation.Result}"));
    }

    private static string Expectations(PolicyScene scene) => string.Join('\n', scene.Verify().Problems.Select(problem => $"{problem.Code}: {problem.Expected}"));

    private static void SignWithFacts(PolicyScene scene, string facts)
    {
        var of = scene.Release.Description;
        ReleaseWriter.Write(scene.Release.Root, new ReleaseDescription { Name = of.Name, Version = of.Version, Sequence = of.Sequence, Facts = ReleaseFacts.Parse(System.Text.Encoding.UTF8.GetBytes(facts), "facts") }, scene.Release.Key);
    }

    private static void Permit(PolicyScene scene, SigningKey? key = null, string environment = "staging", DateTimeOffset? expires = null, TimeSpan? age = null) =>
        Append(scene, EvidenceKind.Rollback, key ?? scene.Operations, expires ?? PolicyScene.Now.AddHours(1), environment, age);

    private static void Append(PolicyScene scene, EvidenceKind kind, SigningKey key, DateTimeOffset expires, string environment = "staging", TimeSpan? age = null, string? role = null) =>
        EvidenceWriter.Append(scene.Release.ManifestPath, new Evidence
        {
            Kind = kind,
            Environment = environment,
            RunId = Guid.NewGuid().ToString("n"),
            Time = PolicyScene.Now - (age ?? TimeSpan.FromHours(1)),
            Role = role,
            Expires = expires,
            WriteMembers = writer =>
            {
                if (kind == EvidenceKind.Approval)
                    writer.WriteString("decision", "approved");
            },
        }, key);

    /// <summary>A state that says that the release with the next sequence was accepted.</summary>
    private static ReleaseState Newer(PolicyScene scene)
    {
        var path = Path.Combine(scene.Release.Folder, "state.json");
        File.WriteAllText(path, $$"""{ "version": 1, "accepted": [ { "application": "Storefront", "environment": "staging", "sequence": 8, "digest": "{{new string('0', 64)}}" } ] }""");
        return ReleaseState.Load(path);
    }
}
