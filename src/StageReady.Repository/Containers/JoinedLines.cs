using System.Text;

namespace StageReady.Containers;

/// <summary>The lines of an instruction as one text that remembers where each of its characters stands in the file.</summary>
internal sealed class JoinedLines(TextFile file)
{
    private readonly StringBuilder _builder = new();
    private readonly List<(int Offset, int FileOffset)> _pieces = [];

    /// <summary>The whole text, once it is complete.</summary>
    public string Text { get; private set; } = "";

    public bool IsEmpty => _builder.Length == 0;

    public void Append(int start, int end)
    {
        _pieces.Add((_builder.Length, start));
        _builder.Append(file.Text, start, end - start);
    }

    /// <summary>Nothing more comes: the text is fixed.</summary>
    public void Close() => Text = _builder.ToString().TrimEnd();

    public SourceSpan Span(int start, int length)
    {
        var first = FileOffset(start);
        var last = length == 0 ? first : FileOffset(start + length - 1) + 1;
        return file.Span(first, last - first);
    }

    public PlacedText Placed(int start, int length) => new(Text.Substring(start, length), Span(start, length));

    public int SkipWord(int start)
    {
        while (start < Text.Length && !char.IsWhiteSpace(Text[start]))
            start++;
        return start;
    }

    /// <summary>Splits at white space outside of quotes; quotes and the escape character before anything but a <c>$</c> go.</summary>
    public IEnumerable<DockerWord> Words(int start, char escape)
    {
        var i = start;
        while (true)
        {
            while (i < Text.Length && char.IsWhiteSpace(Text[i]))
                i++;
            if (i == Text.Length)
                yield break;

            var first = i;
            var value = new StringBuilder();
            var quote = '\0';
            var equals = (InText: -1, InValue: -1);
            for (; i < Text.Length && (quote != '\0' || !char.IsWhiteSpace(Text[i])); i++)
            {
                var c = Text[i];
                if (c == escape && quote != '\'' && i + 1 < Text.Length && (quote == '\0' || Text[i + 1] is '"' or '$' || Text[i + 1] == escape))
                {
                    i++;
                    // The variable keeps its escape until it is expanded.
                    value.Append(Text[i] == '$' ? "\\$" : Text[i].ToString());
                }
                else if (quote == '\0' ? c is '"' or '\'' : c == quote)
                {
                    quote = quote == '\0' ? c : '\0';
                }
                else
                {
                    if (c == '=' && equals.InText < 0)
                        equals = (i, value.Length);
                    // Nothing is expanded between single quotes.
                    value.Append(c == '$' && quote == '\'' ? "\\$" : c.ToString());
                }
            }

            yield return new DockerWord(this, first, i - first, value.ToString(), equals.InText, equals.InValue);
        }
    }

    private int FileOffset(int offset)
    {
        var (low, high) = (0, _pieces.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_pieces[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return _pieces[low].FileOffset + offset - _pieces[low].Offset;
    }
}

/// <summary>A word of an instruction.</summary>
/// <param name="Start">Where it starts in the joined lines.</param>
/// <param name="Separator">Where its first '=' stands in the joined lines, -1 if it has none.</param>
/// <param name="SeparatorInValue">The same in <paramref name="Value"/>.</param>
internal sealed record DockerWord(JoinedLines Lines, int Start, int Length, string Value, int Separator, int SeparatorInValue)
{
    public PlacedText Text => new(Value, Lines.Span(Start, Length));

    /// <summary>NAME=value; the value is null without a '='.</summary>
    public (PlacedText Name, PlacedText? Value) Split() => Separator < 0
        ? (Text, null)
        : (new PlacedText(Value.Substring(0, SeparatorInValue), Lines.Span(Start, Separator - Start)),
           new PlacedText(Value.Substring(SeparatorInValue + 1), Lines.Span(Separator + 1, Start + Length - Separator - 1)));
}
