using System.Text;

namespace StageReady.Infrastructure;

/// <summary>
/// Reads the structure of HCL, Terraform's language: blocks, attributes, and the values that are strings or objects. Other expressions are passed over, with the strings, brackets and here
/// documents in them. It takes any text, in linear time: what is no HCL ends the reading, for Terraform to refuse.
/// </summary>
internal sealed class HclReader
{
    private const int MaxDepth = 50;

    private readonly TextFile _file;
    private readonly string _text;
    private int _position;

    private HclReader(TextFile file)
    {
        _file = file;
        _text = file.Text;
    }

    /// <summary>The file as one block.</summary>
    public static HclBlock Read(TextFile file) => new HclReader(file).ReadBody("", [], SourceSpan.StartOf(file.Path), depth: 0);

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position >= _text.Length;

    private HclBlock ReadBody(string type, IReadOnlyList<string> labels, SourceSpan span, int depth)
    {
        var attributes = new List<HclAttribute>();
        var blocks = new List<HclBlock>();
        while (SkipTrivia() && Current != '}')
        {
            var start = _position;
            if (ReadName() is not { } name)
            {
                _position++;
                continue;
            }

            SkipBlanks();
            if (Current == '=')
            {
                _position++;
                attributes.Add(ReadValue(name, depth));
            }
            else if (ReadLabels() is { } blockLabels && depth < MaxDepth)
            {
                var head = _file.Span(start, _position - start);
                _position++;
                blocks.Add(ReadBody(name.Value, blockLabels, head, depth + 1));
            }
            else
            {
                _position = _text.Length;
            }
        }

        _position++;
        return new HclBlock(type, labels, span) { Attributes = attributes, Blocks = blocks };
    }

    // The labels up to the brace of a block; null if no brace follows.
    private List<string>? ReadLabels()
    {
        var labels = new List<string>();
        while (true)
        {
            SkipBlanks();
            if (Current == '{')
                return labels;
            if ((Current == '"' ? ReadString().Text?.Value : ReadName()?.Value) is not { } label)
                return null;
            labels.Add(label);
        }
    }

    private HclAttribute ReadValue(PlacedText name, int depth)
    {
        SkipBlanks();
        if (Current == '"')
        {
            var (text, _) = ReadString();
            SkipBlanks();
            if (AtEnd || Current is '\n' or '\r' or ',' or '}' or '#' || IsCommentStart())
                return new HclAttribute(name, text);
        }
        else if (Current == '{' && depth < MaxDepth)
        {
            _position++;
            return new HclAttribute(name, null) { Members = ReadMembers(depth + 1), IsObject = true };
        }

        SkipExpression();
        return new HclAttribute(name, null);
    }

    private List<HclAttribute> ReadMembers(int depth)
    {
        var members = new List<HclAttribute>();
        while (SkipTrivia() && Current != '}')
        {
            if ((Current == '"' ? ReadString().Text : ReadName()) is { } name)
            {
                SkipBlanks();
                if (Current is '=' or ':')
                {
                    _position++;
                    members.Add(ReadValue(name, depth));
                }
            }
            else
            {
                _position++;
            }
        }

        _position++;
        return members;
    }

    private PlacedText? ReadName()
    {
        var start = _position;
        while (char.IsLetterOrDigit(Current) || Current is '_' or '-')
            _position++;
        return _position == start ? null : new PlacedText(_text.Substring(start, _position - start), _file.Span(start, _position - start));
    }

    // The text is null if it is interpolated.
    private (PlacedText? Text, bool IsClosed) ReadString()
    {
        var start = _position++;
        var value = new StringBuilder();
        var isTemplate = false;
        while (!AtEnd && Current is not ('"' or '\n'))
        {
            if (Current == '\\')
                _position++;
            else if (Current is '$' or '%' && _position + 1 < _text.Length && _text[_position + 1] == '{')
            {
                isTemplate = true;
                _position++;
                SkipBrackets();
                continue;
            }

            value.Append(Current);
            _position++;
        }

        var isClosed = Current == '"';
        _position++;
        return (isTemplate || !isClosed ? null : new PlacedText(value.ToString(), _file.Span(start, _position - start)), isClosed);
    }

    // To the end of the line, outside of brackets.
    private void SkipExpression()
    {
        while (!AtEnd && Current is not ('\n' or ',' or '}'))
        {
            if (Current is '(' or '[' or '{')
                SkipBrackets();
            else
                SkipToken();
        }
    }

    // From an opening bracket to behind the closing one; a loop, because expressions can be nested at will.
    private void SkipBrackets()
    {
        var depth = 0;
        do
        {
            if (Current is '(' or '[' or '{')
            {
                depth++;
                _position++;
            }
            else if (Current is ')' or ']' or '}')
            {
                depth--;
                _position++;
            }
            else
            {
                SkipToken();
            }
        }
        while (depth > 0 && !AtEnd);
    }

    private void SkipToken()
    {
        if (Current == '"')
            SkipQuoted();
        else if (Current == '#' || IsCommentStart())
            SkipComment();
        else if (Current == '<' && string.CompareOrdinal(_text, _position, "<<", 0, 2) == 0)
            SkipHereDocument();
        else
            _position++;
    }

    // As a token of an expression: what is interpolated has quotes of its own.
    private void SkipQuoted()
    {
        var braces = 0;
        for (_position++; !AtEnd && (braces > 0 || Current is not ('"' or '\n')); _position++)
        {
            if (Current == '\\')
                _position++;
            else if (Current == '{' && _text[_position - 1] is '$' or '%')
                braces++;
            else if (Current == '}' && braces > 0)
                braces--;
        }

        _position++;
    }

    private void SkipHereDocument()
    {
        _position += 2;
        if (Current == '-')
            _position++;
        if (ReadName() is not { } name)
            return;

        while (!AtEnd)
        {
            SkipLine();
            _position++;
            var start = _position;
            SkipLine();
            if (_text.Substring(Math.Min(start, _text.Length), _position - Math.Min(start, _text.Length)).Trim() == name.Value)
                return;
            _position = start;
        }
    }

    private bool IsCommentStart() => Current == '/' && _position + 1 < _text.Length && _text[_position + 1] is '/' or '*';

    private void SkipComment()
    {
        if (string.CompareOrdinal(_text, _position, "/*", 0, 2) != 0)
        {
            SkipLine();
            return;
        }

        var close = _text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
        _position = close < 0 ? _text.Length : close + 2;
    }

    private void SkipLine()
    {
        var end = _position >= _text.Length ? -1 : _text.IndexOf('\n', _position);
        _position = end < 0 ? _text.Length : end;
    }

    private void SkipBlanks()
    {
        while (Current is ' ' or '\t')
            _position++;
    }

    // False at the end.
    private bool SkipTrivia()
    {
        while (!AtEnd)
        {
            if (char.IsWhiteSpace(Current) || Current is ',' or '\uFEFF')
                _position++;
            else if (Current == '#' || IsCommentStart())
                SkipComment();
            else
                return true;
        }

        return false;
    }
}
