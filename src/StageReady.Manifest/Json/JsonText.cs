using System.Text.Encodings.Web;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>How StageReady writes JSON for machines: one line, and no more escapes than JSON asks for.</summary>
internal static class JsonText
{
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the digest set of a resource descriptor (in-toto attestation framework).</summary>
    public static void WriteDigest(this Utf8JsonWriter writer, string sha256)
    {
        writer.WriteStartObject("digest");
        writer.WriteString("sha256", sha256);
        writer.WriteEndObject();
    }
}
