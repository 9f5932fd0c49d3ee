using System.Text;

namespace StageReady.Configuration.Fixes;

/// <summary>The characters of a JSON string and where they are written.</summary>
internal static class JsonText
{
    /// <summary>Where a character of a string's value stands in the text of the file, in which an escape sequence stands for one.</summary>
    /// <param name="start">Of the string, at its quote.</param>
    public static int OffsetOf(string file, int start, int index)
    {
        var offset = start + 1;
        for (var i = 0; i < index; i++)
            offset += file[offset] != '\\' ? 1 : file[offset + 1] == 'u' ? 6 : 2;
        return offset;
    }

    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                escaped.Append('\\').Append(character);
            else if (character < ' ')
                escaped.Append("\\u").Append(((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else
                escaped.Append(character);
        }

        return escaped.ToString();
    }
}
