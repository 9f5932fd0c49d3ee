namespace StageReady.Migrations;

/// <summary>The values that EF Core writes as the default of a column that becomes required.</summary>
internal static class ClrDefaults
{
    private static readonly Dictionary<string, string> ByType = new(StringComparer.Ordinal)
    {
        ["string"] = "\"\"",
        ["bool"] = "false",
        ["byte"] = "(byte)0",
        ["sbyte"] = "(sbyte)0",
        ["short"] = "(short)0",
        ["ushort"] = "(ushort)0",
        ["int"] = "0",
        ["uint"] = "0u",
        ["long"] = "0L",
        ["ulong"] = "0ul",
        ["float"] = "0f",
        ["double"] = "0.0",
        ["decimal"] = "0m",
        ["Guid"] = "new Guid(\"00000000-0000-0000-0000-000000000000\")",
        ["DateTime"] = "new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified)",
        ["DateTimeOffset"] = "new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0))",
        ["DateOnly"] = "new DateOnly(1, 1, 1)",
        ["TimeOnly"] = "new TimeOnly(0, 0, 0)",
        ["TimeSpan"] = "new TimeSpan(0, 0, 0, 0, 0)",
    };

    private static readonly HashSet<string> Values = new(
        ByType.Values.Concat(["0.0f", "0.0m", "0d", "0.0d", "'\\0'", "Guid.Empty", "default", "\"[]\"", "\"{}\"", "string.Empty"]).Select(Facet.WithoutSpace),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The C# that EF Core writes for that type; null if it is not known.</summary>
    public static string? Of(string type) =>
        ByType.TryGetValue(type.StartsWith("System.", StringComparison.Ordinal) ? type.Substring(7) : type, out var code) ? code
        : type.IndexOf('[') == type.Length - 2 ? $"new {type.Substring(0, type.Length - 2)}[0]"
        : null;

    public static bool Contains(string value) =>
        Values.Contains(Facet.WithoutSpace(value)) || value.StartsWith("default(", StringComparison.Ordinal) || (value.StartsWith("new", StringComparison.Ordinal) && value.EndsWith("[0]", StringComparison.Ordinal));
}
