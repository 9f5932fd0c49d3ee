using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>What stands beside an envelope in a Sigstore bundle: the signer's certificates, and timestamps of the signature. Reading it trusts nothing.</summary>
/// <param name="Certificates">The signer's first.</param>
/// <param name="Timestamps">Answers of time-stamping authorities (RFC 3161, TimeStampResp).</param>
internal sealed record VerificationMaterial(IReadOnlyList<byte[]> Certificates, IReadOnlyList<byte[]> Timestamps)
{
    /// <returns>Null if it has neither a certificate nor a chain.</returns>
    /// <exception cref="ReleaseException">malformed, limit-exceeded.</exception>
    public static VerificationMaterial? Read(JsonObjectReader material, string where)
    {
        var certificate = material.OptionalObject("certificate");
        var chain = material.OptionalObject("x509CertificateChain")?.OptionalObjects("certificates");
        if (certificate is not null && chain is not null)
            throw material.Wrong("x509CertificateChain", "a certificate or a chain", "both");
        var certificates = certificate is { } only ? [DsseEnvelope.Bytes(only, "rawBytes")] : Few(chain, "rawBytes", where);
        var timestamps = Few(material.OptionalObject("timestampVerificationData")?.OptionalObjects("rfc3161Timestamps"), "signedTimestamp", where);
        return certificates.Count == 0 ? null : new VerificationMaterial(certificates, timestamps);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("verificationMaterial");
        // Readers of the field want a single certificate where there is but one.
        if (Certificates is [var only])
        {
            writer.WriteStartObject("certificate");
            writer.WriteBase64String("rawBytes", only);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartObject("x509CertificateChain");
            WriteMany(writer, "certificates", "rawBytes", Certificates);
            writer.WriteEndObject();
        }

        if (Timestamps.Count > 0)
        {
            writer.WriteStartObject("timestampVerificationData");
            WriteMany(writer, "rfc3161Timestamps", "signedTimestamp", Timestamps);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static List<byte[]> Few(IEnumerable<JsonObjectReader>? items, string name, string where)
    {
        var values = new List<byte[]>();
        foreach (var item in items ?? [])
        {
            if (values.Count == Limits.Signatures)
                throw new ReleaseException(ProblemCode.LimitExceeded, where, $"at most {Limits.Signatures} of {name}", "more", $"The bundle has more than {Limits.Signatures} of {name}");
            values.Add(DsseEnvelope.Bytes(item, name));
        }

        return values;
    }

    private static void WriteMany(Utf8JsonWriter writer, string array, string name, IReadOnlyList<byte[]> values)
    {
        writer.WriteStartArray(array);
        foreach (var value in values)
        {
            writer.WriteStartObject();
            writer.WriteBase64String(name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
