using System.Globalization;
using System.Text;

namespace StageReady.Release;

/// <summary>Makes text from a release harmless for a terminal: what could move the cursor, colour or reorder a line is shown as its code.</summary>
internal static class Printable
{
    public static string Of(string text)
    {
        if (!text.Any(IsHarmful))
            return text;
        var printable = new StringBuilder();
        foreach (var c in text)
        {
            if (IsHarmful(c))
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                printable.Append(c);
        }

        return printable.ToString();
    }

    private static bool IsHarmful(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
