using System.Xml;
using System.Xml.Linq;

namespace StageReady;

/// <summary>Turns the line and column that an XML reader gives into spans of the text.</summary>
internal sealed class XmlLines(TextFile file)
{
    private static readonly char[] Quotes = ['"', '\''];

    private readonly int[] _starts = FindStarts(file.Text);

    /// <summary>The start tag; the start of the file if the element does not know its place.</summary>
    public SourceSpan StartTag(XElement element)
    {
        // The reader points behind the '<'.
        var start = OffsetOf(element) - 1;
        return start < 0 ? SourceSpan.StartOf(file.Path) : file.Span(start, EndOfTag(start) - start);
    }

    /// <summary>The value of an attribute as it is written, without its quotes.</summary>
    public SourceSpan ValueOf(XAttribute attribute)
    {
        var quote = file.Text.IndexOfAny(Quotes, OffsetOf(attribute) + attribute.Name.LocalName.Length);
        return file.Span(quote + 1, file.Text.IndexOf(file.Text[quote], quote + 1) - quote - 1);
    }

    /// <summary>What stands between the tags of an element that holds no other.</summary>
    public SourceSpan ContentOf(XElement element)
    {
        var tag = StartTag(element);
        var start = tag.Start + tag.Length;
        return element.IsEmpty ? file.Span(start, 0) : file.Span(start, file.Text.IndexOf("</", start, StringComparison.Ordinal) - start);
    }

    /// <summary>The offset behind an element, its end tag included.</summary>
    public int EndOf(XElement element)
    {
        var tag = StartTag(element);
        if (element.IsEmpty)
            return tag.Start + tag.Length;
        var from = element.Elements().LastOrDefault() is { } last ? EndOf(last) : tag.Start;
        return file.Text.IndexOf('>', file.Text.IndexOf("</" + QualifiedName(element), from, StringComparison.Ordinal)) + 1;
    }

    private static string QualifiedName(XElement element) => element.GetPrefixOfNamespace(element.Name.Namespace) is { Length: > 0 } prefix ? $"{prefix}:{element.Name.LocalName}" : element.Name.LocalName;

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
