using System.Globalization;
using System.Text;

namespace StageReady.Configuration.Json;

/// <summary>
/// Reads exactly what Microsoft.Extensions.Configuration.Json reads: RFC 8259 with comments, trailing commas and a byte order mark, nested at most 64 deep.
/// Takes time linear in the length of the text, and never throws.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>System.Text.Json's default, which the configuration provider leaves as it is. It also bounds the recursion here.</summary>
    private const int MaxDepth = 64;

    private readonly string _text;
    private readonly StringBuilder _characters = new();
    private int _position;
    private JsonError? _error;

    private JsonReader(string text) => _text = text;

    /// <summary>The root value, or the first error.</summary>
    public static (JsonNode? Root, JsonError? Error) Read(string text)
    {
        var reader = new JsonReader(text);
        var root = reader.ReadRoot();
        return reader._error is null ? (root, null) : (null, reader._error);
    }

    private JsonNode? ReadRoot()
    {
        if (Current == '\uFEFF')
            _position++;

        var root = ReadValue(depth: 0, "'{'");
        return root is not null && SkipTrivia() && !AtEnd ? Fail("the end of the file") : root;
    }

    private bool AtEnd => _position >= _text.Length;

    /// <summary>The character to read next; NUL, which no token starts with, at the end.</summary>
    private char Current => AtEnd ? '\0' : _text[_position];

    private JsonNode? ReadValue(int depth, string expected)
    {
        if (!SkipTrivia())
            return null;

        return Current switch
        {
            '{' => ReadObject(depth + 1),
            '[' => ReadArray(depth + 1),
            '"' => ReadString(),
            '-' or (>= '0' and <= '9') => ReadNumber(),
            't' => ReadLiteral("true", JsonKind.True),
            'f' => ReadLiteral("false", JsonKind.False),
            'n' => ReadLiteral("null", JsonKind.Null),
            _ => Fail(expected),
        };
    }

    private JsonNode? ReadObject(int depth)
    {
        if (depth > MaxDepth)
            return Fail($"no more than {MaxDepth} levels of nesting");

        var start = _position++;
        var members = new List<JsonMember>();
        while (SkipTrivia())
        {
            if (Current == '}')
                return Node(JsonKind.Object, start) with { Members = members };
            if (Current != '"')
                return Fail(members.Count == 0 ? "a name in double quotes or '}'" : "another name in double quotes or '}'");
            if (ReadString() is not { } name)
                return null;

            // System.Text.Json takes no comment here.
            SkipWhiteSpace();
            if (Current != ':')
                return Fail("':' after the name");

            _position++;
            if (ReadValue(depth, "a value") is not { } value)
                return null;

            members.Add(new JsonMember(name.Text!, name.Start, name.Length, value));
            if (!ReadSeparator('}'))
                return null;
        }

        return null;
    }

    private JsonNode? ReadArray(int depth)
    {
        if (depth > MaxDepth)
            return Fail($"no more than {MaxDepth} levels of nesting");

        var start = _position++;
        var elements = new List<JsonNode>();
        while (SkipTrivia())
        {
            if (Current == ']')
                return Node(JsonKind.Array, start) with { Elements = elements };
            if (ReadValue(depth, "a value or ']'") is not { } element)
                return null;

            elements.Add(element);
            if (!ReadSeparator(']'))
                return null;
        }

        return null;
    }

    /// <summary>Consumes a comma, or stops before the closing bracket.</summary>
    private bool ReadSeparator(char close)
    {
        if (!SkipTrivia())
            return false;
        if (Current == ',')
            _position++;
        else if (Current != close)
            Fail($"',' or '{close}'");

        return _error is null;
    }

    private JsonNode Node(JsonKind kind, int start)
    {
        _position++;
        return new JsonNode(kind, start, _position - start, null);
    }

    private JsonNode? ReadLiteral(string literal, JsonKind kind)
    {
        var start = _position;
        foreach (var character in literal)
        {
            if (Current != character)
                return Fail($"'{literal}'");
            _position++;
        }

        return new JsonNode(kind, start, literal.Length, null);
    }

    private JsonNode? ReadNumber()
    {
        var start = _position;
        if (Current == '-')
            _position++;

        if (Current == '0')
            _position++;
        else if (!SkipDigits())
            return null;

        if (Current is >= '0' and <= '9')
            return Fail("a number without a leading zero");

        if (Current == '.')
        {
            _position++;
            if (!SkipDigits())
                return null;
        }

        if (Current is 'e' or 'E')
        {
            _position++;
            if (Current is '+' or '-')
                _position++;
            if (!SkipDigits())
                return null;
        }

        return new JsonNode(JsonKind.Number, start, _position - start, _text.Substring(start, _position - start));
    }

    private bool SkipDigits()
    {
        var start = _position;
        while (Current is >= '0' and <= '9')
            _position++;
        if (_position == start)
            Fail("a digit");
        return _error is null;
    }

    private JsonNode? ReadString()
    {
        var start = _position++;
        _characters.Clear();
        while (true)
        {
            if (AtEnd || Current < ' ')
                return Fail("'\"' at the end of the text");

            var character = _text[_position];
            if (character == '"')
                return Node(JsonKind.String, start) with { Text = _characters.ToString() };
            if (character == '\\')
            {
                if (!ReadEscape())
                    return null;
            }
            else
            {
                _characters.Append(character);
                _position++;
            }
        }
    }

    private bool ReadEscape()
    {
        _position++;
        if (Current == 'u')
            return ReadUnicodeEscape();

        var index = "\"\\/bfnrt".IndexOf(Current);
        if (AtEnd || index < 0)
        {
            Fail("one of \" \\ / b f n r t u after '\\'");
            return false;
        }

        _characters.Append("\"\\/\b\f\n\r\t"[index]);
        _position++;
        return true;
    }

    // The provider parses half a surrogate pair and then fails when it asks for the text.
    private bool ReadUnicodeEscape()
    {
        if (ReadHexDigits() is not { } first)
            return false;

        _characters.Append(first);
        if (!char.IsSurrogate(first))
            return true;

        if (char.IsHighSurrogate(first) && Current == '\\')
        {
            _position++;
            if (Current == 'u' && ReadHexDigits() is { } second && char.IsLowSurrogate(second))
            {
                _characters.Append(second);
                return true;
            }
        }

        Fail("a whole pair of surrogates");
        return false;
    }

    private char? ReadHexDigits()
    {
        var value = 0;
        _position++;
        for (var i = 0; i < 4; i++, _position++)
        {
            var digit = Current switch
            {
                >= '0' and <= '9' => Current - '0',
                >= 'a' and <= 'f' => Current - 'a' + 10,
                >= 'A' and <= 'F' => Current - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                Fail("four hexadecimal digits after '\\u'");
                return null;
            }

            value = (value * 16) + digit;
        }

        return (char)value;
    }

    /// <summary>Skips white space and comments; false if a comment is malformed.</summary>
    private bool SkipTrivia()
    {
        SkipWhiteSpace();
        while (Current == '/')
        {
            if (!SkipComment())
                return false;
            SkipWhiteSpace();
        }

        return true;
    }

    private void SkipWhiteSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
            _position++;
    }

    private bool SkipComment()
    {
        _position++;
        switch (Current)
        {
            case '*':
                var end = _text.IndexOf("*/", _position + 1, StringComparison.Ordinal);
                _position = end < 0 ? _text.Length : end + 2;
                if (end < 0)
                    Fail("'*/' at the end of the comment");
                break;
            case '/':
                while (!AtEnd && Current is not ('\r' or '\n'))
                {
                    if (Current is '\u2028' or '\u2029')
                    {
                        Fail("a comment without this line separator");
                        break;
                    }

                    _position++;
                }

                break;
            default:
                Fail("'//' or '/*'");
                break;
        }

        return _error is null;
    }

    private JsonNode? Fail(string expected)
    {
        _error ??= new JsonError(_position, $"expected {expected}, found {DescribeCurrent()}");
        return null;
    }

    private string DescribeCurrent() => Current switch
    {
        _ when AtEnd => "the end of the file",
        '\r' or '\n' => "the end of the line",
        '\'' => "a single quote",
        > ' ' and <= '~' => $"'{Current}'",
        _ => "U+" + ((int)Current).ToString("X4", CultureInfo.InvariantCulture),
    };
}
