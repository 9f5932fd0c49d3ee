namespace StageReady;

/// <summary>How the author of a text breaks and indents its lines, for what is added to it.</summary>
internal sealed class TextLayout(string text)
{
    public string NewLine { get; } = text.IndexOf('\n') is > 0 and var end && text[end - 1] == '\r' ? "\r\n" : "\n";

    /// <summary>The indentation of the first line that has one.</summary>
    public string Unit { get; } = UnitOf(text);

    /// <summary>The indentation of the line in which a place lies.</summary>
    public string IndentAt(int position) => IndentAt(text, position);

    /// <summary>Whether nothing but blanks stands before a place in its line.</summary>
    public bool IsFirstInLine(int position) => LineStart(text, position) + IndentAt(position).Length >= position;

    private static string UnitOf(string text)
    {
        for (var line = text.IndexOf('\n'); line >= 0; line = text.IndexOf('\n', line + 1))
        {
            if (IndentAt(text, line + 1) is { Length: > 0 } indent)
                return indent;
        }

        return "  ";
    }

    private static string IndentAt(string text, int position)
    {
        var start = LineStart(text, position);
        var end = start;
        while (end < text.Length && text[end] is ' ' or '\t')
            end++;
        return text.Substring(start, end - start);
    }

    private static int LineStart(string text, int position) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
}
