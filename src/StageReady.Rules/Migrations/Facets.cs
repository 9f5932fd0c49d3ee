namespace StageReady.Migrations;

/// <summary>A property of an object (its type, its length, an annotation).</summary>
/// <param name="Value">What is compared.</param>
/// <param name="Code">The value as C# that means the same in another method; null if there is none.</param>
internal sealed record Facet(string Value, string? Code)
{
    /// <summary>The text, if the value is written as a string literal.</summary>
    public string? Text { get; init; }

    public static Facet OfText(string text)
    {
        var code = $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\r", "\\r").Replace("\n", "\\n").Replace("\t", "\\t")}\"";
        return OfCode(code) with { Text = text };
    }

    /// <summary>C# that is compared whatever white space it is written with.</summary>
    public static Facet OfCode(string code) => new(WithoutSpace(code), code);

    public static string WithoutSpace(string code)
    {
        var kept = new char[code.Length];
        var count = 0;
        foreach (var c in code)
        {
            if (!char.IsWhiteSpace(c))
                kept[count++] = c;
        }

        return count == code.Length ? code : new string(kept, 0, count);
    }
}

/// <summary>The properties that an operation states, by name. Annotations begin with <c>@</c>, what raw SQL states of one property with <c>#</c>.</summary>
/// <param name="IsComplete">What is not stated has its default; otherwise it is unknown.</param>
internal sealed record Facets(IReadOnlyDictionary<string, Facet> Stated, bool IsComplete)
{
    /// <summary>Nothing is known.</summary>
    public static readonly Facets Unknown = new(new Dictionary<string, Facet>(), IsComplete: false);

    public const string InSql = "#";

    private static readonly Facet Default = new("default", null);

    /// <summary>The facet's value, a marker for the default, or null if it is unknown. A type that is not stated is unknown: EF Core 2 and older leave it out.</summary>
    public Facet? ValueOf(string name) =>
        Stated.TryGetValue(name, out var facet) ? facet
        : IsComplete && name is not ("type" or "clrType") ? Default
        : null;

    public bool IsDefault(string name) => ValueOf(name) == Default;

    /// <summary>Each row gets a value: a default, a computed one, or one that the database generates.</summary>
    public bool GivesValues => Stated.Keys.Any(facet =>
        facet is "defaultValue" or "defaultValueSql" or "computedColumnSql" or "rowVersion"
        || (facet[0] == '@' && (facet.IndexOf("Identity", StringComparison.Ordinal) > 0 || facet.IndexOf("ValueGeneration", StringComparison.Ordinal) > 0 || facet.IndexOf("Autoincrement", StringComparison.Ordinal) > 0)));

    /// <summary>The same but for the columns, which C# states and a model does not: <see cref="Operation.Columns"/> has them.</summary>
    public bool Same(Facets other) => IsComplete && other.IsComplete && Covers(other) && other.Covers(this);

    private bool Covers(Facets other) => other.Stated.All(pair => pair.Key is "columns" or "principalColumns" || (Stated.TryGetValue(pair.Key, out var facet) && facet.Value == pair.Value.Value));
}
