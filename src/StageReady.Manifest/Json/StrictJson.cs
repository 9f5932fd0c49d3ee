using System.Text.Json;
using System.Text.Unicode;

namespace StageReady.Manifest;

/// <summary>
/// Reads JSON that has one meaning only: valid UTF-8, no comments or trailing commas, no member twice or in two cases, bounded depth. Other readers of the same bytes
/// cannot then see something else than was verified.
/// </summary>
internal static class StrictJson
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = Limits.JsonDepth + 1 };
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = Limits.JsonDepth + 1 };

    /// <summary>Parses without copying: the bytes must stay as they are while the document is used.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="where">What the text is, for the problem's path.</param>
    /// <exception cref="ReleaseException">malformed, duplicate-key or limit-exceeded.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string where)
    {
        if (!Utf8.IsValid(utf8.Span))
            throw Malformed(where, "JSON in UTF-8", "bytes that are not UTF-8");
        try
        {
            RefuseAmbiguity(utf8.Span, where);
            return JsonDocument.Parse(utf8, DocumentOptions);
        }
        catch (JsonException exception)
        {
            var position = exception.LineNumber is null ? "" : $" at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            throw Malformed(where, "JSON", $"something else{position}");
        }
    }

    public static ReleaseException Malformed(string where, string expected, string actual) =>
        new(ProblemCode.Malformed, where, expected, actual, $"Expected {expected} but found {actual}");

    private static void RefuseAmbiguity(ReadOnlySpan<byte> utf8, string where)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions);
        var names = new List<HashSet<string>>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when reader.CurrentDepth >= Limits.JsonDepth:
                    throw new ReleaseException(
                        ProblemCode.LimitExceeded, where, $"at most {Limits.JsonDepth} levels", "more", $"The JSON is nested deeper than {Limits.JsonDepth} levels");
                case JsonTokenType.StartObject:
                    while (names.Count <= reader.CurrentDepth)
                        names.Add(new HashSet<string>(StringComparer.Ordinal));
                    names[reader.CurrentDepth].Clear();
                    break;
                case JsonTokenType.PropertyName:
                    var name = NameOf(reader, where);
                    if (!names[reader.CurrentDepth - 1].Add(NameFolding.Key(name)))
                    {
                        throw new ReleaseException(
                            ProblemCode.DuplicateKey, where, $"one member '{name}'", "two", $"The member '{name}' appears twice in one object, perhaps in another case");
                    }

                    break;
            }
        }
    }

    private static string NameOf(Utf8JsonReader reader, string where)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Malformed(where, "member names of Unicode characters", "an unpaired surrogate");
        }
    }
}
