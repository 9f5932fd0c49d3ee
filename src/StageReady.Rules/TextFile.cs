namespace StageReady;

/// <summary>A text with the path it came from; turns offsets into lines and columns.</summary>
internal sealed class TextFile(string path, string text)
{
    private int[]? _lineStarts;

    public string Path { get; } = path;

    public string Text { get; } = text;

    public SourceSpan Span(int start, int length)
    {
        var (startLine, startColumn) = PositionOf(start);
        var (endLine, endColumn) = PositionOf(start + length);
        return new SourceSpan(Path, start, length, startLine, startColumn, endLine, endColumn);
    }

    private (int Line, int Column) PositionOf(int offset)
    {
        _lineStarts ??= FindLineStarts(Text);
        var index = Array.BinarySearch(_lineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    // The line ends of C# (ECMA-334 §6.3.3), so that positions agree with Roslyn's for the same file.
    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\r' when i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\r' or '\n' or '\u0085' or '\u2028' or '\u2029':
                    starts.Add(i + 1);
                    break;
            }
        }

        return [.. starts];
    }
}
