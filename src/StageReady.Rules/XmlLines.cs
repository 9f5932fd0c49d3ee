using System.Xml;
using System.Xml.Linq;

namespace StageReady;

/// <summary>Turns the line and column that an XML reader gives into spans of the text.</summary>
internal sealed class XmlLines(TextFile file)
{
    private readonly int[] _starts = FindStarts(file.Text);

    /// <summary>The start tag; the start of the file if the element does not know its place.</summary>
    public SourceSpan StartTag(XElement element)
    {
        // The reader points behind the '<'.
        var start = OffsetOf(element) - 1;
        return start < 0 ? SourceSpan.StartOf(file.Path) : file.Span(start, EndOfTag(start) - start);
    }

    private int EndOfTag(int start)
    {
        var quote = '\0';
        for (var i = start; i < file.Text.Length; i++)
        {
            var c = file.Text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '>')
                return i + 1;
        }

        return file.Text.Length;
    }

    private int OffsetOf(IXmlLineInfo info)
    {
        var line = info.LineNumber - 1;
        if (!info.HasLineInfo() || line < 0 || line >= _starts.Length)
            return -1;
        var offset = _starts[line] + info.LinePosition - 1;
        return offset < file.Text.Length ? offset : -1;
    }

    // The line ends of XML, by which XmlReader counts; TextFile counts by those of C#.
    private static int[] FindStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
