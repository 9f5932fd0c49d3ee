using StageReady.Configuration.Json;

namespace StageReady;

/// <summary>Walks JSON whose shape is known; what is absent or of another kind gives null or nothing.</summary>
internal static class JsonNodeExtensions
{
    public static IReadOnlyList<JsonMember> Members(this JsonNode? node) => node?.Members ?? [];

    public static JsonNode? Member(this JsonNode? node, string name) => node.Members().LastOrDefault(member => member.Name == name)?.Value;

    /// <summary>A text with its place in the file.</summary>
    public static PlacedText? PlacedText(this JsonNode? node, TextFile file) => node is { Kind: JsonKind.String } ? new PlacedText(node.Text!, file.Span(node.Start, node.Length)) : null;

    public static string? Text(this JsonNode? node) => node is { Kind: JsonKind.String } ? node.Text : null;
}
