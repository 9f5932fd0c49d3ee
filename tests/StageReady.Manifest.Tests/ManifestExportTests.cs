using System.Text;
using System.Text.Json.Nodes;

namespace StageReady.Manifest.Tests;

/// <summary>What other programs say about these forms is tested where they are run; here is what each form holds.</summary>
public sealed class ManifestExportTests
{
    private static readonly DateTimeOffset Expires = new(2027, 11, 27, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_signature_becomes_a_bundle_that_is_read_here_too()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = SigningKey.Generate();
        release.WriteLines(release.ManifestLine(), release.Line(release.Payload(), key: other));

        var files = ManifestExport.SigstoreBundles(ManifestFile.Read(release.ManifestPath));

        Assert.Equal(["1-release.sigstore.json", "2-release.sigstore.json"], files.Select(file => file.Path));
        var bundle = JsonNode.Parse(files[0].Content.Span)!;
        Assert.Equal(release.Key.KeyId, (string?)bundle["verificationMaterial"]!["publicKey"]!["hint"]);
        foreach (var file in files)
        {
            File.WriteAllBytes(release.ManifestPath, file.Content.Span);
            Assert.Equal("", TemporaryRelease.CodesOf(release.VerifyWith([release.Key, other])));
        }
    }

    [Fact]
    public void The_layers_of_an_image_are_the_signed_lines_and_every_descriptor_fits_its_blob()
    {
        using var scene = new PolicyScene().Attest(EvidenceKind.Parity, "passed");
        var lines = ManifestFile.Read(scene.Release.ManifestPath);

        var files = ManifestExport.CosignLayers(lines).ToDictionary(file => file.Path, file => file.Content.ToArray());

        Assert.Equal("1.0.0", (string?)JsonNode.Parse(files["oci-layout"])!["imageLayoutVersion"]);
        var descriptor = JsonNode.Parse(files["index.json"])!["manifests"]!.AsArray().Single()!;
        Assert.Equal("dev.cosignproject.cosign/atts", (string?)descriptor["annotations"]!["kind"]);
        var image = JsonNode.Parse(Blob(descriptor))!;
        var layers = image["layers"]!.AsArray();
        Assert.Equal(lines.Select(line => Encoding.UTF8.GetString(line.Envelope.ToUtf8())), layers.Select(layer => Encoding.UTF8.GetString(Blob(layer!))));
        Assert.All(layers, layer => Assert.Equal("application/vnd.dsse.envelope.v1+json", (string?)layer!["mediaType"]));
        Assert.Equal(lines.Select(line => line.PredicateType), layers.Select(layer => (string?)layer!["annotations"]!["predicateType"]));
        var config = JsonNode.Parse(Blob(image["config"]!))!;
        Assert.Equal(layers.Select(layer => (string?)layer!["digest"]), config["rootfs"]!["diff_ids"]!.AsArray().Select(digest => (string?)digest));
        Assert.Equal(files.Count, 2 + 1 + 1 + layers.Count);

        byte[] Blob(JsonNode of)
        {
            var content = files[((string)of["digest"]!).Replace("sha256:", "blobs/sha256/", StringComparison.Ordinal)];
            Assert.Equal(((string?)of["digest"], (int?)of["size"]), ($"sha256:{Sha256Hex.Of(content)}", content.Length));
            return content;
        }
    }

    [Fact]
    public void The_certificates_of_a_line_are_exported_with_it()
    {
        using var release = new TemporaryRelease().Signed();
        using var root = new TestCertificate("Root");
        using var leaf = new TestCertificate("Release", root, TestCertificate.CodeSigning);
        release.WriteLines(leaf.Line(release.Payload(), [[1, 2, 3]], root));
        var lines = ManifestFile.Read(release.ManifestPath);

        var material = JsonNode.Parse(Assert.Single(ManifestExport.SigstoreBundles(lines)).Content.Span)!["verificationMaterial"]!;
        Assert.Equal(
            (Convert.ToBase64String(leaf.Certificate.RawData), "AQID"), ((string?)material["certificate"]!["rawBytes"], (string?)material["timestampVerificationData"]!["rfc3161Timestamps"]![0]!["signedTimestamp"]));

        var blobs = ManifestExport.CosignLayers(lines).Where(file => file.Path.StartsWith("blobs/", StringComparison.Ordinal)).Select(file => JsonNode.Parse(file.Content.Span)!).ToList();
        Assert.Single(blobs, blob => (string?)blob["payload"] == Convert.ToBase64String(lines[0].Envelope.Payload.Span));
        var annotations = blobs.Single(blob => blob["layers"] is not null)["layers"]![0]!["annotations"]!;
        Assert.Equal(
            (leaf.Pem, root.Pem, """{"SignedRFC3161Timestamp":"AQID"}"""),
            ((string?)annotations["dev.sigstore.cosign/certificate"], (string?)annotations["dev.sigstore.cosign/chain"], (string?)annotations["dev.sigstore.cosign/rfc3161timestamp"]));
    }

