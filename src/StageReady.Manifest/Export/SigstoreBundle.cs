using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>Sigstore bundles v0.3 (https://docs.sigstore.dev/about/bundle/) of envelopes that a bare key signed.</summary>
internal static class SigstoreBundle
{
    // A bundle holds exactly one signature.
    public static IReadOnlyList<ExportedFile> Export(IReadOnlyList<ManifestLine> lines) =>
        [.. lines.SelectMany(line => line.Envelope.Signatures.Select(signature => (Line: line, Signature: signature)))
            .Select((one, index) => new ExportedFile($"{index + 1}-{NameOf(one.Line)}.sigstore.json", ExportedJson.Write(Bundle(one.Line.Envelope, one.Signature))))];

    private static string NameOf(ManifestLine line) => line.Release is not null ? "release" : EvidenceKind.OfPredicate(line.PredicateType)?.Name ?? "statement";

    private static JsonObject Bundle(DsseEnvelope envelope, DsseSignature signature) => new()
    {
        ["mediaType"] = DsseEnvelope.BundleMediaType,
        ["verificationMaterial"] = new JsonObject { ["publicKey"] = new JsonObject { ["hint"] = signature.KeyId ?? "" } },
        ["dsseEnvelope"] = new JsonObject
        {
            ["payload"] = Convert.ToBase64String(envelope.Payload.Span),
            ["payloadType"] = envelope.PayloadType,
            ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(signature.Value.Span), ["keyid"] = signature.KeyId ?? "" }),
        },
    };
}
