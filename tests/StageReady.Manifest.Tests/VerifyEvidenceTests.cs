using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace StageReady.Manifest.Tests;

/// <summary>What a policy asks for is there, by whom it should be, about this release, new enough, and passed; otherwise the release is refused.</summary>
public sealed class VerifyEvidenceTests
{
    private const string Rehearsal = """[ { "kind": "rehearsal", "signer": "qa" } ]""";

    private static readonly EvidenceKind Kind = EvidenceKind.Rehearsal;

    [Fact]
    public void A_release_that_has_what_is_asked_for_is_verified_and_all_that_was_looked_at_is_listed()
    {
        using var scene = new PolicyScene();
        scene.Ask("evidence", Rehearsal).Ask("approvals", """[ { "role": "qa", "count": 2 } ]""").Attest(Kind, "passed").Approve(scene.Alice, "qa").Approve(scene.Bob, "qa");

        var result = scene.Verify();

        Assert.Equal("", TemporaryRelease.CodesOf(result));
        Assert.Equal(
            ["signature", "sums", "files", "application", "evidence", "approvals"],
            result.Evaluated.Where(evaluation => evaluation.Result == "passed").Select(evaluation => evaluation.Check));
    }

    // The name says the attack; the scene asks for one passed rehearsal in staging, signed in the role qa.
    public static TheoryData<string, string> Attacks => new()
    {
        { "nothing", "evidence-missing" },
        { "passed", "" },
        { "failed", "evidence-failed" },
        { "passed, then failed", "evidence-failed" },
        { "failed, then passed", "" },
        { "passed and failed at the same time", "evidence-failed" },
        { "failed and passed at the same time", "evidence-failed" },
        { "the same statement signed by two people", "" },
        { "signed by a stranger", "evidence-missing" },
        { "signed by a trusted key without the role", "evidence-missing" },
        { "a stranger's failure beside it", "" },
        { "made in another environment", "evidence-replayed" },
        { "made for another release", "evidence-replayed" },
        { "of another kind", "evidence-missing" },
        { "of tomorrow", "evidence-future" },
        { "four minutes ahead", "" },
        { "signed by a key that is no longer valid", "evidence-missing" },
        { "signed by a key that is not valid yet", "evidence-missing" },
        { "the failure deleted", "" },
        { "a result that is neither", "evidence-missing malformed" },
        { "a member twice", "evidence-missing duplicate-key" },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Evidence_counts_only_if(string attack, string codes)
    {
        using var scene = new PolicyScene().Ask("evidence", Rehearsal);
        Stage(scene, attack);
        Assert.Equal(codes, scene.Codes());
    }

    private static void Stage(PolicyScene scene, string attack)
    {
        switch (attack)
        {
            case "nothing":
                break;
            case "passed" or "failed":
                scene.Attest(Kind, attack);
                break;
            case "passed, then failed":
                scene.Attest(Kind, "failed").Attest(Kind, "passed", age: TimeSpan.FromHours(2));
                break;
            case "failed, then passed":
                scene.Attest(Kind, "passed").Attest(Kind, "failed", age: TimeSpan.FromHours(2));
                break;
            case "passed and failed at the same time":
                scene.Attest(Kind, "passed").Attest(Kind, "failed", scene.Bob);
                break;
            case "failed and passed at the same time":
                scene.Attest(Kind, "failed").Attest(Kind, "passed", scene.Bob);
                break;
            case "the same statement signed by two people":
                scene.Attest(Kind, "passed");
                var statement = ManifestFile.Read(scene.Release.ManifestPath)[1].Envelope.Payload;
                scene.Release.WriteLines([.. File.ReadAllLines(scene.Release.ManifestPath), scene.Release.Line(Encoding.UTF8.GetString(statement.Span), key: scene.Bob)]);
                break;
            case "signed by a stranger":
                scene.Attest(Kind, "passed", scene.Stranger);
                break;
            case "signed by a trusted key without the role":
                scene.Attest(Kind, "passed", scene.Operations);
                break;
            case "a stranger's failure beside it":
                scene.Attest(Kind, "passed", age: TimeSpan.FromHours(2)).Attest(Kind, "failed", scene.Stranger);
                break;
            case "made in another environment":
                scene.Attest(Kind, "passed", environment: "test");
                break;
            case "made for another release":
                using (var other = new TemporaryRelease())
                {
                    other.Put("app.dll", "another build");
                    other.Signed();
                    scene.Attest(Kind, "passed", manifest: other.ManifestPath);
                    scene.Release.WriteLines(scene.Release.ManifestLine(), File.ReadAllLines(other.ManifestPath)[1]);
                }

                break;
            case "of another kind":
                scene.Attest(EvidenceKind.Parity, "passed");
                break;
            case "of tomorrow":
                scene.Attest(Kind, "passed", age: -TimeSpan.FromDays(1));
                break;
            case "four minutes ahead":
                scene.Attest(Kind, "passed", age: -TimeSpan.FromMinutes(4));
                break;
            case "signed by a key that is no longer valid":
                scene.Key("alice")["validTo"] = "2026-11-27T12:00:00Z";
                scene.Attest(Kind, "passed");
                break;
            case "signed by a key that is not valid yet":
                scene.Key("alice")["validFrom"] = "2026-11-27T13:00:00+00:00";
                scene.Attest(Kind, "passed");
                break;
            case "the failure deleted":
                scene.Attest(Kind, "passed", age: TimeSpan.FromHours(2)).Attest(Kind, "failed");
                scene.Release.WriteLines(File.ReadAllLines(scene.Release.ManifestPath)[..^1]);
                break;
            case "a result that is neither":
                scene.Attest(Kind, "perhaps");
                break;
            case "a member twice":
                scene.Attest(Kind, "passed");
                var payload = Encoding.UTF8.GetString(ManifestFile.Read(scene.Release.ManifestPath)[1].Envelope.Payload.Span);
                scene.Release.WriteLines(scene.Release.ManifestLine().Split('\n')[0], scene.Release.Line(payload.Replace("\"result\":\"passed\"", "\"result\":\"failed\",\"Result\":\"passed\""), key: scene.Alice));
                break;
            default:
                throw new InvalidOperationException(attack);
        }
    }

    [Fact]
    public void Evidence_that_was_changed_anywhere_does_not_count()
    {
        using var scene = new PolicyScene().Ask("evidence", Rehearsal).Attest(Kind, "passed");
        using var policy = scene.Policy();
        var (release, line) = (scene.Release.ManifestLine().Split('\n')[0], scene.Release.ManifestLine().Split('\n')[1]);
        var payload = line.IndexOf("\"payload\":\"", StringComparison.Ordinal) + 11;
        var signature = line.IndexOf("\"sig\":\"", StringComparison.Ordinal) + 7;
        var places = Gen.OneOf(Gen.Int[payload, line.IndexOf('"', payload) - 3], Gen.Int[signature, line.IndexOf('"', signature) - 3]);

        Gen.Select(places, Gen.Char["ABCDEFabcdef0123456789+/"]).Sample(change =>
        {
            var changed = new StringBuilder(line) { [change.Item1] = change.Item2 }.ToString();
            scene.Release.WriteLines(release, changed);
            var result = ReleaseVerifier.VerifyForEnvironment(scene.Release.Root, policy, "staging", now: PolicyScene.Now);
            Assert.Equal(changed == line, result.IsVerified);
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void A_manifest_of_another_application_is_refused_even_if_its_evidence_is_good()
    {
        using var scene = new PolicyScene { Application = "Billing" };
        Assert.Equal("application-mismatch", scene.Ask("evidence", "[]").Codes());
    }

    [Fact]
    public void Evidence_is_as_old_as_the_policy_admits_and_no_older()
    {
        using var scene = new PolicyScene().Ask("evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "P1DT1H" } ]""").Attest(Kind, "passed", age: TimeSpan.FromHours(25));
        Assert.Equal("", scene.Codes());
        scene.Ask("evidence", """[ { "kind": "rehearsal", "signer": "qa", "maxAge": "PT24H59M59S" } ]""");
        Assert.Equal("evidence-expired", scene.Codes());
    }

    [Fact]
    public void Each_scenario_must_be_there_and_a_failure_in_any_suite_blocks_where_none_is_named()
    {
        using var scene = new PolicyScene().Attest(Kind, "passed", suite: "smoke").Attest(Kind, "failed", suite: "load");
        Assert.Equal("", scene.Ask("evidence", """[ { "kind": "rehearsal", "signer": "qa", "scenarios": ["smoke"] } ]""").Codes());
        Assert.Equal("evidence-missing", scene.Ask("evidence", """[ { "kind": "rehearsal", "signer": "qa", "scenarios": ["smoke", "backup"] } ]""").Codes());
        Assert.Equal("evidence-failed", scene.Ask("evidence", Rehearsal).Codes());
    }

    [Fact]
    public void Evidence_of_another_environment_counts_where_the_policy_says_so()
    {
        using var scene = new PolicyScene().Attest(Kind, "passed", environment: "staging").Ask("evidence", """[ { "kind": "rehearsal", "signer": "qa", "environment": "staging" } ]""", "production");
        Assert.Equal("", scene.Codes("production"));
    }

    // Two approvals are asked for: one by qa, one by lead. Alice has both roles, Bob is qa.
    public static TheoryData<string, string> Approvals => new()
    {
        { "alice as lead, bob as qa", "" },
        { "alice as lead and as qa", "approvals-insufficient" },
        { "alice as qa, bob as qa", "approvals-insufficient" },
        { "alice as both, bob as qa", "" },
        { "bob as lead, alice as qa", "approvals-insufficient" },
        { "alice as lead, bob rejects after he approved", "approvals-insufficient" },
        { "alice as lead, bob approves after he rejected", "" },
        { "alice as lead, bob approves and rejects at the same time", "approvals-insufficient" },
        { "alice as lead, bob as qa of tomorrow", "approvals-insufficient" },
        { "alice as lead, bob as qa for production", "approvals-insufficient" },
        { "nobody", "approvals-insufficient" },
    };

    [Theory]
    [MemberData(nameof(Approvals))]
    public void A_person_counts_once_with_the_newest_decision(string attack, string codes)
    {
        using var scene = new PolicyScene().Ask("approvals", """[ { "role": "qa" }, { "role": "lead" } ]""");
        if (attack.StartsWith("alice as lead", StringComparison.Ordinal) || attack.StartsWith("alice as both", StringComparison.Ordinal))
            scene.Approve(scene.Alice, "lead");
        if (attack is "alice as lead and as qa" or "alice as qa, bob as qa" or "alice as both, bob as qa" or "bob as lead, alice as qa")
            scene.Approve(scene.Alice, "qa");
        if (attack is "alice as lead, bob as qa" or "alice as qa, bob as qa" or "alice as both, bob as qa")
            scene.Approve(scene.Bob, "qa");
        if (attack.StartsWith("bob as lead", StringComparison.Ordinal))
            scene.Approve(scene.Bob, "lead");
        if (attack.Contains("bob rejects after", StringComparison.Ordinal))
            scene.Approve(scene.Bob, "qa", age: TimeSpan.FromHours(2)).Approve(scene.Bob, "qa", "rejected");
        if (attack.Contains("bob approves after", StringComparison.Ordinal))
            scene.Approve(scene.Bob, "qa", "rejected", TimeSpan.FromHours(2)).Approve(scene.Bob, "qa");
        if (attack.Contains("at the same time", StringComparison.Ordinal))
            scene.Approve(scene.Bob, "qa").Approve(scene.Bob, "qa", "rejected");
        if (attack.Contains("tomorrow", StringComparison.Ordinal))
            scene.Approve(scene.Bob, "qa", age: -TimeSpan.FromDays(1));
        if (attack.Contains("for production", StringComparison.Ordinal))
            scene.Attest(EvidenceKind.Approval, "approved", scene.Bob, environment: "production", role: "qa");
        Assert.Equal(codes, scene.Codes());
    }

    [Fact]
    public void Production_asks_for_what_staging_has_promoted()
    {
        using var scene = new PolicyScene().Ask("evidence", Rehearsal).Ask("promotion", """{ "from": "staging", "signer": "ops", "maxAge": "P7D" }""", "production").Attest(Kind, "passed");
        Assert.Equal("promotion-missing", scene.Codes("production"));

        scene.Promote("staging", scene.Alice);
        Assert.Equal("promotion-missing", scene.Codes("production"));

        scene.Promote("staging", scene.Operations, age: TimeSpan.FromDays(8));
        Assert.Equal("evidence-expired", scene.Codes("production"));

        scene.Promote("staging", scene.Operations);
        Assert.Equal("", scene.Codes("production"));
    }

    [Fact]
    public void What_a_promotion_has_seen_must_still_be_there_and_more_may_come()
    {
        using var scene = new PolicyScene().Ask("evidence", Rehearsal).Ask("promotion", """{ "from": "staging", "signer": "ops" }""", "production")
            .Attest(Kind, "failed", age: TimeSpan.FromHours(2)).Attest(Kind, "passed");
        scene.Promote("staging", scene.Operations);
        scene.Attest(EvidenceKind.Parity, "passed");
        Assert.Equal("", scene.Codes("production"));

        // The failure of yesterday is taken out.
        var lines = File.ReadAllLines(scene.Release.ManifestPath);
        scene.Release.WriteLines([lines[0], .. lines[2..]]);
        Assert.Equal("evidence-missing", scene.Codes("production"));
    }

    [Fact]
    public void What_is_refused_is_not_promoted()
    {
        using var scene = new PolicyScene().Ask("evidence", Rehearsal);
        Assert.Throws<ArgumentException>(() => scene.Promote("staging", scene.Operations));
        Assert.Single(ManifestFile.Read(scene.Release.ManifestPath));
    }

    [Fact]
    public void The_manifest_is_signed_in_the_role_and_by_a_key_that_is_valid_now()
    {
        using var scene = new PolicyScene();
        scene.Key("build")["roles"] = new JsonArray("other");
        scene.AddKey("new build", scene.Stranger, "build");
        Assert.Equal("key-untrusted", scene.Codes());

        scene.Key("build")["roles"] = new JsonArray("build");
        scene.Key("build")["validTo"] = "2026-11-27T11:59:59Z";
        Assert.Equal("key-expired", scene.Codes());
        Assert.Equal(4, scene.Verify().ExitCode);
    }

    [Fact]
    public void A_policy_that_does_not_know_the_environment_admits_nothing()
    {
        using var scene = new PolicyScene();
        Assert.NotEqual("", scene.Codes("qa"));
        Assert.Contains("environment-mismatch", scene.Codes("qa"), StringComparison.Ordinal);
        Assert.Null(scene.Verify("qa").Release);
    }

    [Fact]
    public void What_the_manifest_does_not_say_is_not_few()
    {
        using var scene = new PolicyScene().Ask("suppressions", """{ "max": 1000 }""").Ask("irreversibleMigrations", """{ "max": 1000 }""");
        var result = scene.Verify();
        Assert.Equal("suppression-refused irreversible-migration", TemporaryRelease.CodesOf(result));
        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public void Suppressions_and_migrations_are_counted()
    {
        using var scene = new PolicyScene();
        var facts = new ReleaseFacts
        {
            Checks = new CheckFacts { Rules = ["STG1008"], Errors = 0, Warnings = 0, Infos = 0, Suppressions = [new SuppressionFacts { Rule = "STG1008", Reason = "old" }], Baseline = [new SuppressionFacts { Rule = "STG2003" }] },
            Migrations =
            [
                new MigrationFacts { Context = "Shop", Id = "1", Reversibility = Reversibility.Reversible },
                new MigrationFacts { Context = "Shop", Id = "2", Reversibility = Reversibility.DeclaredIrreversible, Reason = "data" },
                new MigrationFacts { Context = "Shop", Id = "3", Reversibility = Reversibility.Unverified },
            ],
        };
        ReleaseWriter.Write(scene.Release.Root, new ReleaseDescription { Name = "Storefront", Version = "1.4.0", Sequence = 7, Facts = facts }, scene.Release.Key);
        Assert.Equal("", scene.Ask("suppressions", """{ "max": 2 }""").Ask("irreversibleMigrations", """{ "max": 2 }""").Codes());
        Assert.Equal("suppression-refused", scene.Ask("suppressions", """{ "max": 1 }""").Codes());
        Assert.Equal("suppression-refused irreversible-migration", scene.Ask("irreversibleMigrations", """{ "max": 1 }""").Codes());
    }

    [Fact]
    public void An_untrusted_manifest_is_refused_whatever_the_evidence_says()
    {
        using var scene = new PolicyScene().Ask("evidence", Rehearsal).Attest(Kind, "passed");
        scene.Release.WriteLines(scene.Release.Line(scene.Release.Payload(), key: scene.Stranger), File.ReadAllLines(scene.Release.ManifestPath)[1]);
        Assert.Equal("key-untrusted", scene.Codes());
    }

    [Fact]
    public void The_last_accepted_release_is_remembered()
    {
        using var scene = new PolicyScene().Ask("rollback", "\"refuse\"");
        var path = Path.Combine(scene.Release.Folder, "state.json");
        Assert.Throws<UnusableInputException>(() => scene.Verify());

        Accept(7);
        Accept(7);
        Accept(8);
        Sign(7);
        Assert.Equal("rolled-back", scene.Codes(state: ReleaseState.Load(path)));
        Assert.Equal("", scene.Codes("production", ReleaseState.Load(path)));

        // The same number, but another release.
        scene.Release.Put("app.dll", "another build");
        Sign(8);
        Assert.Equal("rolled-back", scene.Codes(state: ReleaseState.Load(path)));
        Sign(null);
        Assert.Equal("rolled-back", scene.Codes(state: ReleaseState.Load(path)));
        Assert.Equal("", scene.Ask("rollback", "\"allow\"").Codes(state: ReleaseState.Load(path)));

        void Sign(long? sequence) => ReleaseWriter.Write(scene.Release.Root, new ReleaseDescription { Name = "Storefront", Version = "1.4.0", Sequence = sequence }, scene.Release.Key);
        void Accept(long sequence)
        {
            Sign(sequence);
            var state = ReleaseState.Load(path);
            var result = scene.Verify(state: state);
            Assert.Equal("", TemporaryRelease.CodesOf(result));
            state.Accept(result, "staging");
            Assert.False(File.Exists(path + ".tmp"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "version": 2, "accepted": [] }""")]
    [InlineData("""{ "version": 1, "accepted": [ { "application": "a", "environment": "e", "sequence": 1, "digest": "x" } ] }""")]
    [InlineData("""{ "version": 1, "accepted": [ { "application": "a", "environment": "e", "sequence": -1, "digest": "0000000000000000000000000000000000000000000000000000000000000000" } ] }""")]
    public void A_damaged_state_is_not_taken_for_an_empty_one(string text)
    {
        using var release = new TemporaryRelease();
        var path = Path.Combine(release.Folder, "state.json");
        File.WriteAllText(path, text);
        Assert.Throws<UnusableInputException>(() => ReleaseState.Load(path));
    }
}
