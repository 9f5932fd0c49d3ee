using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace StageReady.Manifest;

/// <summary>A JSON value with the place where it stands, for files that people write: whatever is wrong with it is told with line and column.</summary>
internal sealed class PlacedJson
{
    private readonly string _file;
    private readonly int _line;
    private readonly int _column;
    private readonly JsonTokenType _kind;
    private readonly string _text;
    private readonly List<(string Name, PlacedJson Value)> _members = [];
    private readonly List<PlacedJson> _items = [];

    private PlacedJson(string file, (int Line, int Column) place, JsonTokenType kind, string text) => (_file, _line, _column, _kind, _text) = (file, place.Line, place.Column, kind, text);

    /// <exception cref="UnusableInputException">It is no JSON that has one meaning only.</exception>
    public static PlacedJson Parse(ReadOnlySpan<byte> utf8, string file)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8["\uFEFF"u8.Length..];
        if (!Utf8.IsValid(utf8))
            throw new UnusableInputException($"{file} is not JSON in UTF-8");
        var places = new Places(utf8);
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
            reader.Read();
            var root = Read(ref reader, ref places, file);
            reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            throw new UnusableInputException($"{file}({exception.LineNumber + 1},{exception.BytePositionInLine + 1}): expected JSON without comments and trailing commas, found something else");
        }
        catch (InvalidOperationException)
        {
            throw new UnusableInputException($"{file} holds text that is not Unicode (an unpaired surrogate)");
        }
    }

    /// <summary>The members of an object, once it is sure that it is one and has no others than these.</summary>
    public PlacedJson Only(params ReadOnlySpan<string> known)
    {
        Expect(JsonTokenType.StartObject, "an object");
        foreach (var (name, value) in _members)
        {
            if (!known.Contains(name))
                throw value.Refuse($"only the members {string.Join(", ", known)}", $"'{name}'");
        }

        return this;
    }

    public IReadOnlyList<(string Name, PlacedJson Value)> Members => Expect(JsonTokenType.StartObject, "an object")._members;

    public IReadOnlyList<PlacedJson> Items => Expect(JsonTokenType.StartArray, "an array")._items;

    /// <summary>Text with at least one character and no control characters.</summary>
    public string Label => JsonObjectReader.IsLabel(Text) ? _text : throw Refuse("text without control characters", _text.Length == 0 ? "empty text" : "blank text or control characters");

    public bool IsText => _kind == JsonTokenType.String;

    public string Text => Expect(JsonTokenType.String, "text")._text;

    public int Count => LongCount is var count and <= int.MaxValue ? (int)count : throw Refuse($"a whole number from 0 to {int.MaxValue}", _text);

    public long LongCount => Expect(JsonTokenType.Number, "a whole number from 0")._text is var digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw Refuse("a whole number from 0", _text);

    public bool Flag => _kind is JsonTokenType.True or JsonTokenType.False ? _kind == JsonTokenType.True : Expect(JsonTokenType.True, "true or false")._kind == JsonTokenType.True;

    public PlacedJson Required(string name) => Optional(name) ?? throw Refuse($"a member '{name}'", "none");

    public PlacedJson? Optional(string name) => Members.FirstOrDefault(member => member.Name == name).Value;

    public UnusableInputException Refuse(string expected, string actual) => new($"{Place}: expected {expected}, found {actual}");

    public string Place => $"{_file}({_line},{_column})";

    private PlacedJson Expect(JsonTokenType kind, string expected) => _kind == kind ? this : throw Refuse(expected, _kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    });

    private static PlacedJson Read(ref Utf8JsonReader reader, ref Places places, string file)
    {
        var kind = reader.TokenType;
        var text = kind switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => "",
        };
        var value = new PlacedJson(file, places.Of(reader.TokenStartIndex), kind, text);
        if (kind == JsonTokenType.StartObject)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString()!;
                var place = places.Of(reader.TokenStartIndex);
                if (!names.Add(NameFolding.Key(name)))
                    throw new UnusableInputException($"{file}({place.Line},{place.Column}): expected one member '{name}', found two, perhaps in another case");
                reader.Read();
                value._members.Add((name, Read(ref reader, ref places, file)));
            }
        }
        else if (kind == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                value._items.Add(Read(ref reader, ref places, file));
        }

        return value;
    }

    // Tokens come in their order, so that the text is searched for line ends once.
    private ref struct Places(ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _position;
        private int _line = 1;
        private int _lineStart;

        public (int Line, int Column) Of(long index)
        {
            for (; _position < index; _position++)
            {
                if (_utf8[_position] == '\n')
                    (_line, _lineStart) = (_line + 1, _position + 1);
            }

            return (_line, (int)index - _lineStart + 1);
        }
    }
}
