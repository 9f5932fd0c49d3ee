using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>
/// A DSSE 1.0.2 envelope (https://github.com/secure-systems-lab/dsse): bytes of a stated type with signatures over both. Reading one trusts nothing; <see cref="TrustedKey"/> judges.
/// </summary>
public sealed class DsseEnvelope
{
    internal const string BundleMediaType = "application/vnd.dev.sigstore.bundle.v0.3+json";

    // The last version in which a bundle may hold intermediate certificates.
    private const string ChainMediaType = "application/vnd.dev.sigstore.bundle+json;version=0.2";

    /// <summary>An envelope as it is to be written.</summary>
    /// <param name="payloadType">What the payload is, a media type.</param>
    /// <param name="payload">The payload's bytes; not copied.</param>
    /// <param name="signatures">Signatures over <see cref="PreAuthenticationEncoding"/>; none for an unsigned manifest.</param>
    public DsseEnvelope(string payloadType, ReadOnlyMemory<byte> payload, IReadOnlyList<DsseSignature> signatures) =>
        (PayloadType, Payload, Signatures) = (payloadType, payload, signatures);

    /// <summary>What the payload is, a media type.</summary>
    public string PayloadType { get; }

    /// <summary>The payload's bytes: the only bytes to verify and the only bytes to parse.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The signatures; empty for an unsigned manifest.</summary>
    public IReadOnlyList<DsseSignature> Signatures { get; }

    /// <summary>What a bundle brings beside the envelope; null if it is none, or one without certificates.</summary>
    internal VerificationMaterial? Material { get; init; }

    /// <summary>The envelope alone, without the bundle that it stood in.</summary>
    internal DsseEnvelope WithoutMaterial() => Material is null ? this : new DsseEnvelope(PayloadType, Payload, Signatures);

    /// <summary>Wraps a payload and signs it.</summary>
    /// <param name="payloadType">What the payload is, a media type.</param>
    /// <param name="payload">The payload's bytes; not copied.</param>
    /// <param name="key">The key, or null for an envelope without a signature.</param>
    /// <exception cref="UnusableInputException">Somebody else keeps the key and its signature does not verify, or the time-stamping authority gives no timestamp.</exception>
    public static DsseEnvelope Create(string payloadType, ReadOnlyMemory<byte> payload, SigningKey? key)
    {
        if (key is null)
            return new DsseEnvelope(payloadType, payload, []);
        var signature = key.Sign(PreAuthenticationEncoding(payloadType, payload.Span));
        return new DsseEnvelope(payloadType, payload, [new DsseSignature(key.KeyId, signature)]) { Material = key.MaterialFor(signature) };
    }

    /// <summary>What is signed: <c>DSSEv1</c>, then the length in bytes and the bytes of the type and of the payload, separated by spaces.</summary>
    /// <param name="payloadType">What the payload is, a media type.</param>
    /// <param name="payload">The payload's bytes.</param>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        var head = Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} ");
        var encoding = new byte[head.Length + payload.Length];
        head.CopyTo(encoding, 0);
        payload.CopyTo(encoding.AsSpan(head.Length));
        return encoding;
    }

    /// <summary>Reads a line: an envelope, or a Sigstore bundle (v0.3, or v0.2, which may hold a chain of certificates) that holds one.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="where">What the line is, for the problem's path.</param>
    /// <exception cref="ReleaseException">The line is no envelope (malformed, duplicate-key) or too large (limit-exceeded).</exception>
    public static DsseEnvelope Parse(ReadOnlyMemory<byte> line, string where)
    {
        if (line.Length > Limits.LineBytes)
            throw ManifestLines.TooLong(where);
        using var document = StrictJson.Parse(line, where);
        var root = JsonObjectReader.Root(document.RootElement, where);
        if (!document.RootElement.TryGetProperty("dsseEnvelope", out _))
            return Read(root, where);

        if (document.RootElement.TryGetProperty("payload", out _) || document.RootElement.TryGetProperty("signatures", out _) || document.RootElement.TryGetProperty("payloadType", out _))
            throw StrictJson.Malformed(where, "an envelope or a bundle", "both on one line");
        if (root.Text("mediaType") is var mediaType and not (BundleMediaType or ChainMediaType))
            throw StrictJson.Malformed(where, BundleMediaType, $"a bundle of type '{mediaType}'");
        return Read(root.Object("dsseEnvelope"), where, root.OptionalObject("verificationMaterial") is { } material ? VerificationMaterial.Read(material, where) : null);
    }

    /// <summary>The envelope, or the bundle that it stands in, as one line of JSON with padded standard base64, without the line's end.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
        {
            writer.WriteStartObject();
            if (Material is { } material)
            {
                writer.WriteString("mediaType", material.Certificates.Count > 1 ? ChainMediaType : BundleMediaType);
                material.Write(writer);
                writer.WriteStartObject("dsseEnvelope");
                WriteMembers(writer);
                writer.WriteEndObject();
            }
            else
            {
                WriteMembers(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteString("payloadType", PayloadType);
        writer.WriteBase64String("payload", Payload.Span);
        writer.WriteStartArray("signatures");
        foreach (var signature in Signatures)
        {
            writer.WriteStartObject();
            if (signature.KeyId is not null)
                writer.WriteString("keyid", signature.KeyId);
            writer.WriteBase64String("sig", signature.Value.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static DsseEnvelope Read(JsonObjectReader envelope, string where, VerificationMaterial? material = null)
    {
        var payloadType = envelope.Text("payloadType");
        var payload = Bytes(envelope, "payload");
        var signatures = new List<DsseSignature>();
        foreach (var signature in envelope.OptionalObjects("signatures") ?? [])
        {
            if (signatures.Count == Limits.Signatures)
            {
                throw new ReleaseException(
                    ProblemCode.LimitExceeded, where, $"at most {Limits.Signatures} signatures", "more", $"The envelope has more than {Limits.Signatures} signatures");
            }

            var value = Bytes(signature, "sig");
            if (value.Length == 0)
                throw signature.Wrong("sig", "a signature", "empty text");
            signatures.Add(new DsseSignature(signature.OptionalText("keyid") is { Length: > 0 } keyId ? keyId : null, value));
        }

        return new DsseEnvelope(payloadType, payload, signatures) { Material = material };
    }

    internal static byte[] Bytes(JsonObjectReader reader, string name)
    {
        var element = reader.Value(name);
        if (element.ValueKind != JsonValueKind.String)
            throw reader.Wrong(name, "base64", "another type");
        var raw = JsonMarshal.GetRawUtf8Value(element)[1..^1];
        var bytes = StrictBase64.Decode(raw.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(reader.Text(name)) : raw);
        return bytes ?? throw reader.Wrong(name, "canonical base64", "other text");
    }
}
