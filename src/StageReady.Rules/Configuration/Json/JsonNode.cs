namespace StageReady.Configuration.Json;

internal enum JsonKind
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

/// <summary>A value in a JSON text, with its place.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="Length">Number of characters, quotes and brackets included.</param>
/// <param name="Text">A string's characters; the digits of a number as they are written; null for every other kind.</param>
internal sealed record JsonNode(JsonKind Kind, int Start, int Length, string? Text)
{
    /// <summary>The members of an object, in the order of the text, duplicates included.</summary>
    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonNode> Elements { get; init; } = [];
}

/// <summary>A member of an object; the place is that of its name.</summary>
internal sealed record JsonMember(string Name, int Start, int Length, JsonNode Value);

/// <summary>Why a text is no JSON: the first place where it goes wrong.</summary>
/// <param name="Message">What was expected and what stands there instead. Never more of the text than one character.</param>
internal sealed record JsonError(int Offset, string Message);
