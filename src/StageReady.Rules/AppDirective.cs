namespace StageReady;

/// <summary>A directive at the head of a file-based app (<c>#:package ID@VERSION</c>): it says what a project file would.</summary>
/// <param name="Kind">What it is about: <c>package</c>, <c>property</c>, <c>sdk</c>, <c>project</c>, <c>include</c>.</param>
/// <param name="Name">What stands before the separator of its kind, or all of it where there is none.</param>
/// <param name="Value">What stands behind the separator; null where there is none.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="NameEnd">Where its name ends.</param>
/// <param name="End">Where it ends, and its value with it.</param>
internal sealed record AppDirective(string Kind, string Name, string? Value, int Start, int NameEnd, int End)
{
    private const string Mark = "#:";

    /// <summary>Where the value begins, or would.</summary>
    public int ValueStart => End - (Value?.Length ?? 0);

    /// <summary>Those of a C# file. Only comments, other directives and the line with which a Unix shell runs it may stand before one: what looks like it behind the first line of code is text.</summary>
    public static IEnumerable<AppDirective> Read(string text)
    {
        var at = 0;
        while ((at = SkipWhiteSpace(text, at, text.Length)) < text.Length)
        {
            if (Is(text, at, "/*"))
            {
                var close = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                at = close < 0 ? text.Length : close + 2;
                continue;
            }

            if (!Is(text, at, "//") && !(text[at] == '#' && IsFirstOfLine(text, at)))
                yield break;
            var isDirective = Is(text, at, Mark);
            var end = text.IndexOf('\n', at) is >= 0 and var newLine ? newLine : text.Length;
            if (isDirective && Parse(text, at, end) is { } directive)
                yield return directive;
            at = end;
        }
    }

    private static AppDirective? Parse(string text, int start, int lineEnd)
    {
        var end = TrimEnd(text, start, lineEnd);
        var kindEnd = start + Mark.Length;
        while (kindEnd < end && !char.IsWhiteSpace(text[kindEnd]))
            kindEnd++;
        var nameStart = SkipWhiteSpace(text, kindEnd, end);
        var kind = text.Substring(start + Mark.Length, kindEnd - start - Mark.Length);
        if (kind.Length == 0 || nameStart == end)
            return null;

        var separator = SeparatorOf(kind) is { } character ? text.IndexOf(character, nameStart, end - nameStart) : -1;
        if (separator < 0)
            return new AppDirective(kind, text.Substring(nameStart, end - nameStart), null, start, end, end);
        var nameEnd = TrimEnd(text, nameStart, separator);
        var valueStart = SkipWhiteSpace(text, separator + 1, end);
        return new AppDirective(kind, text.Substring(nameStart, nameEnd - nameStart), text.Substring(valueStart, end - valueStart), start, nameEnd, end);
    }

    private static char? SeparatorOf(string kind) => kind switch
    {
        "package" or "sdk" => '@',
        "property" => '=',
        _ => null,
    };

    private static bool Is(string text, int at, string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0;

    private static bool IsFirstOfLine(string text, int at)
    {
        while (at > 0 && char.IsWhiteSpace(text[at - 1]) && text[at - 1] != '\n')
            at--;
        return at == 0 || text[at - 1] == '\n';
    }

    private static int SkipWhiteSpace(string text, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static int TrimEnd(string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }
}
