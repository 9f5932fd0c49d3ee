using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>Nothing is verified that no trusted key signed, and nothing absent is taken for fine.</summary>
public sealed class VerifyTrustTests
{
    [Fact]
    public void Without_a_manifest_nothing_is_verified()
    {
        using var release = new TemporaryRelease().Signed();
        File.Delete(release.ManifestPath);
        Assert.Equal(("manifest-missing", 3), (release.Codes(), release.Verify().ExitCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n \n")]
    public void An_empty_manifest_is_a_missing_one(string content)
    {
        using var release = new TemporaryRelease().Signed();
        File.WriteAllText(release.ManifestPath, content);
        Assert.Equal(("manifest-missing", 3), (release.Codes(), release.Verify().ExitCode));
    }

    [Fact]
    public void Without_keys_there_is_no_verification()
    {
        using var release = new TemporaryRelease().Signed();
        Assert.Throws<ArgumentException>(() => release.VerifyWith([]));
    }

    [Fact]
    public void Without_the_sums_the_subject_is_missing()
    {
        using var release = new TemporaryRelease().Signed();
        File.Delete(release.SumsPath);
        Assert.Equal(("subject-mismatch", 4), (release.Codes(), release.Verify().ExitCode));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData(null)]
    public void A_manifest_without_signatures_is_unsigned(string? signatures)
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope =>
        {
            envelope.Remove("signatures");
            if (signatures is not null)
                envelope["signatures"] = JsonNode.Parse(signatures);
        }));
        Assert.Equal(("signature-missing", 3), (release.Codes(), release.Verify().ExitCode));
        Assert.Null(release.Verify().Release);
    }

