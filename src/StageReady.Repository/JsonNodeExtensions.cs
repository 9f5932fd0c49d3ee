using StageReady.Configuration.Json;

namespace StageReady;

/// <summary>Walks JSON whose shape is known; what is absent or of another kind gives null or nothing.</summary>
internal static class JsonNodeExtensions
{
    public static IReadOnlyList<JsonMember> Members(this JsonNode? node) => node?.Members ?? [];

    public static JsonNode? Member(this JsonNode? node, string name) => node.Members().LastOrDefault(member => member.Name == name)?.Value;

    public static string? Text(this JsonNode? node) => node is { Kind: JsonKind.String } ? node.Text : null;
}
