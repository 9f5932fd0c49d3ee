using System.Globalization;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>The types that FluentMigrator gives to columns. Which types of a database they become depends on the database, and some of them become the same there.</summary>
internal static class FluentColumnType
{
    // The longest strings that all databases hold in types with a length.
    private const int LongestString = 4000;
    private const int LongestFixedString = 255;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["AsAnsiString"] = "ansi string",
        ["AsBinary"] = "binary",
        ["AsBoolean"] = "boolean",
        ["AsByte"] = "byte",
        ["AsCurrency"] = "currency",
        ["AsDate"] = "date",
        ["AsDateTime"] = "datetime",
        ["AsDateTime2"] = "datetime2",
        ["AsDateTimeOffset"] = "datetimeoffset",
        ["AsDecimal"] = "decimal",
        ["AsDouble"] = "double",
        ["AsFixedLengthAnsiString"] = "fixed-length ansi string",
        ["AsFixedLengthString"] = "fixed-length string",
        ["AsFloat"] = "float",
        ["AsGuid"] = "guid",
        ["AsInt16"] = "int16",
        ["AsInt32"] = "int32",
        ["AsInt64"] = "int64",
        ["AsString"] = "string",
        ["AsTime"] = "time",
        ["AsXml"] = "xml",
    };

    // Each pair is one type on some database.
    private static readonly HashSet<(string, string)> Alike =
    [
        ("byte", "int16"),
        ("boolean", "byte"),
        ("boolean", "int16"),
        ("currency", "decimal(19,4)"),
        ("datetime", "datetime2"),
        ("guid", "fixed-length string(36)"),
        ("string", "string(255)"),
        ("string", "string(max)"),
    ];

    /// <summary>What depends on the database.</summary>
    public static Facet Unknown { get; } = new("unknown", null);

    public static bool Is(string member) => member == "AsCustom" || Names.ContainsKey(member);

    /// <summary>Null where the arguments are not known.</summary>
    public static Facet? Of(FluentPart part, ConstantFolder folder, Locals locals)
    {
        var arguments = part.Arguments.Select(argument => folder.Fold(argument.Expression, locals).Value).ToList();
        if (part.Name == "AsCustom")
            return arguments is [string { Length: > 0 } custom] && IsTypeOnly(custom) ? Facet.OfText(custom.Trim()) : null;

        var name = Names[part.Name];
        if (arguments.Contains(null))
            return null;

        // A collation, which can stand alone or last, does not count.
        var sizes = arguments.TakeWhile(argument => argument is int).Cast<int>().ToList();
        var written = part.Name switch
        {
            "AsString" or "AsAnsiString" when sizes is [var size] => size > LongestString ? "(max)" : Written(sizes),
            "AsFixedLengthString" or "AsFixedLengthAnsiString" when sizes is [var size] => size > LongestFixedString ? "(max)" : Written(sizes),
            "AsDecimal" => sizes.Count == 2 ? Written(sizes) : "(19,5)",
            _ => "",
        };
        return new Facet(name + written, null);
    }

    /// <summary>The facets of a column with what it was, where it is not known whether that differs on the database.</summary>
    public static Facets Aligned(Facets column, Facets was)
    {
        var stated = column.Stated.ToDictionary(facet => facet.Key, facet => facet.Value, StringComparer.Ordinal);
        if (was.Stated.TryGetValue("type", out var before) && stated.TryGetValue("type", out var after) && MayBeSame(before, after))
            stated["type"] = before;
        if (Nullable(was) == Unknown)
            stated["nullable"] = Unknown;
        else if (Nullable(column) == Unknown && Nullable(was) is { } nullable)
            stated["nullable"] = nullable;
        return column with { Stated = stated };

        static Facet? Nullable(Facets facets) => facets.Stated.TryGetValue("nullable", out var facet) ? facet : null;
    }

    /// <summary>Only one of the two is the database's own type, or they are one on some database.</summary>
    private static bool MayBeSame(Facet left, Facet right) => left.Code is null != right.Code is null || (left.Code is null && AreAlike(left.Value, right.Value));

    private static bool AreAlike(string left, string right)
    {
        // Whether a text is Unicode makes a difference on few databases.
        var (one, other) = (left.Replace("ansi ", ""), right.Replace("ansi ", ""));
        return one == other || Alike.Contains((one, other)) || Alike.Contains((other, one));
    }

    private static string Written(List<int> sizes) => $"({string.Join(",", sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))})";

    /// <summary>Nothing but letters, and sizes: what is written of defaults and nulls is not followed.</summary>
    private static bool IsTypeOnly(string custom) =>
        custom.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '(' or ')' or ',') && !NetState.Mentions(custom, "null") && !NetState.Mentions(custom, "default") && !NetState.Mentions(custom, "identity");
}