    [Fact]
    public void A_signature_by_another_key_is_untrusted()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = SigningKey.Generate();
        var result = release.VerifyWith([other]);
        Assert.Equal(("key-untrusted", 4), (TemporaryRelease.CodesOf(result), result.ExitCode));
    }

    [Fact]
    public void A_foreign_signature_under_the_trusted_keyid_is_invalid_because_the_keyid_is_a_hint_only()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = SigningKey.Generate();
        var payload = release.Payload();
        release.WriteLines(EditLine(release.Line(payload, key: other), envelope => envelope["signatures"]![0]!["keyid"] = release.Key.KeyId));
        Assert.Equal("signature-invalid", release.Codes());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("someone else")]
    public void A_right_signature_counts_under_any_keyid(string? keyId)
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope =>
        {
            envelope["signatures"]![0]!.AsObject().Remove("keyid");
            if (keyId is not null)
                envelope["signatures"]![0]!["keyid"] = keyId;
        }));
        Assert.Equal("", release.Codes());
    }

    [Fact]
    public void One_valid_signature_by_a_trusted_key_suffices_among_others()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = SigningKey.Generate();
        var theirs = JsonNode.Parse(release.Line(release.Payload(), key: other))!["signatures"]![0]!.DeepClone();
        release.WriteLines(Edit(release, envelope => envelope["signatures"]!.AsArray().Insert(0, theirs)));
        Assert.Equal("", release.Codes());
    }

    [Fact]
    public void Several_lines_with_the_same_payload_are_several_signers()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = SigningKey.Generate();
        release.WriteLines(release.Line(release.Payload(), key: other), release.ManifestLine());
        Assert.Equal("", release.Codes());
        Assert.Equal("", TemporaryRelease.CodesOf(release.VerifyWith([other])));
    }

    [Fact]
    public void A_changed_payload_breaks_the_signature()
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope => envelope["payload"] = Base64(release.Payload().Replace("Storefront", "Storefrond"))));
        Assert.Equal(("signature-invalid", 4), (release.Codes(), release.Verify().ExitCode));
    }

    [Fact]
    public void A_reformatted_payload_breaks_the_signature_because_the_bytes_count_and_not_their_meaning()
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope => envelope["payload"] = Base64(JsonNode.Parse(release.Payload())!.ToJsonString(new() { WriteIndented = true }))));
        Assert.Equal("signature-invalid", release.Codes());
    }

    [Fact]
    public void The_payload_type_is_signed_too()
    {
        using var release = new TemporaryRelease().Signed();
        var payload = release.Payload();
        var signature = JsonNode.Parse(release.Line(payload, "application/json"))!["signatures"]!.DeepClone();
        release.WriteLines(Edit(release, envelope => envelope["signatures"] = signature));
        Assert.Equal("signature-invalid", release.Codes());
    }

    [Fact]
    public void A_signature_over_the_bare_payload_is_none()
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope => envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(release.Key.Sign(Encoding.UTF8.GetBytes(release.Payload())))));
        Assert.Equal("signature-invalid", release.Codes());
    }

    public static TheoryData<string, Func<byte[], byte[]>> OtherSpellings => new()
    {
        { "P1363", ToP1363 },
        { "a byte after the end", der => [.. der, 0] },
        { "BER with an indefinite length", der => [0x30, 0x80, .. der[2..], 0, 0] },
        { "BER with a long length", der => [0x30, 0x81, .. der[1..]] },
        { "a third number", der => [0x30, (byte)(der[1] + 3), .. der[2..], 2, 1, 0] },
        { "a single zero", _ => [0] },
        { "r and s zero", _ => [0x30, 6, 2, 1, 0, 2, 1, 0] },
    };

    [Theory]
    [MemberData(nameof(OtherSpellings))]
    public void An_ECDSA_signature_has_one_spelling(string spelling, Func<byte[], byte[]> respell)
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope =>
            envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(respell(Convert.FromBase64String((string)envelope["signatures"]![0]!["sig"]!)))));
        Assert.Equal((spelling, "signature-invalid"), (spelling, release.Codes()));
    }

    [Fact]
    public void An_algorithm_named_in_the_envelope_is_ignored()
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(Edit(release, envelope =>
        {
            envelope["signatures"]![0]!["alg"] = "none";
            envelope["signatures"]![0]!["sig"] = Base64("none");
        }));
        Assert.Equal("signature-invalid", release.Codes());
    }

    [Fact]
    public void The_public_key_used_as_a_shared_secret_signs_nothing()
    {
        using var release = new TemporaryRelease().Signed();
        var encoding = DsseEnvelope.PreAuthenticationEncoding("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(release.Payload()));
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(release.Key.ExportPublicKeyPem()), encoding);
        release.WriteLines(Edit(release, envelope => envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(mac)));
        Assert.Equal("signature-invalid", release.Codes());
    }

    [Fact]
    public void Another_payload_type_is_refused_even_if_signed()
    {
        using var release = new TemporaryRelease().Signed();
        release.Sign(release.Payload(), "application/json");
        Assert.Equal(("payload-type", 4), (release.Codes(), release.Verify().ExitCode));
    }

    [Fact]
    public void Another_predicate_type_is_refused_even_if_signed()
    {
        using var release = new TemporaryRelease().Signed();
        release.Sign(release.Payload().Replace("stageready.dev/release/v1", "stageready.dev/release/v2"));
        Assert.Equal(("predicate-type", 4), (release.Codes(), release.Verify().ExitCode));
    }

    [Fact]
    public void Statements_about_other_things_are_ignored_and_listed()
    {
        using var release = new TemporaryRelease().Signed();
        var other = release.Line("""{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"https://example.com/other/v1"}""");
        release.WriteLines(other, release.ManifestLine());
        var result = release.Verify();
        Assert.Equal("", TemporaryRelease.CodesOf(result));
        Assert.Contains(result.Evaluated, evaluation => evaluation is { Check: "statement", Subject: "line 1: https://example.com/other/v1", Result: "ignored" });
    }

    public static TheoryData<string, string, string, string> Subjects => new()
    {
        { "another file", "\"name\":\"release.sha256sums\"", "\"name\":\"other\"", "subject-mismatch" },
        { "two subjects", "\"subject\":[{", "\"subject\":[{\"name\":\"release.sha256sums\",\"digest\":{\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}},{", "malformed" },
        { "no digest", "\"digest\":{\"sha256\":", "\"digest\":{\"sha1\":", "malformed" },
        { "another digest", "\"digest\":{\"sha256\":\"", "\"digest\":{\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"x\":\"", "subject-mismatch" },
    };

    [Theory]
    [MemberData(nameof(Subjects))]
    public void A_manifest_has_the_sums_as_its_only_subject(string attack, string old, string @new, string code)
    {
        using var release = new TemporaryRelease().Signed();
        release.Sign(release.Payload().Replace(old, @new));
        Assert.Equal((attack, code), (attack, release.Codes()));
    }

    [Fact]
    public void The_sums_are_byte_for_byte_what_the_list_of_files_yields()
    {
        using var release = new TemporaryRelease().Signed();
        File.AppendAllText(release.SumsPath, "\n");
        Assert.Equal("subject-mismatch", release.Codes());
    }

    [Fact]
    public void A_key_in_the_directory_is_not_trusted()
    {
        using var release = new TemporaryRelease();
        using var other = SigningKey.Generate();
        release.Put("release.pub.pem", other.ExportPublicKeyPem());
        release.Put("deploy-policy.json", "{}");
        ReleaseWriter.Write(release.Root, release.Description, other);
        Assert.Equal("key-untrusted", release.Codes());
    }

    [Fact]
    public void The_gravest_class_decides_the_exit_code_and_all_problems_are_reported()
    {
        using var release = new TemporaryRelease().Signed();
        release.Put("app.dll", "changed");
        Assert.Equal(1, release.Verify().ExitCode);
        File.AppendAllText(release.SumsPath, "x");
        Assert.Equal(4, release.Verify().ExitCode);
        release.WriteLines(Edit(release, envelope => envelope["signatures"] = new JsonArray()));
        Assert.Equal(("signature-missing subject-mismatch file-changed", 3), (release.Codes(), release.Verify().ExitCode));
        File.AppendAllText(release.ManifestPath, "rubbish");
        Assert.Equal(5, release.Verify().ExitCode);
    }

    [Fact]
    public void A_manifest_elsewhere_is_judged_in_place_of_the_one_in_the_directory()
    {
        using var release = new TemporaryRelease().Signed();
        var elsewhere = Path.Combine(release.Folder, "m.jsonl");
        File.Move(release.ManifestPath, elsewhere);
        Assert.Equal("", release.Codes(elsewhere));
        Assert.Throws<UnusableInputException>(() => release.Verify(elsewhere + ".absent"));
        Assert.Throws<UnusableInputException>(() => release.Verify(release.Folder));
    }

    private static string Edit(TemporaryRelease release, Action<JsonObject> edit) => EditLine(release.ManifestLine(), edit);

    private static string EditLine(string line, Action<JsonObject> edit)
    {
        var envelope = JsonNode.Parse(line)!.AsObject();
        edit(envelope);
        return envelope.ToJsonString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static byte[] ToP1363(byte[] der)
    {
        var reader = new System.Formats.Asn1.AsnReader(der, System.Formats.Asn1.AsnEncodingRules.DER).ReadSequence();
        return [.. Padded(reader.ReadInteger()), .. Padded(reader.ReadInteger())];

        static byte[] Padded(System.Numerics.BigInteger number)
        {
            var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[32 - bytes.Length], .. bytes];
        }
    }
}
