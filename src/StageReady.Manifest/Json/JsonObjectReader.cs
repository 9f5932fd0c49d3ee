using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>Takes members of known types out of a JSON object; anything else is a problem that names the member.</summary>
internal readonly struct JsonObjectReader
{
    private readonly JsonElement _element;
    private readonly string _file;
    private readonly Func<string> _path;

    /// <param name="element">The object.</param>
    /// <param name="file">What the JSON is, for the problem's path.</param>
    /// <param name="path">Where in the JSON the object is; only called for a problem.</param>
    public JsonObjectReader(JsonElement element, string file, Func<string> path)
    {
        (_element, _file, _path) = (element, file, path);
        if (element.ValueKind != JsonValueKind.Object)
            throw StrictJson.Malformed(file, $"an object at {Place(path())}", Describe(element));
    }

    public static JsonObjectReader Root(JsonElement element, string file) => new(element, file, () => "");

    public string Text(string name) => OptionalText(name) ?? throw Missing(name, "text");

    public string? OptionalText(string name) => Find(name, "text", JsonValueKind.String) is { } value ? TextOf(value, name) : null;

    /// <summary>Text that may hold unpaired surrogates, which are replaced by U+FFFD: the rules for paths refuse that character.</summary>
    public string PathText(string name)
    {
        var value = Find(name, "text", JsonValueKind.String) ?? throw Missing(name, "text");
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    /// <summary>Text with at least one character and no control characters.</summary>
    public string Label(string name) => OptionalLabel(name) ?? throw Missing(name, "text");

    /// <inheritdoc cref="Label"/>
    public string? OptionalLabel(string name)
    {
        var text = OptionalText(name);
        return text is null || IsLabel(text) ? text : throw Wrong(name, "text without control characters", text.Length == 0 ? "empty text" : "control characters");
    }

    public static bool IsLabel(string text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    public bool Flag(string name) => OptionalFlag(name) ?? throw Missing(name, "true or false");

    public bool? OptionalFlag(string name) => Find(name, "true or false", JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public long Count(string name) => OptionalCount(name) ?? throw Missing(name, "a whole number");

    public long? OptionalCount(string name)
    {
        if (Find(name, "a whole number", JsonValueKind.Number) is not { } value)
            return null;
        return value.TryGetInt64(out var number) && number >= 0 ? number : throw Wrong(name, "a whole number from 0 to 9223372036854775807", "another number");
    }

    public string Sha256(string name) => Sha256Hex.IsValid(Text(name)) ? Text(name) : throw Wrong(name, "64 lower-case hexadecimal digits", "other text");

    public JsonElement Value(string name) => _element.TryGetProperty(name, out var value) ? value : throw Missing(name, "a value");

    public JsonObjectReader Object(string name) => OptionalObject(name) ?? throw Missing(name, "an object");

    public JsonObjectReader? OptionalObject(string name)
    {
        var parent = _path;
        return Find(name, "an object", JsonValueKind.Object) is { } value ? new JsonObjectReader(value, _file, () => Join(parent(), name)) : null;
    }

    /// <summary>The objects of an array, or null if the member is absent.</summary>
    public IEnumerable<JsonObjectReader>? OptionalObjects(string name)
    {
        var (parent, file) = (_path, _file);
        return Find(name, "an array", JsonValueKind.Array)?.EnumerateArray()
            .Select((item, index) => new JsonObjectReader(item, file, () => $"{Join(parent(), name)}[{index}]"));
    }

    public IEnumerable<JsonObjectReader> Objects(string name) => OptionalObjects(name) ?? throw Missing(name, "an array");

    /// <summary>The texts of an array, or null if the member is absent.</summary>
    public IReadOnlyList<string>? OptionalLabels(string name)
    {
        if (Find(name, "an array", JsonValueKind.Array) is not { } array)
            return null;
        var labels = new List<string>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || TextOf(item, name) is not { } text || !IsLabel(text))
                throw Wrong(name, "an array of texts without control characters", "something else in it");
            labels.Add(text);
        }

        return labels;
    }

    public void RefuseUnknown(params ReadOnlySpan<string> known)
    {
        foreach (var member in _element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                throw StrictJson.Malformed(_file, $"only the members {string.Join(", ", known)} at {Place(_path())}", $"'{member.Name}'");
        }
    }

    public ReleaseException Wrong(string name, string expected, string actual) => StrictJson.Malformed(_file, $"{expected} at {Place(Join(_path(), name))}", actual);

    private ReleaseException Missing(string name, string expected) => Wrong(name, expected, "nothing");

    private JsonElement? Find(string name, string expected, params ReadOnlySpan<JsonValueKind> kinds)
    {
        if (!_element.TryGetProperty(name, out var value))
            return null;
        return kinds.Contains(value.ValueKind) ? value : throw Wrong(name, expected, Describe(value));
    }

    private string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(name, "Unicode text", "an unpaired surrogate");
        }
    }

    private static string Join(string parent, string name) => parent.Length == 0 ? name : $"{parent}.{name}";

    private static string Place(string path) => path.Length == 0 ? "the root" : $"'{path}'";

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
