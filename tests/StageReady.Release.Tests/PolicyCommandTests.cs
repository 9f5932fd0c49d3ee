using System.Text.Json;
using System.Text.Json.Nodes;
using StageReady.Manifest;

namespace StageReady.Release.Tests;

/// <summary>From the first test result to production, as a team runs it.</summary>
public sealed class PolicyCommandTests
{
    private const string Passed = """<testsuite><testcase name="a"/></testsuite>""";
    private const string Failed = """<testsuite><testcase name="a"><failure/></testcase></testsuite>""";

    [Fact]
    public void A_release_goes_from_tests_over_an_approval_and_a_promotion_to_production()
    {
        using var process = Team();
        Assert.Equal((0, "policy.json can be used: Storefront, 3 keys, environments staging, production\n"), OutputOf(process.Run("policy check policy.json")));
        Assert.Equal(6, process.Run("verify publish --policy policy.json --environment staging").ExitCode);

        process.Put("tests.xml", Passed);
        var attested = process.Run("attest test-result --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --suite smoke --result tests.xml");
        Assert.Matches(@"^Appended to publish/release\.intoto\.jsonl: test-result passed \(1 passed, 0 failed, 0 skipped\) for release [0-9a-f]{64}\n$", attested.Output);
        Assert.Equal((0, "VERIFIED"), LastLine(process.Run("verify publish --policy policy.json --environment staging --state state.json")));

        Assert.Equal((6, "REFUSED"), LastLine(process.Run("verify publish --policy policy.json --environment production")));
        var promoted = process.Run("promote publish --to staging --policy policy.json --key ops.pem");
        Assert.Equal((0, "VERIFIED"), LastLine(promoted));
        Assert.Matches(@"^Appended to publish.release\.intoto\.jsonl: promotion of release [0-9a-f]{64} to staging, signed by key [0-9a-f]{64}\n", promoted.Output);
        var approved = process.Run("attest approval --manifest publish/release.intoto.jsonl --key ops.pem --environment production --role ops --decision approved");
        Assert.Equal((0, ""), (approved.ExitCode, approved.Error));
        Assert.Equal((0, "VERIFIED"), LastLine(process.Run("verify publish --policy policy.json --environment production --state state.json")));
        Assert.Equal(2, JsonNode.Parse(process.Read("state.json"))!["accepted"]!.AsArray().Count);
    }

