using System.Text;
using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>What could be read in two ways, or not at all, is refused although a trusted key signed it.</summary>
public sealed class VerifyMalformedTests
{
    public static TheoryData<string, string, string, string> Payloads => new()
    {
        { "a member twice", "\"name\":\"Storefront\"", "\"name\":\"Storefront\",\"name\":\"Other\"", "duplicate-key" },
        { "a member in another case", "\"name\":\"Storefront\"", "\"name\":\"Storefront\",\"Name\":\"Other\"", "duplicate-key" },
        { "a member twice by escapes", "\"name\":\"Storefront\"", "\"name\":\"Storefront\",\"n\\u0061me\":\"Other\"", "duplicate-key" },
        { "a member in another case by Unicode", "\"version\":\"1.4.0\"", "\"version\":\"1.4.0\",\"ver\u017Fion\":\"2\"", "duplicate-key" },
        { "an unknown member twice, deep", "\"name\":\"Storefront\"", "\"name\":\"Storefront\",\"x\":[{\"y\":1,\"y\":2}]", "duplicate-key" },
        { "a comment", "{\"_type\"", "{/* */\"_type\"", "malformed" },
        { "a trailing comma", "\"sequence\":7", "\"x\":[1,],\"sequence\":7", "malformed" },
        { "text after the end", "\"predicateType\"", "\"x\":1}{\"predicateType\"", "malformed" },
        { "another statement type", "in-toto.io/Statement/v1", "in-toto.io/Statement/v0.1", "malformed" },
        { "no statement type", "\"_type\"", "\"type\"", "malformed" },
        { "a number as name", "\"name\":\"Storefront\"", "\"name\":1", "malformed" },
        { "a null as name", "\"name\":\"Storefront\"", "\"name\":null", "malformed" },
        { "an empty name", "\"name\":\"Storefront\"", "\"name\":\"\"", "malformed" },
        { "no version", "\"version\":\"1.4.0\",", "", "malformed" },
        { "a control character in the version", "\"version\":\"1.4.0\"", "\"version\":\"1\\u001b[2J\"", "malformed" },
        { "a text as sequence", "\"sequence\":7", "\"sequence\":\"7\"", "malformed" },
        { "a fraction as sequence", "\"sequence\":7", "\"sequence\":7.5", "malformed" },
        { "a negative sequence", "\"sequence\":7", "\"sequence\":-7", "malformed" },
        { "a sequence that does not fit", "\"sequence\":7", "\"sequence\":9223372036854775808", "malformed" },
        { "a null sequence", "\"sequence\":7", "\"sequence\":null", "malformed" },
        { "a text as size", "\"size\":15", "\"size\":\"15\"", "malformed" },
        { "another size", "\"size\":15", "\"size\":16", "file-changed" },
        { "an upper-case hash", "\"sha256\":\"", "\"sha256\":\"ABC", "malformed" },
        { "files that are no array", "\"files\":[", "\"files\":{},\"x\":[", "malformed" },
        { "no files member", "\"files\":[", "\"files2\":[", "malformed" },
        { "a predicate that is no object", "\"predicate\":{", "\"predicate\":[],\"x\":{", "malformed" },
        { "packages that are no array", "\"files\":[", "\"packages\":{},\"files\":[", "malformed" },
        { "a secret address", "\"files\":[", "\"source\":{\"uri\":\"https://u:p@h/x\",\"commit\":\"0123456789012345678901234567890123456789\",\"clean\":true},\"files\":[", "malformed" },
        { "an unpaired surrogate in a member's name", "\"sequence\":7", "\"\\ud800\":1,\"sequence\":7", "malformed" },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_signed_payload_is_read_strictly(string attack, string old, string @new, string code)
    {
        using var release = new TemporaryRelease().Signed();
        Assert.Contains(old, release.Payload());
        release.Sign(release.Payload().Replace(old, @new));
        Assert.Equal((attack, code), (attack, release.Codes()));
        Assert.Equal(code is "file-changed" ? 1 : 5, release.Verify().ExitCode);
    }

    [Fact]
    public void An_empty_list_of_files_matches_nothing_and_is_refused()
    {
        using var release = new TemporaryRelease();
        Directory.Delete(release.Root, recursive: true);
        Directory.CreateDirectory(release.Root);
        var empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        release.Sign($$$"""{"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"release.sha256sums","digest":{"sha256":"{{{empty}}}"}}],"predicateType":"https://stageready.dev/release/v1","predicate":{"name":"a","version":"1","files":[]}}""");
        File.WriteAllText(release.SumsPath, "");
        Assert.Equal("malformed", release.Codes());
    }

    [Fact]
    public void Unknown_members_are_ignored()
    {
        using var release = new TemporaryRelease().Signed();
        release.Sign(release.Payload().Replace("\"sequence\":7", "\"sequence\":7,\"later\":{\"a\":[null]}"));
        Assert.Equal("", release.Codes());
    }

    public static TheoryData<string, Func<string, string>, string> Lines => new()
    {
        { "rubbish", _ => "\u0001\u0002rubbish", "malformed" },
        { "a number", _ => "1", "malformed" },
        { "an array", line => $"[{line}]", "malformed" },
        { "two envelopes on a line", line => line + line, "malformed" },
        { "a byte order mark", line => "\uFEFF" + line, "malformed" },
        { "a comment", line => line + "// trust me", "malformed" },
        { "a payload twice", line => line.Replace("{\"payloadType\"", "{\"payload\":\"e30=\",\"payloadType\""), "duplicate-key" },
        { "a Payload beside the payload", line => line.Replace("{\"payloadType\"", "{\"Payload\":\"e30=\",\"payloadType\""), "duplicate-key" },
        { "no payload", line => line.Replace("\"payload\":", "\"payload2\":"), "malformed" },
        { "a null payload", line => Edit(line, envelope => envelope["payload"] = null), "malformed" },
        { "null signatures", line => Edit(line, envelope => envelope["signatures"] = null), "malformed" },
        { "signatures that are no array", line => Edit(line, envelope => envelope["signatures"] = new JsonObject()), "malformed" },
        { "a null signature", line => Edit(line, envelope => envelope["signatures"]!.AsArray().Add(null)), "malformed" },
        { "an empty sig", line => Edit(line, envelope => envelope["signatures"]![0]!["sig"] = ""), "malformed" },
        { "a null sig", line => Edit(line, envelope => envelope["signatures"]![0]!["sig"] = null), "malformed" },
        { "a null sig beside a valid one", line => Edit(line, envelope => envelope["signatures"]!.AsArray().Add(JsonNode.Parse("{\"sig\":null}"))), "malformed" },
        { "no sig", line => line.Replace("\"sig\":", "\"sig2\":"), "malformed" },
        { "a numeric keyid", line => Edit(line, envelope => envelope["signatures"]![0]!["keyid"] = 1), "malformed" },
        { "white space in base64", line => line.Replace("\"payload\":\"", "\"payload\":\" "), "malformed" },
        { "a line feed in base64", line => line.Replace("\"payload\":\"", "\"payload\":\"\\n"), "malformed" },
        { "17 signatures", line => Edit(line, envelope => Repeat(envelope, 17)), "limit-exceeded" },
        { "65 levels", line => Edit(line, envelope => envelope["x"] = Nested(64)), "limit-exceeded" },
        { "a bundle of another version", line => $$$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.4+json","dsseEnvelope":{{{line}}}}""", "malformed" },
        { "a bundle with envelope members", line => $$$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","payload":"","dsseEnvelope":{{{line}}}}""", "malformed" },
        { "a bundle in another spelling", line => $$$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseenvelope":{{{line}}}}""", "malformed" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_is_read_strictly(string attack, Func<string, string> change, string code)
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(change(release.ManifestLine()));
        Assert.Equal((attack, code, 5), (attack, release.Codes(), release.Verify().ExitCode));
        release.WriteLines(release.Signed().ManifestLine(), change(release.ManifestLine()));
        Assert.Contains(code, release.Codes());
    }

    public static TheoryData<string, Func<string, string>> HarmlessLines => new()
    {
        { "16 signatures", line => Edit(line, envelope => Repeat(envelope, 16)) },
        { "64 levels", line => Edit(line, envelope => envelope["x"] = Nested(63)) },
        { "url-safe base64", line => Edit(line, envelope => UrlSafe(envelope, padded: true)) },
        { "url-safe base64 without padding", line => Edit(line, envelope => UrlSafe(envelope, padded: false)) },
        { "unknown members", line => Edit(line, envelope => envelope["x"] = 1) },
        { "escaped base64", line => line.Replace("\"payload\":\"e", "\"payload\":\"\\u0065") },
        { "a carriage return at the end", line => line + "\r" },
        { "blank lines around", line => $"\n{line}\n\n" },
        { "a bundle", line => $$$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"x"}},"dsseEnvelope":{{{line}}}}""" },
    };

    [Theory]
    [MemberData(nameof(HarmlessLines))]
    public void A_line_may_be_written_by_another_tool(string form, Func<string, string> change)
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines(change(release.ManifestLine()));
        Assert.Equal((form, ""), (form, release.Codes()));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused()
    {
        using var release = new TemporaryRelease().Signed();
        File.WriteAllBytes(release.ManifestPath, [.. Encoding.UTF8.GetBytes(release.ManifestLine()[..^1] + ",\"x\":\""), 0xFF, .. "\"}"u8]);
        Assert.Equal("malformed", release.Codes());
        var payload = Encoding.Latin1.GetBytes(new TemporaryRelease().Signed().Payload().Replace("Storefront", "Stor\u00E9front"));
        File.WriteAllBytes(release.ManifestPath, DsseEnvelope.Create("application/vnd.in-toto+json", payload, release.Key).ToUtf8());
        Assert.Equal("malformed", release.Codes());
    }

    [Fact]
    public void Two_different_releases_in_one_file_are_refused_in_any_order()
    {
        using var release = new TemporaryRelease().Signed();
        var first = release.ManifestLine();
        var second = release.Line(release.Payload().Replace("1.4.0", "1.3.0"));
        using var stranger = SigningKey.Generate();
        var foreign = release.Line(release.Payload().Replace("1.4.0", "1.3.0"), key: stranger);
        foreach (var lines in new[] { new[] { first, second }, [second, first], [first, foreign], [foreign, first] })
        {
            release.WriteLines(lines);
            Assert.Equal(("malformed", 5), (release.Codes(), release.Verify().ExitCode));
            Assert.Null(release.Verify().Release);
        }
    }

    [Fact]
    public void Ten_thousand_lines_are_read_and_one_more_is_too_many()
    {
        using var release = new TemporaryRelease().Signed();
        release.WriteLines([release.ManifestLine(), .. Enumerable.Repeat("", 9_999)]);
        Assert.Equal("", release.Codes());
        release.WriteLines([release.Signed().ManifestLine(), .. Enumerable.Repeat("", 10_000)]);
        Assert.Equal("limit-exceeded", release.Codes());
    }

    [Fact]
    public void An_endless_line_is_refused()
    {
        using var release = new TemporaryRelease().Signed();
        using (var stream = File.OpenWrite(release.ManifestPath))
            stream.SetLength(300L * 1024 * 1024);
        Assert.Equal(("limit-exceeded", 5), (release.Codes(), release.Verify().ExitCode));
    }

    private static string Edit(string line, Action<JsonObject> edit)
    {
        var envelope = JsonNode.Parse(line)!.AsObject();
        edit(envelope);
        return envelope.ToJsonString();
    }

    private static void Repeat(JsonObject envelope, int count)
    {
        var signature = envelope["signatures"]![0]!;
        envelope["signatures"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => signature.DeepClone())]);
    }

    private static JsonNode Nested(int levels)
    {
        JsonNode node = new JsonArray();
        for (var i = 1; i < levels; i++)
            node = new JsonArray(node);
        return node;
    }

    private static void UrlSafe(JsonObject envelope, bool padded)
    {
        envelope["payload"] = Convert((string)envelope["payload"]!, padded);
        envelope["signatures"]![0]!["sig"] = Convert((string)envelope["signatures"]![0]!["sig"]!, padded);

        static string Convert(string standard, bool padded) => (padded ? standard : standard.TrimEnd('=')).Replace('+', '-').Replace('/', '_');
    }
}
