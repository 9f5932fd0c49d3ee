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

        release.WriteLines(release.ManifestLine().Replace("\"sig\":\"M", "\"sig\":\"N", StringComparison.Ordinal));
        Assert.Throws<UnusableInputException>(() => ManifestExport.InTotoLayout(ManifestFile.Read(release.ManifestPath), release.Key, Expires));
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
    }
}
