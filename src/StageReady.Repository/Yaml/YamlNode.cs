using YamlDotNet.Core;

namespace StageReady.Yaml;

internal enum YamlKind
{
    Scalar,
    Sequence,
    Mapping,
}

/// <summary>A value in a YAML document, with its place. An alias is the node that its anchor names, so that a document is a graph without cycles.</summary>
internal sealed class YamlNode(YamlKind kind, TextFile file, int start, int length, string text, ScalarStyle style)
{
    // Merges are bounded in depth and in size: a chain of them grows with the square of its length.
    private const int MaxMergeDepth = 32;
    private const int MaxMergedEntries = 10_000;

    private IReadOnlyList<YamlEntry>? _merged;

    public YamlKind Kind => kind;

    /// <summary>A scalar without its quotes and escapes; empty for a collection.</summary>
    public string Text => text;

    /// <summary>Whether a scalar says null: nothing, <c>~</c> or <c>null</c>, without quotes.</summary>
    public bool IsNull => kind == YamlKind.Scalar && style == ScalarStyle.Plain && text is "" or "~" or "null" or "Null" or "NULL";

    public SourceSpan Span => file.Span(start, length);

    public PlacedText Placed => new(text, Span);

    /// <summary>The elements of a sequence.</summary>
    public IReadOnlyList<YamlNode> Items { get; internal set; } = [];

    /// <summary>The entries of a mapping as they are written: with <c>&lt;&lt;</c> as a key, and a repeated key twice.</summary>
    public IReadOnlyList<YamlEntry> OwnEntries { get; internal set; } = [];

    /// <summary>The entries of a mapping with those it merges (<c>&lt;&lt;: *base</c>); its own come first and win.</summary>
    public IReadOnlyList<YamlEntry> Entries => _merged ??= Merge(depth: 0);

    /// <summary>The value of a key; null if the node is no mapping or has no such key.</summary>
    public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key.Kind == YamlKind.Scalar && entry.Key.Text == key)?.Value;

    /// <summary>The value at the end of a path of keys; null if one of them is missing.</summary>
    public YamlNode? At(params string[] keys)
    {
        var node = this;
        foreach (var key in keys)
        {
            node = node[key];
            if (node is null)
                return null;
        }

        return node;
    }

    /// <summary>A scalar's text; null for a collection and for null.</summary>
    public string? Scalar => kind == YamlKind.Scalar && !IsNull ? text : null;

    /// <summary>The same with its place.</summary>
    public PlacedText? PlacedScalar => Scalar is null ? null : Placed;

    /// <summary>A part of a scalar, at its own place if the text is written there as it is meant, else at the scalar's.</summary>
    public PlacedText Part(int offset, int partLength)
    {
        var part = text.Substring(offset, partLength);
        if (style == ScalarStyle.Literal)
            return new PlacedText(part, PlaceInLiteral(offset) is { } from && PlaceInLiteral(offset + partLength) is { } to ? file.Span(from, to - from) : Span);

        var first = style == ScalarStyle.Plain ? start : start + 1;
        var isVerbatim = length == text.Length + (2 * (first - start)) && string.CompareOrdinal(file.Text, first, text, 0, text.Length) == 0;
        return new PlacedText(part, isVerbatim ? file.Span(first + offset, partLength) : Span);
    }

    // Each line of a literal block is a line of the file without its indentation, from the one behind the '|' on.
    private int? PlaceInLiteral(int offset)
    {
        var line = text.Take(offset).Count(character => character == '\n');
        var lineStart = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var place = file.Text.IndexOf('\n', start);
        for (; place >= 0 && line > 0; line--)
            place = file.Text.IndexOf('\n', place + 1);
        if (place < 0)
            return null;

        var lineLength = (text.IndexOf('\n', lineStart) is >= 0 and var next ? next : text.Length) - lineStart;
        var end = file.Text.IndexOf('\n', place + 1) is >= 0 and var found ? found : file.Text.Length;
        end -= end > place + 1 && file.Text[end - 1] == '\r' ? 1 : 0;
        var first = end - lineLength;
        return first > place && string.CompareOrdinal(file.Text, first, text, lineStart, lineLength) == 0 ? first + offset - lineStart : null;
    }

    private IReadOnlyList<YamlEntry> Merge(int depth)
    {
        if (_merged is not null || !OwnEntries.Any(IsMerge))
            return _merged ?? OwnEntries;

        var entries = OwnEntries.Where(entry => !IsMerge(entry)).ToList();
        var keys = new HashSet<string>(entries.Select(entry => entry.Key.Text), StringComparer.Ordinal);
        if (depth < MaxMergeDepth)
        {
            var merged = OwnEntries.Where(IsMerge).SelectMany(Sources).SelectMany(source => source.Merge(depth + 1));
            entries.AddRange(merged.Take(MaxMergedEntries).Where(entry => keys.Add(entry.Key.Text)));
        }

        return _merged = entries;
    }

    private static bool IsMerge(YamlEntry entry) => entry.Key.Text == "<<";

    private static IEnumerable<YamlNode> Sources(YamlEntry merge) => merge.Value.Kind == YamlKind.Sequence ? merge.Value.Items : [merge.Value];
}

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlNode Key, YamlNode Value);
