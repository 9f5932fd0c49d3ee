using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>Sigstore bundles v0.3 (https://docs.sigstore.dev/about/bundle/) of envelopes that a bare key signed, or the key of a certificate.</summary>
internal static class SigstoreBundle
{
    // A bundle holds exactly one signature.
    public static IReadOnlyList<ExportedFile> Export(IReadOnlyList<ManifestLine> lines) =>
        [.. lines.SelectMany(line => line.Envelope.Signatures.Select(signature => (Line: line, Signature: signature)))
            .Select((one, index) => new ExportedFile($"{index + 1}-{NameOf(one.Line)}.sigstore.json", ExportedJson.Write(Bundle(one.Line.Envelope, one.Signature))))];

    private static string NameOf(ManifestLine line) => line.Release is not null ? "release" : EvidenceKind.OfPredicate(line.PredicateType)?.Name ?? "statement";

    // Readers want no chain: they have what is between the certificate and the root.
    private static JsonObject Certified(VerificationMaterial material) => new()
    {
        ["certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(material.Certificates[0]) },
        ["timestampVerificationData"] = new JsonObject
        {
            ["rfc3161Timestamps"] = new JsonArray([.. material.Timestamps.Select(timestamp => new JsonObject { ["signedTimestamp"] = Convert.ToBase64String(timestamp) })]),
        },
    };

    private static JsonObject Bundle(DsseEnvelope envelope, DsseSignature signature) => new()
    {
        ["mediaType"] = DsseEnvelope.BundleMediaType,
        ["verificationMaterial"] = envelope.Material is { } material ? Certified(material) : new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = signature.KeyId ?? "" } },
        ["dsseEnvelope"] = new JsonObject
        {
            ["payload"] = Convert.ToBase64String(envelope.Payload.Span),
            ["payloadType"] = envelope.PayloadType,
            ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(signature.Value.Span), ["keyid"] = signature.KeyId ?? "" }),
        },
    };
}