    [Fact]
    public void Canonical_JSON_is_that_of_in_toto()
    {
        var json = JsonNode.Parse("""{ "b": [1, {}], "a\n": "\"\\ü\u0001", "A": [], "\ud83d\ude00": "", "\uffee": "" }""")!;
        Assert.Equal("{\"A\":[],\"a\n\":\"\\\"\\\\ü\u0001\",\"b\":[1,{}],\"\uFFEE\":\"\",\"\U0001F600\":\"\"}", Encoding.UTF8.GetString(CanonicalJson.Encode(json)));
    }

    [Fact]
    public void Only_the_key_of_the_manifest_vouches_for_its_files()
    {
        using var release = new TemporaryRelease().Signed();
        using var other = SigningKey.Generate();
        var lines = ManifestFile.Read(release.ManifestPath);
        Assert.Equal(3, ManifestExport.InTotoLayout(lines, release.Key, Expires).Count);
        Assert.Contains("is not signed by the key", Assert.Throws<UnusableInputException>(() => ManifestExport.InTotoLayout(lines, other, Expires)).Message, StringComparison.Ordinal);
        Assert.Contains("is not signed by the key", Assert.Throws<UnusableInputException>(() => ManifestExport.SlsaProvenance(lines, other, new Uri("https://ci.example.com"))).Message, StringComparison.Ordinal);

        release.WriteLines(release.ManifestLine().Replace("\"sig\":\"M", "\"sig\":\"N", StringComparison.Ordinal));
        Assert.Throws<UnusableInputException>(() => ManifestExport.InTotoLayout(ManifestFile.Read(release.ManifestPath), release.Key, Expires));
    }

