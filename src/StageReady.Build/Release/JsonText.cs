using System.Globalization;
using System.Text;

namespace StageReady.Build.Release;

/// <summary>Writes JSON; a value that is not known is left out.</summary>
internal static class JsonText
{
    public static string Object(params (string Name, string? Value)[] members) =>
        $"{{{string.Join(",", members.Where(member => member.Value is not null).Select(member => $"{String(member.Name)}:{member.Value}"))}}}";

    public static string Array(IEnumerable<string> elements) => $"[{string.Join(",\n", elements)}]";

    /// <summary>Null for null and for an empty text.</summary>
    public static string? Optional(string? text) => string.IsNullOrEmpty(text) ? null : String(text!);

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Boolean(bool value) => value ? "true" : "false";

    public static string String(string text)
    {
        var json = new StringBuilder("\"", text.Length + 2);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        return json.Append('"').ToString();
    }
}
