using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>Evidence is about one release, and what it is appended to stays what it was.</summary>
public sealed class EvidenceTests
{
    private static readonly Evidence Passed = new()
    {
        Kind = EvidenceKind.Rehearsal,
        Environment = "staging",
        RunId = "run-1",
        Time = new DateTimeOffset(2026, 11, 24, 16, 30, 5, 70, TimeSpan.FromHours(2)),
        WriteMembers = writer => writer.WriteString("result", "passed"),
    };

    [Fact]
    public void Evidence_names_the_release_by_its_digest_and_where_and_when_it_was_made()
    {
        using var release = new TemporaryRelease().Signed();
        var before = File.ReadAllText(release.ManifestPath);

        var digest = EvidenceWriter.Append(release.ManifestPath, Passed, release.Key);

        var lines = ManifestFile.Read(release.ManifestPath);
        Assert.Equal((2, lines[0].Digest), (lines.Count, digest));
        Assert.StartsWith(before, File.ReadAllText(release.ManifestPath));
        Assert.Equal((EvidenceKind.Rehearsal.PredicateType, release.Key.KeyId), (lines[1].PredicateType, lines[1].Envelope.Signatures.Single().KeyId));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
                {
                  "_type": "https://in-toto.io/Statement/v1",
                  "subject": [ { "name": "Storefront", "digest": { "sha256": "{{digest}}" } } ],
                  "predicateType": "https://stageready.dev/rehearsal/v1",
                  "predicate": { "stageready": { "application": "Storefront", "environment": "staging", "runId": "run-1", "time": "2026-11-24T14:30:05.070Z" }, "result": "passed" }
                }
                """),
            JsonNode.Parse(lines[1].Envelope.Payload.Span)));
    }

    [Fact]
    public void A_release_with_evidence_is_verified_as_before()
    {
        using var release = new TemporaryRelease().Signed();
        EvidenceWriter.Append(release.ManifestPath, Passed, release.Key);
        EvidenceWriter.Append(release.ManifestPath, Passed, release.Key);

        Assert.Equal("", release.Codes());
        Assert.Contains(release.Verify().Evaluated, evaluation => evaluation.Subject.Contains(EvidenceKind.Rehearsal.PredicateType, StringComparison.Ordinal));
    }

    [Fact]
    public void A_manifest_whose_last_line_has_no_end_gets_one()
    {
        using var release = new TemporaryRelease().Signed();
        File.WriteAllText(release.ManifestPath, release.ManifestLine());

        EvidenceWriter.Append(release.ManifestPath, Passed, release.Key);

        Assert.Equal(2, File.ReadAllLines(release.ManifestPath).Length);
        Assert.Equal("", release.Codes());
    }

    [Fact]
    public void Where_it_cannot_be_said_what_the_evidence_is_about_nothing_is_appended()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = new TemporaryRelease();
        other.Put("app.dll", "another application");
        other.Signed();
        release.WriteLines(release.ManifestLine(), other.ManifestLine());
        var before = File.ReadAllText(release.ManifestPath);

        var several = Assert.Throws<ReleaseException>(() => EvidenceWriter.Append(release.ManifestPath, Passed, release.Key));
        Assert.Equal("malformed", several.Problems.Single().Code.Name);
        Assert.Equal(before, File.ReadAllText(release.ManifestPath));

        release.WriteLines(release.Line("""{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"https://example.com/x","predicate":{}}"""));
        Assert.Throws<ReleaseException>(() => EvidenceWriter.Append(release.ManifestPath, Passed, release.Key));
        Assert.Throws<UnusableInputException>(() => EvidenceWriter.Append(release.PathOf("missing"), Passed, release.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stag\ning")]
    public void An_environment_is_text(string environment)
    {
        using var release = new TemporaryRelease().Signed();
        var evidence = new Evidence { Kind = EvidenceKind.Rehearsal, Environment = environment, RunId = "1", Time = DateTimeOffset.UnixEpoch, WriteMembers = _ => { } };

        Assert.Throws<UnusableInputException>(() => EvidenceWriter.Append(release.ManifestPath, evidence, release.Key));
        Assert.Single(ManifestFile.Read(release.ManifestPath));
    }
}