    [Fact]
    public void Inspect_shows_what_evidence_says()
    {
        using var process = Team();
        process.Put("tests.xml", Failed);
        const string Manifest = "--manifest publish/release.intoto.jsonl";
        foreach (var arguments in new[]
        {
            $"attest test-result {Manifest} --key qa.pem --environment staging --suite smoke --result tests.xml --now 2026-11-27T11:00:00Z",
            $"attest approval {Manifest} --key ops.pem --environment production --role ops --decision rejected --now 2026-11-27T11:30:00Z",
            $"attest rollback {Manifest} --key ops.pem --environment production --expires 2026-11-28T00:00:00Z --now 2026-11-27T12:00:00Z",
        })
        {
            Assert.Equal(0, process.Run(arguments).ExitCode);
        }

        var text = process.Run("inspect publish").OutputLines;
        Assert.Equal("Evidence:", text[^6]);
        Assert.Matches("^  line  kind         environment  suite or role  result +time +signed by$", text[^5]);
        using var json = JsonDocument.Parse(process.Run("inspect publish --format json").Output);
        var lines = json.RootElement.GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("evidence").ValueKind);
        Assert.Equal(
            ["test-result staging smoke failed 2026-11-27T11:00:00.000Z", "approval production ops rejected 2026-11-27T11:30:00.000Z", "rollback production  permitted 2026-11-27T12:00:00.000Z"],
            lines.Skip(1).Select(line => line.GetProperty("evidence")).Select(evidence =>
                $"{evidence.GetProperty("kind")} {evidence.GetProperty("environment")} {evidence.GetProperty("suite").GetString() ?? evidence.GetProperty("role").GetString()} {evidence.GetProperty("result")} {evidence.GetProperty("time")}"));
        Assert.Equal("2026-11-28T00:00:00.000Z", lines[3].GetProperty("evidence").GetProperty("expires").GetString());
    }

    [Fact]
    public void A_refusal_names_what_is_missing_and_appends_and_remembers_nothing()
    {
        using var process = Team();
        process.Put("tests.xml", Failed);
        Assert.Contains("test-result failed", process.Run("attest test-result --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --suite smoke --result tests.xml").Output, StringComparison.Ordinal);
        var before = process.Read("publish/release.intoto.jsonl");

        var promoted = process.Run("promote publish --to staging --policy policy.json --key ops.pem --format json");

        Assert.Equal(6, promoted.ExitCode);
        using var json = JsonDocument.Parse(promoted.Output);
        Assert.Equal("evidence-failed", json.RootElement.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Contains(json.RootElement.GetProperty("evaluated").EnumerateArray(), evaluation => (evaluation.GetProperty("check").GetString(), evaluation.GetProperty("result").GetString()) == ("evidence", "failed"));
        Assert.Equal(6, process.Run("verify publish --policy policy.json --environment staging --state state.json").ExitCode);
        Assert.Equal(before, process.Read("publish/release.intoto.jsonl"));
        Assert.False(File.Exists(process.PathOf("state.json")));
    }

    [Fact]
    public void An_older_release_is_refused_by_the_state()
    {
        using var process = Team(environment => environment.Remove("evidence"));
        process.Put("state.json", """{ "version": 1, "accepted": [ { "application": "Storefront", "environment": "staging", "sequence": 8, "digest": "0000000000000000000000000000000000000000000000000000000000000000" } ] }""");
        var result = process.Run("verify publish --policy policy.json --environment staging --state state.json");
        Assert.Equal((7, "REFUSED"), LastLine(result));
        Assert.StartsWith("rolled-back: release.intoto.jsonl: expected a sequence from 8, found 7. ", result.Output);
    }

    [Theory]
    [InlineData("verify publish", "Either --key or --policy is required")]
    [InlineData("verify publish --key qa.pub.pem --policy policy.json", "--key and --policy exclude each other")]
    [InlineData("verify publish --policy policy.json", "--policy needs --environment")]
    [InlineData("verify publish --key qa.pub.pem --environment staging", "--environment needs --policy")]
    [InlineData("verify publish --key qa.pub.pem --state s.json", "--state needs --policy")]
    [InlineData("verify publish --policy policy.json --environment staging --now yesterday", "--now: expected a time with its zone")]
    [InlineData("verify publish --policy missing.json --environment staging", "The policy missing.json cannot be read: there is no such file")]
    [InlineData("policy check bad.json", "bad.json(1,15): expected version 1, found 7")]
    [InlineData("promote publish --to staging --policy policy.json", "A promotion is signed; give --key")]
    [InlineData("attest test-result --manifest publish/release.intoto.jsonl --key qa.pem --environment staging", "--result is required")]
    [InlineData("attest approval --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --role qa", "An approval needs --role and --decision")]
    [InlineData("attest approval --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --role qa --decision maybe", "maybe")]
    [InlineData("attest parity --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --role qa --result bad.json", "--role and --decision are for approvals")]
    [InlineData("attest acknowledgement --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --result bad.json", "--result is for what a tool has written")]
    [InlineData("attest parity --manifest publish/release.intoto.jsonl --key qa.pem --environment staging --result bad.json", "bad.json(1,1): expected a member 'result', found none")]
    [InlineData("attest parity --manifest publish/app.dll --key qa.pem --environment staging --result good.json", "is no manifest that evidence can be appended to")]
    [InlineData("attest rollback --manifest publish/release.intoto.jsonl --key ops.pem --environment staging", "A permission to go back needs --expires")]
    [InlineData("attest rollback --manifest publish/release.intoto.jsonl --key ops.pem --environment staging --expires soon", "--expires: expected a time with its zone")]
    [InlineData("attest gossip --manifest publish/release.intoto.jsonl --key qa.pem --environment staging", "gossip")]
    public void What_cannot_be_used_is_said_in_one_line(string arguments, string message)
    {
        using var process = Team();
        process.Put("bad.json", """{ "version" : 7 }""");
        process.Put("good.json", """{ "result": "passed" }""");
        var before = process.Read("publish/release.intoto.jsonl");

        var result = process.Run(arguments);

        Assert.Equal((2, "", 1), (result.ExitCode, result.Output, result.ErrorLines.Length));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, process.Read("publish/release.intoto.jsonl"));
    }

    [Fact]
    public void The_policy_of_the_documentation_can_be_used()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "deploy-policy.md"));
        var policy = page.Split("```json\n")[1].Split("```")[0];
        using var process = Team();
        var pems = new[] { "k", "qa", "ops" }.Select(name => process.Read($"{name}.pub.pem").Replace("\n", "\\n")).ToList();
        process.Put("documented.json", policy.Replace("BUILD-PEM", pems[0]).Replace("QA-PEM", pems[1]).Replace("OPERATIONS-PEM", pems[2]));
        Assert.Equal((0, ""), (process.Run("policy check documented.json").ExitCode, process.Run("policy check documented.json").Error));
    }

    private static ReleaseProcess Team(Action<JsonObject>? changeStaging = null)
    {
        var process = new ReleaseProcess().Signed();
        foreach (var name in new[] { "qa", "ops" })
        {
            using var key = SigningKey.Generate();
            process.Put($"{name}.pem", key.ExportPrivateKeyPem());
            process.Put($"{name}.pub.pem", key.ExportPublicKeyPem());
        }

        var staging = JsonNode.Parse("""{ "manifest": { "signer": "build" }, "evidence": [ { "kind": "test-result", "signer": "qa", "maxAge": "P7D", "scenarios": ["smoke"] } ] }""")!.AsObject();
        changeStaging?.Invoke(staging);
        process.Put("policy.json", new JsonObject
        {
            ["version"] = 1,
            ["application"] = "Storefront",
            ["keys"] = new JsonArray(Key("build", "k.pub.pem"), Key("qa", "qa.pub.pem"), Key("ops", "ops.pub.pem")),
            ["environments"] = new JsonObject
            {
                ["staging"] = staging,
                ["production"] = JsonNode.Parse("""{ "manifest": { "signer": "build" }, "promotion": { "from": "staging", "signer": "ops" }, "approvals": [ { "role": "ops" } ], "rollback": "allow" }"""),
            },
        }.ToJsonString());
        return process;

        JsonNode Key(string role, string file) => new JsonObject { ["name"] = role, ["pem"] = process.Read(file), ["roles"] = new JsonArray(role) };
    }

    private static (int ExitCode, string Output) OutputOf(ProcessResult result) => (result.ExitCode, result.Output);

    private static (int ExitCode, string Line) LastLine(ProcessResult result) => (result.ExitCode, result.OutputLines.LastOrDefault() ?? result.Error);
}