    [Fact]
    public void Provenance_says_what_the_manifest_says_of_how_the_release_came_about()
    {
        using var release = Known("https://example.com/storefront.git", clean: true, "registry.example.com:5000/base@sha256:" + new string('1', 64));

        var file = Assert.Single(ManifestExport.SlsaProvenance(ManifestFile.Read(release.ManifestPath), release.Key, new Uri("https://ci.example.com/runners")));

        File.WriteAllBytes(release.PathOf("../provenance.jsonl"), file.Content.Span);
        var line = Assert.Single(ManifestFile.Read(release.PathOf("../provenance.jsonl")));
        Assert.True(TemporaryRelease.Trust(release.Key).Verify(DsseEnvelope.PreAuthenticationEncoding(line.Envelope.PayloadType, line.Envelope.Payload.Span), line.Envelope.Signatures[0].Value.Span));
        var manifest = ManifestFile.Read(release.ManifestPath)[0];
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse($$"""
                {
                  "_type": "https://in-toto.io/Statement/v1",
                  "subject": [ { "name": "release.sha256sums", "digest": { "sha256": "{{Sha256Hex.Of(File.ReadAllBytes(release.SumsPath))}}" } } ],
                  "predicateType": "https://slsa.dev/provenance/v1",
                  "predicate": {
                    "buildDefinition": {
                      "buildType": "https://stageready.dev/build/v1",
                      "externalParameters": {
                        "name": "Storefront", "version": "1.4.0", "source": "git+https://example.com/storefront.git@refs/tags/v1.4.0",
                        "framework": "net10.0", "runtimeIdentifier": "linux-x64", "configuration": "Release"
                      },
                      "resolvedDependencies": [
                        { "name": "source", "uri": "git+https://example.com/storefront.git@refs/tags/v1.4.0", "digest": { "gitCommit": "0123456789012345678901234567890123456789" } },
                        { "name": "base image", "uri": "docker://registry.example.com:5000/base@sha256:{{new string('1', 64)}}", "digest": { "sha256": "{{new string('1', 64)}}" } },
                        { "uri": "pkg:nuget/Dapper@2.1.0", "digest": { "sha512": "{{new string('0', 128)}}" } }
                      ]
                    },
                    "runDetails": {
                      "builder": { "id": "https://ci.example.com/runners", "version": { "sdk": "10.0.100", "runtime": "10.0.0", "compiler": "5.0.0", "stageready": "0.1.0" } },
                      "byproducts": [ { "name": "https://stageready.dev/release/v1", "digest": { "sha256": "{{manifest.Digest}}" }, "mediaType": "application/vnd.in-toto+json" } ]
                    }
                  }
                }
                """),
            JsonNode.Parse(line.Envelope.Payload.Span)),
            Encoding.UTF8.GetString(line.Envelope.Payload.Span));

        File.AppendAllText(release.ManifestPath, Encoding.UTF8.GetString(file.Content.Span));
        Assert.Equal("", release.Codes());
    }

    [Theory]
    [InlineData("git@example.com:shop/storefront.git", "git+ssh://git@example.com/shop/storefront.git@refs/tags/v1.4.0")]
    [InlineData("example.com:/srv/storefront.git", "git+ssh://example.com/srv/storefront.git@refs/tags/v1.4.0")]
    [InlineData("ssh://git@example.com/storefront", "git+ssh://git@example.com/storefront@refs/tags/v1.4.0")]
    public void Provenance_claims_no_commit_for_what_was_not_committed_and_no_digest_for_a_tag(string address, string uri)
    {
        using var release = Known(address, clean: false, "mcr.microsoft.com/dotnet/aspnet:10.0");

        var file = Assert.Single(ManifestExport.SlsaProvenance(ManifestFile.Read(release.ManifestPath), release.Key, new Uri("https://ci.example.com")));

        File.WriteAllBytes(release.ManifestPath, file.Content.Span);
        var dependencies = JsonNode.Parse(ManifestFile.Read(release.ManifestPath)[0].Envelope.Payload.Span)!["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray();
        Assert.Equal([("source", uri, null), ("base image", "docker://mcr.microsoft.com/dotnet/aspnet:10.0", null)], dependencies.Take(2).Select(one => ((string?)one!["name"], (string?)one["uri"], one["digest"])));
    }

    [Fact]
    public void A_bill_of_materials_names_the_packages_and_refers_to_the_files()
    {
        using var release = Known("https://example.com/storefront.git", clean: true, "mcr.microsoft.com/dotnet/aspnet:10.0");

        var file = Assert.Single(ManifestExport.CycloneDx(ManifestFile.Read(release.ManifestPath)));

        Assert.Equal("bom.cdx.json", file.Path);
        var bom = JsonNode.Parse(file.Content.Span)!;
        var digest = ManifestFile.Read(release.ManifestPath)[0].Digest;
        Assert.Equal($"urn:uuid:{digest[..8]}-{digest[8..12]}-8{digest[13..16]}", ((string)bom["serialNumber"]!)[..27]);
        Assert.Equal(
            """[{"type":"library","bom-ref":"pkg:nuget/Dapper@2.1.0","name":"Dapper","version":"2.1.0","purl":"pkg:nuget/Dapper@2.1.0","hashes":[{"alg":"SHA-512","content":"HASH"}],"externalReferences":[{"type":"distribution","url":"https://api.nuget.org/v3/index.json","comment":"The feed that it came from"}],"properties":[{"name":"stageready:contentHash","value":"AA=="},{"name":"stageready:signer","value":"ab"}]}]"""
                .Replace("HASH", new string('0', 128), StringComparison.Ordinal),
            bom["components"]!.ToJsonString());
        var references = bom["metadata"]!["component"]!["externalReferences"]!.AsArray();
        Assert.Equal(["release.intoto.jsonl", "release.sha256sums", "https://example.com/storefront.git"], references.Select(reference => (string?)reference!["url"]));
        Assert.EndsWith(digest, (string?)references[0]!["comment"], StringComparison.Ordinal);
        Assert.Equal(Sha256Hex.Of(File.ReadAllBytes(release.SumsPath)), (string?)references[1]!["hashes"]![0]!["content"]);
        Assert.Equal(file.Content.ToArray(), ManifestExport.CycloneDx(ManifestFile.Read(release.ManifestPath))[0].Content.ToArray());
    }

    [Fact]
    public void A_bill_of_materials_leaves_out_what_the_manifest_does_not_know()
    {
        using var release = new TemporaryRelease();
        ReleaseWriter.Write(release.Root, release.Description, key: null);

        var bom = JsonNode.Parse(Assert.Single(ManifestExport.CycloneDx(ManifestFile.Read(release.ManifestPath))).Content.Span)!.AsObject();

        Assert.Equal(["$schema", "bomFormat", "specVersion", "serialNumber", "version", "metadata"], bom.Select(member => member.Key));
        Assert.Equal(["component"], bom["metadata"]!.AsObject().Select(member => member.Key));
    }

    private static TemporaryRelease Known(string address, bool clean, string baseImage)
    {
        var (release, facts) = (new TemporaryRelease(), JsonNode.Parse(TestFacts.Every.ToUtf8())!);
        (facts["source"]!["uri"], facts["source"]!["clean"], facts["target"]!["baseImage"]) = (address, clean, baseImage);
        ReleaseWriter.Write(
            release.Root,
            new ReleaseDescription { Name = "Storefront", Version = "1.4.0", Facts = ReleaseFacts.Parse(Encoding.UTF8.GetBytes(facts.ToJsonString()), "facts") },
            release.Key);
        return release;
    }

    [Fact]
    public void What_is_not_signed_is_not_exported()
    {
        using var release = new TemporaryRelease();
        ReleaseWriter.Write(release.Root, release.Description, key: null);
        var lines = ManifestFile.Read(release.ManifestPath);
        Assert.Throws<UnusableInputException>(() => ManifestExport.SigstoreBundles(lines));
        Assert.Throws<UnusableInputException>(() => ManifestExport.CosignLayers(lines));
        Assert.Throws<UnusableInputException>(() => ManifestExport.InTotoLayout(lines, release.Key, Expires));
        Assert.Throws<UnusableInputException>(() => ManifestExport.SlsaProvenance(lines, release.Key, new Uri("https://ci.example.com")));
    }
}
