using System.Text.Encodings.Web;
using System.Text.Json;

namespace StageReady.Release;

/// <summary>Writes one JSON object in UTF-8 to stdout, whatever the console's encoding is.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Action<Utf8JsonWriter> writeMembers)
    {
        using var stdout = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(stdout, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        stdout.Write("\n"u8);
    }
}
