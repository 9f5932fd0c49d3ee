using StageReady.Configuration.Json;

namespace StageReady.Infrastructure;

/// <summary>Reads Terraform's other syntax, JSON, into the structure of the first: a block is a member, and so is each of its labels; several of one kind can stand in an array.</summary>
internal static class TerraformJson
{
    /// <summary>The file as one block.</summary>
    public static HclBlock Read(TextFile file)
    {
        var root = JsonReader.Read(file.Text).Root;
        var blocks = root.Members().SelectMany(member => member.Name switch
        {
            "terraform" => Bodies(member.Value).Select(body => Block(file, member, labels: [], []) with
            {
                Blocks = [.. body.Members().Where(inner => inner.Name == "required_providers").SelectMany(inner => Bodies(inner.Value).Select(required => Block(file, inner, labels: [], required.Members())))],
            }),
            "module" or "provider" =>
                from labelled in Bodies(member.Value).SelectMany(body => body.Members())
                from body in Bodies(labelled.Value)
                select Block(file, labelled, [labelled.Name], body.Members()) with { Type = member.Name },
            _ => [],
        });
        return new HclBlock("", [], SourceSpan.StartOf(file.Path)) { Blocks = [.. blocks] };
    }

    private static IEnumerable<JsonNode> Bodies(JsonNode value) => value.Kind == JsonKind.Array ? value.Elements : [value];

    private static HclBlock Block(TextFile file, JsonMember member, IReadOnlyList<string> labels, IReadOnlyList<JsonMember> members) =>
        new(member.Name, labels, file.Span(member.Start, member.Length)) { Attributes = [.. members.Select(attribute => Attribute(file, attribute))] };

    private static HclAttribute Attribute(TextFile file, JsonMember member)
    {
        var text = member.Value.PlacedText(file);
        return new HclAttribute(new PlacedText(member.Name, file.Span(member.Start, member.Length)), text?.Value.Contains("${") == true ? null : text)
        {
            Members = [.. member.Value.Members().Select(inner => Attribute(file, inner))],
            IsObject = member.Value.Kind == JsonKind.Object,
        };
    }
}
