using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StageReady.Manifest;

/// <summary>The form of JSON that in-toto 0.9 signs (OLPC canonical JSON): members in the order of their code points, no white space, and no escapes but those of quotes and backslashes.</summary>
internal static class CanonicalJson
{
    public static byte[] Encode(JsonNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                foreach (var (name, value) in members.OrderBy(member => member.Key, ReleasePath.Utf8Order))
                {
                    Append(text, name);
                    text.Append(':');
                    Append(text, value);
                    text.Append(',');
                }

                Close(text, '}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Append(text, item);
                    text.Append(',');
                }

                Close(text, ']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Append(text, value.GetValue<string>());
                break;
            case JsonValue value when value.TryGetValue<int>(out var number):
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException("Only objects, arrays, texts and whole numbers are signed", nameof(node));
        }
    }

    private static void Append(StringBuilder text, string value) => text.Append('"').Append(value.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append('"');

    private static void Close(StringBuilder text, char bracket)
    {
        if (text[^1] == ',')
            text.Length--;
        text.Append(bracket);
    }
}
