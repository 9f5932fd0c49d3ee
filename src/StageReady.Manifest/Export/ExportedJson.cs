using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>How exported JSON is written: one line, and the same for the same content.</summary>
internal static class ExportedJson
{
    public static byte[] Write(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.WriterOptions))
            json.WriteTo(writer);
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
