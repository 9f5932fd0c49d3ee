namespace StageReady.Infrastructure;

/// <summary>A block of HCL (<c>module "network" { … }</c>), or the file as the block that holds all others.</summary>
/// <param name="Span">The words before the brace.</param>
internal sealed record HclBlock(string Type, IReadOnlyList<string> Labels, SourceSpan Span)
{
    public IReadOnlyList<HclAttribute> Attributes { get; init; } = [];

    public IReadOnlyList<HclBlock> Blocks { get; init; } = [];

    public HclAttribute? this[string name] => Attributes.LastOrDefault(attribute => attribute.Name.Value == name);

    public IEnumerable<HclBlock> BlocksOf(string type) => Blocks.Where(block => block.Type == type);
}

/// <summary>A name and its value.</summary>
/// <param name="Literal">The value where it is a string without interpolation; null for any other expression.</param>
internal sealed record HclAttribute(PlacedText Name, PlacedText? Literal)
{
    /// <summary>The members of a value that is an object.</summary>
    public IReadOnlyList<HclAttribute> Members { get; init; } = [];

    public bool IsObject { get; init; }

    public PlacedText? Member(string name) => Members.LastOrDefault(member => member.Name.Value == name)?.Literal;

    public bool Has(string name) => Members.Any(member => member.Name.Value == name);
}
