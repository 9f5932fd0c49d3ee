using static StageReady.Migrations.Models.TableModel;

namespace StageReady.Migrations.Models;

/// <summary>How a part of a table differs from what it was, in words.</summary>
internal static class PartDifference
{
    private static readonly string[] Sizes = ["maxLength", "precision", "scale", "fixedLength", "unicode"];

    // The names that databases have for one type.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["varchar"] = "character varying",
        ["char"] = "character",
        ["int"] = "integer",
        ["int2"] = "smallint",
        ["int4"] = "integer",
        ["int8"] = "bigint",
        ["bool"] = "boolean",
        ["decimal"] = "numeric",
        ["float4"] = "real",
        ["float8"] = "double precision",
        ["rowversion"] = "timestamp",
        ["timestamp without time zone"] = "timestamp",
        ["timestamptz"] = "timestamp with time zone",
        ["time without time zone"] = "time",
    };

    /// <summary>Null if the two are the same, or if that cannot be known.</summary>
    public static string? Of(Operation was, Operation again) => again.Subject.Kind switch
    {
        ObjectKind.Column => OfColumn(was.New, again.New),
        ObjectKind.CheckConstraint => OfSql("sql", was.New, again.New) is { } sql ? $"as {sql}" : null,
        _ when !was.Columns.SequenceEqual(again.Columns, StringComparer.OrdinalIgnoreCase) => $"on {string.Join(", ", again.Columns)}, which was on {string.Join(", ", was.Columns)}",
        ObjectKind.ForeignKey => OfForeignKey(was, again),
        ObjectKind.Index => OfIndex(was.New, again.New),
        _ => null,
    };

    private static string? OfColumn(Facets was, Facets again)
    {
        if (IsTrue(was, "nullable") != IsTrue(again, "nullable"))
            return IsTrue(again, "nullable") ? "nullable, which it was not" : "required, which it was not";

        // EF Core 2 and older leave the type out.
        var (before, after) = (Type(was), Type(again));
        if (before is not null && after is not null)
        {
            if (Canonical(before) != Canonical(after))
                return $"of type {after}, which was {before}";
        }
        else if (before is null && after is null)
        {
            foreach (var size in Sizes)
            {
                if (was.ValueOf(size)!.Value != again.ValueOf(size)!.Value)
                    return $"with {size} {Shown(again, size)}, which was {Shown(was, size)}";
            }
        }

        // A default that only Down gives is for the rows that are there, and one that only the column had may have been.
        if (was.Stated.ContainsKey("defaultValueSql") && !again.GivesValues)
            return $"without its default {Shown(was, "defaultValueSql")}";
        return OfSql("computedColumnSql", was, again) is { } computed ? $"computed as {computed}" : null;
    }

    private static string? OfForeignKey(Operation was, Operation again)
    {
        if (!SameText(was.Principal?.Name, again.Principal?.Name))
            return $"to {again.Principal?.Path}, which was to {was.Principal?.Path}";
        foreach (var facet in new[] { "onDelete", "onUpdate" })
        {
            if (Action(was.New, facet) is var before && Action(again.New, facet) is var after && before != after)
                return $"with {facet} {after}, which was {before}";
        }

        return null;
    }

    private static string? OfIndex(Facets was, Facets again)
    {
        if (IsTrue(was, "unique") != IsTrue(again, "unique"))
            return IsTrue(again, "unique") ? "unique, which it was not" : "without being unique, which it was";

        // EF Core has given unique indexes a filter only since its second version.
        return !was.Stated.ContainsKey("filter") && IsTrue(again, "unique") ? null
            : OfSql("filter", was, again) is { } filter ? $"with filter {filter}" : null;
    }

    private static string? OfSql(string facet, Facets was, Facets again) =>
        Bare(Written(was, facet)) == Bare(Written(again, facet)) ? null : $"{Shown(again, facet)}, which was {Shown(was, facet)}";

    /// <summary>What the client or the database does on its own is for most databases the same as a restriction.</summary>
    private static string Action(Facets key, string facet) =>
        key.Stated.TryGetValue(facet, out var stated) && stated.Value.Substring(stated.Value.LastIndexOf('.') + 1) is var action && action != "Restrict" ? action : "NoAction";

    private static bool IsTrue(Facets facets, string name) => facets.ValueOf(name) is { Value: "true" };

    private static string? Type(Facets column) => column.Stated.TryGetValue("type", out var type) ? (type.Text ?? type.Value.Trim('"')).ToLowerInvariant() : null;

    private static string Canonical(string type)
    {
        // MySQL's character set is a facet of its own since EF Core 5.
        var sizes = type.IndexOf('(');
        var end = type.IndexOf(" character set", StringComparison.Ordinal);
        var whole = end < 0 ? type : type.Substring(0, end);
        var name = sizes < 0 ? whole : whole.Substring(0, sizes);
        return Facet.WithoutSpace((Synonyms.TryGetValue(name.Trim(), out var synonym) ? synonym : name) + (sizes < 0 ? "" : whole.Substring(sizes)));
    }

    private static string Shown(Facets facets, string name) => facets.Stated.TryGetValue(name, out var facet) ? facet.Text ?? facet.Value : "not set";

    /// <summary>The text itself: as C# one may write a line break as such and the other as an escape.</summary>
    private static string Written(Facets facets, string name) => facets.ValueOf(name) is { } facet ? facet.Text ?? facet.Value : "";

    private static string Bare(string sql) => string.Concat(sql.Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '[' or ']' or '"' or '`' or '\\'))).ToLowerInvariant();
}
