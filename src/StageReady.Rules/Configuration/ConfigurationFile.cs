using System.Globalization;
using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>A value that a configuration file gives to a key.</summary>
/// <param name="Key">The whole path, segments joined by ':'.</param>
/// <param name="Text">The value as Microsoft.Extensions.Configuration renders it: <c>True</c>, <c>1.50</c>; null for null and for an empty object.</param>
/// <param name="File">The file that supplies it.</param>
/// <param name="Node">How and where it is written.</param>
internal sealed record ConfigurationValue(string Key, string? Text, ConfigurationFile File, JsonNode Node)
{
    public SourceSpan Span => File.Source.Span(Node.Start, Node.Length);
}

/// <summary>An object or an array in a configuration file.</summary>
/// <param name="NameStart">Where its name stands; for an element of an array, where the element does.</param>
internal sealed record ConfigurationSection(string Key, ConfigurationFile File, JsonNode Node, int NameStart, int NameLength)
{
    public int Count => Node.Members.Count + Node.Elements.Count;

    /// <summary>Its name, or all of it if it is empty or has none.</summary>
    public SourceSpan Span => Count == 0 || NameStart == Node.Start ? File.Source.Span(Node.Start, Node.Length) : File.Source.Span(NameStart, NameLength);
}

/// <summary>A configuration file as the host's JSON provider loads it: flat keys without case, in which a section and a value can share a name.</summary>
internal sealed class ConfigurationFile
{
    /// <summary>A file of more characters is not read: settings of this size are data, and an editor would pay for them at every key stroke.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>Long names nested around many values make paths whose sum is quadratic in the length of the text; beyond this sum the file counts as too large.</summary>
    private const int MaxPathCharacters = 8 * MaxLength;

    private readonly Dictionary<string, ConfigurationValue> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ConfigurationSection> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfigurationProblem> _problems = [];
    private int _pathCharactersLeft = MaxPathCharacters;

    private ConfigurationFile(TextFile source, ConfigurationFileName name)
    {
        Source = source;
        Name = name;
    }

    public TextFile Source { get; }

    public ConfigurationFileName Name { get; }

    /// <summary>Without its folder.</summary>
    public string FileName => Source.Path.Substring(Source.Path.LastIndexOfAny(['/', '\\']) + 1);

    /// <summary>By key, ignoring case. Empty if the file is malformed; what came first if a key is given twice.</summary>
    public IReadOnlyDictionary<string, ConfigurationValue> Values => _values;

    /// <summary>The objects and arrays below the root, by key, ignoring case; of several with one key, the first that is not empty.</summary>
    public IReadOnlyDictionary<string, ConfigurationSection> Sections => _sections;

    public IReadOnlyList<ConfigurationProblem> Problems => _problems;

    /// <summary>Whether the values are what the host would have.</summary>
    public bool Loads => _problems.Count == 0;

    public static ConfigurationFile Read(TextFile source, ConfigurationFileName name)
    {
        var file = new ConfigurationFile(source, name);
        file.Read();
        return file;
    }

    /// <summary>A file that exists but gives no text.</summary>
    public static ConfigurationFile Unreadable(string path, ConfigurationFileName name)
    {
        var file = new ConfigurationFile(new TextFile(path, ""), name);
        file.AddProblem(0, 0, "The file cannot be read as text: expected JSON in UTF-8");
        return file;
    }

    private void Read()
    {
        if (Source.Text.Length > MaxLength)
        {
            AddTooLarge();
            return;
        }

        var (root, error) = JsonReader.Read(Source.Text);
        if (error is not null)
        {
            var message = string.IsNullOrWhiteSpace(Source.Text)
                ? "The file is empty: expected a JSON object, '{}' at least"
                : $"The file is no JSON that the host can load: {error.Message}";
            AddProblem(error.Offset, Math.Min(1, Source.Text.Length - error.Offset), message);
        }
        else if (root!.Kind != JsonKind.Object)
        {
            AddProblem(root.Start, root.Length, $"The file holds {Describe(root.Kind)}: expected a JSON object");
        }
        else
        {
            Flatten(root, path: null);
        }
    }

    // The recursion is as deep as the JSON, which the reader bounds.
    private void Flatten(JsonNode node, string? path)
    {
        foreach (var member in node.Members)
            Flatten(member.Value, path, member.Name, member.Start, member.Length);

        for (var i = 0; i < node.Elements.Count; i++)
            Flatten(node.Elements[i], path, i.ToString(CultureInfo.InvariantCulture), node.Elements[i].Start, node.Elements[i].Length);
    }

    private void Flatten(JsonNode node, string? parent, string name, int start, int length)
    {
        // Only ever falls, so that it cannot overflow: below zero nothing more is read.
        if (_pathCharactersLeft < 0)
            return;
        _pathCharactersLeft -= (parent?.Length ?? 0) + name.Length + 1;
        if (_pathCharactersLeft < 0)
        {
            _values.Clear();
            _sections.Clear();
            AddTooLarge();
            return;
        }

        var path = parent is null ? name : $"{parent}:{name}";
        if (node.Kind is JsonKind.Object or JsonKind.Array && !(_sections.TryGetValue(path, out var other) && other.Count > 0))
            _sections[path] = new ConfigurationSection(path, this, node, start, length);

        switch (node.Kind)
        {
            case JsonKind.Object or JsonKind.Array when node.Members.Count + node.Elements.Count > 0:
                Flatten(node, path);
                break;

            // An empty section takes the place of a value without complaint; only the other way round is it a duplicate.
            case JsonKind.Object:
                _values[path] = new ConfigurationValue(path, null, this, node);
                break;
            case JsonKind.Array:
                _values[path] = new ConfigurationValue(path, "", this, node);
                break;
            default:
                AddScalar(node, path, start, length);
                break;
        }
    }

    private void AddScalar(JsonNode node, string path, int start, int length)
    {
        if (_values.TryGetValue(path, out var first))
        {
            var message = $"The key {MessageText.Quote(path)} is given twice, first in line {first.Span.StartLine}, and the host refuses the file. Keys ignore case, and 'A:B' is the same as nesting";
            _problems.Add(new ConfigurationProblem(Source.Span(start, length), message) { Key = path, Related = [first.Span] });
            return;
        }

        var text = node.Kind switch
        {
            JsonKind.True => bool.TrueString,
            JsonKind.False => bool.FalseString,
            _ => node.Text,
        };
        _values.Add(path, new ConfigurationValue(path, text, this, node));
    }

    private void AddProblem(int start, int length, string message) =>
        _problems.Add(new ConfigurationProblem(Source.Span(start, length), message));

    private void AddTooLarge() => _problems.Add(new ConfigurationProblem(
        SourceSpan.StartOf(Source.Path),
        $"The file is not checked: it is larger than {MaxLength / 1_000_000} million characters, or its nested keys are. Keep data apart from settings")
    {
        Severity = Severity.Warning,
    });

    private static string Describe(JsonKind kind) => kind switch
    {
        JsonKind.Array => "an array",
        JsonKind.String => "a string",
        JsonKind.Number => "a number",
        JsonKind.Null => "null",
        _ => "true or false",
    };
}
