using System.Text.Json;
using System.Xml.Linq;
using StageReady.Manifest;

namespace StageReady.Rehearsal.Tests;

public class RehearseCommandTests
{
    private static readonly (string, string)[] OneGoodOneBad =
    [
        ("1_a.up.sql", "CREATE TABLE a (x INT);"), ("1_a.down.sql", "DROP TABLE a;"), ("2_b.up.sql", "CREATE TABLE b (x INT);"), ("2_b.down.sql", "SELECT 1;"),
        ("3_c.up.sql", "-- stageready: irreversible rows <older> than a year are archived\nDELETE FROM a;"),
    ];

    [Fact]
    public void JUnit_has_a_case_for_each_migration()
    {
        using var folder = new RehearsedFolder(OneGoodOneBad);

        var result = folder.Rehearse("--provider", "sqlite", "--junit", "rehearsal.xml");

        Assert.Equal(1, result.ExitCode);
        var suite = XDocument.Load(folder.Path("rehearsal.xml")).Root!.Element("testsuite")!;
        Assert.Equal(("3", "1", "1"), ((string?)suite.Attribute("tests"), (string?)suite.Attribute("failures"), (string?)suite.Attribute("skipped")));
        Assert.Equal(["1_a", "2_b", "3_c"], suite.Elements("testcase").Select(test => (string?)test.Attribute("name")));
        Assert.Equal("After Down: table b is left behind", (string?)suite.Descendants("failure").Single().Attribute("message"));
        Assert.Equal("rows <older> than a year are archived", (string?)suite.Descendants("skipped").Single().Attribute("message"));
    }

    [Fact]
    public void A_report_goes_to_a_file_and_is_the_same_each_time()
    {
        using var folder = new RehearsedFolder(OneGoodOneBad);

        var result = folder.Rehearse("--provider", "sqlite", "--format", "json", "--output", "first.json");
        folder.Rehearse("--provider", "sqlite", "--format", "json", "--output", "second.json");

        Assert.Equal((1, "", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Equal(File.ReadAllText(folder.Path("first.json")), File.ReadAllText(folder.Path("second.json")));
    }

    [Fact]
    public void Evidence_is_appended_to_the_manifest_of_the_release_which_is_verified_as_before()
    {
        using var folder = new RehearsedFolder(OneGoodOneBad);
        Directory.CreateDirectory(folder.Path("publish"));
        File.WriteAllText(folder.Path("publish/app.dll"), "the application");
        using var key = SigningKey.Generate();
        File.WriteAllText(folder.Path("release.pem"), key.ExportPrivateKeyPem());
        ReleaseWriter.Write(folder.Path("publish"), new ReleaseDescription { Name = "Shop", Version = "1.0.0", Sequence = 1 }, key);
        var manifest = folder.Path("publish/release.intoto.jsonl");

        var result = folder.Rehearse("--provider", "sqlite", "--manifest", manifest, "--key", "release.pem", "--environment", "staging");

        Assert.Equal(1, result.ExitCode);
        var lines = ManifestFile.Read(manifest);
        Assert.Equal($"Appended to {manifest}: rehearsal failed for release {lines[0].Digest}\n", result.Error);
        Assert.Equal([ReleaseManifest.PredicateType, EvidenceKind.Rehearsal.PredicateType], lines.Select(line => line.PredicateType));
        using var statement = JsonDocument.Parse(lines[1].Envelope.Payload);
        Assert.Equal(lines[0].Digest, statement.RootElement.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha256").GetString());
        var predicate = statement.RootElement.GetProperty("predicate");
        Assert.Equal(("failed", "staging", "Shop"), (
            predicate.GetProperty("result").GetString(), predicate.GetProperty("stageready").GetProperty("environment").GetString(), predicate.GetProperty("stageready").GetProperty("application").GetString()));
        Assert.Equal(["1_a: restored", "2_b: failed", "3_c: forward-only"], predicate.Outcomes());
        Assert.True(ReleaseVerifier.Verify(folder.Path("publish"), [TrustedKey.FromPem(key.ExportPublicKeyPem(), "key")]).IsVerified);
    }

    [Fact]
    public void Without_what_evidence_needs_nothing_is_rehearsed()
    {
        using var folder = new RehearsedFolder(OneGoodOneBad);
        File.WriteAllText(folder.Path("empty.jsonl"), "");

        Assert.Equal(new ToolResult(2, "", "error: --key and --environment are for evidence; give --manifest too\n"), folder.Rehearse("--provider", "sqlite", "--key", "k.pem"));
        Assert.Equal(new ToolResult(2, "", "error: Evidence names its environment; give --environment\n"), folder.Rehearse("--provider", "sqlite", "--manifest", "m", "--key", "k.pem"));
        Assert.Equal(2, folder.Rehearse("--provider", "sqlite", "--manifest", "m", "--key", "k.pem", "--environment", "staging").ExitCode);
        Assert.Equal(3, folder.Rehearse("--provider", "sqlite", "--manifest", "empty.jsonl", "--key", "k.pem", "--environment", "staging").ExitCode);
    }

    [Fact]
    public void What_cannot_be_used_is_said_in_a_line_and_exits_with_2()
    {
        using var empty = new RehearsedFolder();
        using var several = new RehearsedFolder(("a/1_a.up.sql", "SELECT 1;"), ("b/1_a.up.sql", "SELECT 1;"));
        using var twice = new RehearsedFolder(("1_a.up.sql", "SELECT 1;"), ("01_a.up.sql", "SELECT 1;"), ("1_a.down.sql", "SELECT 1;"));

        Assert.StartsWith("error: There are no migrations in ", Refused(empty, "--provider", "sqlite"));
        Assert.StartsWith("error: There are several folders with migrations: a, b; ", Refused(several, "--provider", "sqlite"));
        Assert.StartsWith("error: Scripts do not say which database they are written for", Refused(twice));
        Assert.Contains("--rows is a number from 0 to 1000", Refused(twice, "--rows", "-1"));
        Assert.StartsWith("error: The report cannot be written to ", Refused(twice, "--provider", "sqlite", "--junit", "no/such/folder/x.xml"));

        static string Refused(RehearsedFolder folder, params string[] arguments)
        {
            var result = folder.Rehearse(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            return result.Error;
        }
    }
}
