using System.Globalization;

namespace StageReady.Migrations;

/// <summary>Tells whether a column's new type holds less than the old one.</summary>
internal static class Narrowing
{
    private static readonly Dictionary<string, int> Integers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tinyint"] = 1,
        ["smallint"] = 2,
        ["int2"] = 2,
        ["mediumint"] = 3,
        ["int"] = 4,
        ["int4"] = 4,
        ["integer"] = 4,
        ["bigint"] = 8,
        ["int8"] = 8,
    };

    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "char", "nchar", "varchar", "nvarchar", "varchar2", "nvarchar2", "character", "character varying", "varbinary", "binary",
    };

    private static readonly HashSet<string> Unlimited = new(StringComparer.OrdinalIgnoreCase) { "text", "ntext", "longtext", "mediumtext", "citext", "clob" };

    // As EF Core writes the types of SQLite, which keeps to no length.
    private static readonly HashSet<string> Sqlites = new(StringComparer.Ordinal) { "TEXT", "INTEGER", "REAL", "BLOB" };

    private static readonly HashSet<string> Numbers = new(StringComparer.OrdinalIgnoreCase) { "decimal", "numeric", "number" };

    /// <summary>"nvarchar(200) to nvarchar(50)"; null if it holds as much, or if that is not known.</summary>
    public static string? Of(Operation alter)
    {
        if (TextOf(alter.Old, "type") is { } oldType && TextOf(alter.New, "type") is { } newType)
            return IsNarrower(oldType, newType) ? $"{oldType} to {newType}" : null;

        // Without types, as EF Core 2 writes it, the length alone tells; no length is the longest.
        return alter.Old.IsComplete && alter.New.IsComplete && TextOf(alter.New, "maxLength") is { } length && LengthOf(length) is { } to
            && (TextOf(alter.Old, "maxLength") is not { } old || LengthOf(old) > to)
            ? $"{(TextOf(alter.Old, "maxLength") is { } before ? $"a length of {before}" : "any length")} to {length}"
            : null;
    }

    private static bool IsNarrower(string oldType, string newType)
    {
        if (Sqlites.Contains(oldType) || Sqlites.Contains(newType))
            return false;
        var (oldName, oldSizes) = Parse(oldType);
        var (newName, newSizes) = Parse(newType);
        if (Integers.TryGetValue(oldName, out var oldWidth) && Integers.TryGetValue(newName, out var newWidth))
            return newWidth < oldWidth;
        if (Texts.Contains(newName) && newSizes is [var newLength, ..] && (Texts.Contains(oldName) || Unlimited.Contains(oldName)))
            return LengthOf(newLength) is { } to && (Unlimited.Contains(oldName) || oldSizes is ["max", ..] || (oldSizes is [var length, ..] && LengthOf(length) > to));
        return Numbers.Contains(oldName) && Numbers.Contains(newName) && oldSizes is [var oldPrecision, ..] && newSizes is [var newPrecision, ..]
            && LengthOf(oldPrecision) is { } fromPrecision && LengthOf(newPrecision) is { } toPrecision
            && (toPrecision - ScaleOf(newSizes) < fromPrecision - ScaleOf(oldSizes) || ScaleOf(newSizes) < ScaleOf(oldSizes));
    }

    private static int ScaleOf(string[] sizes) => sizes.Length > 1 && LengthOf(sizes[1]) is { } scale ? scale : 0;

    private static (string Name, string[] Sizes) Parse(string type)
    {
        var open = type.IndexOf('(');
        var close = type.IndexOf(')');
        return open < 0 || close < open
            ? (type.Trim(), [])
            : (type.Substring(0, open).Trim(), type.Substring(open + 1, close - open - 1).ToLowerInvariant().Split(',').Select(size => size.Trim()).ToArray());
    }

    private static int? LengthOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    /// <summary>The facet's value without the quotes of a literal; null if it is not stated.</summary>
    private static string? TextOf(Facets facets, string name) => facets.Stated.TryGetValue(name, out var facet) ? (facet.Code ?? facet.Value).Trim('"') : null;
}
