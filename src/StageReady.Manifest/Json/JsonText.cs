using System.Text.Encodings.Web;
using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>How StageReady writes JSON for machines: one line, and no more escapes than JSON asks for.</summary>
internal static class JsonText
{
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
