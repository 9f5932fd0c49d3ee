using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>Attestations as cosign attached them to images before it had bundles, in an OCI image layout (https://github.com/opencontainers/image-spec) that oras, crane and skopeo copy to a registry.</summary>
internal static class CosignImage
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string ConfigType = "application/vnd.oci.image.config.v1+json";
    private const string EnvelopeType = "application/vnd.dsse.envelope.v1+json";

    public static IReadOnlyList<ExportedFile> Export(IReadOnlyList<ManifestLine> lines)
    {
        var files = new List<ExportedFile> { new("oci-layout", ExportedJson.Write(new JsonObject { ["imageLayoutVersion"] = "1.0.0" })) };
        var (layers, digests) = (new JsonArray(), new JsonArray());
        foreach (var line in lines)
        {
            var layer = Blob(files, EnvelopeType, line.Envelope.WithoutMaterial().ToUtf8(), Annotations(line));
            layers.Add((JsonNode)layer);
            digests.Add((JsonNode?)(string?)layer["digest"]);
        }

        var config = Blob(files, ConfigType, ExportedJson.Write(new JsonObject
        {
            ["architecture"] = "",
            ["os"] = "",
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = digests },
        }));
        var image = Blob(files, ManifestType, ExportedJson.Write(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = ManifestType,
            ["config"] = config,
            ["layers"] = layers,
        }), new JsonObject { ["kind"] = "dev.cosignproject.cosign/atts", ["org.opencontainers.image.ref.name"] = "attestations" });
        files.Add(new ExportedFile("index.json", ExportedJson.Write(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = "application/vnd.oci.image.index.v1+json",
            ["manifests"] = new JsonArray(image),
        })));
        return files;
    }

    // The signature is inside the envelope; its annotation must be there nevertheless.
    private static JsonObject Annotations(ManifestLine line)
    {
        var annotations = new JsonObject { ["dev.cosignproject.cosign/signature"] = "", ["predicateType"] = line.PredicateType };
        if (line.Envelope.Material is not { } material)
            return annotations;
        annotations["dev.sigstore.cosign/certificate"] = Pem(material.Certificates[0]);
        annotations["dev.sigstore.cosign/chain"] = string.Concat(material.Certificates.Skip(1).Select(Pem));
        if (material.Timestamps is [var timestamp, ..])
            annotations["dev.sigstore.cosign/rfc3161timestamp"] = $$"""{"SignedRFC3161Timestamp":"{{Convert.ToBase64String(timestamp)}}"}""";
        return annotations;
    }

    private static string Pem(byte[] certificate) => PemEncoding.WriteString("CERTIFICATE", certificate) + "\n";

    /// <returns>Its descriptor.</returns>
    private static JsonObject Blob(List<ExportedFile> files, string mediaType, byte[] content, JsonObject? annotations = null)
    {
        var digest = Sha256Hex.Of(content);
        var path = $"blobs/sha256/{digest}";
        if (!files.Exists(file => file.Path == path))
            files.Add(new ExportedFile(path, content));
        var descriptor = new JsonObject { ["mediaType"] = mediaType, ["digest"] = $"sha256:{digest}", ["size"] = content.Length };
        if (annotations is not null)
            descriptor["annotations"] = annotations;
        return descriptor;
    }
}
