using System.Text.Encodings.Web;
using System.Text.Json;

namespace StageReady.Tool.Reporting;

/// <summary>JSON as people read it: indented, with letters of all scripts as they are.</summary>
internal static class IndentedJson
{
    // The relaxed encoder leaves < and & alone, which only matters inside HTML.
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            write(writer);
        output.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Write('\n');
    }
}
