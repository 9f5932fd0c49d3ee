using StageReady.Migrations.Sql;

namespace StageReady.Migrations.Models;

/// <summary>A column in the SQL of checks, filters and computed columns: when it is renamed, the database renames it there too.</summary>
internal static class ColumnInSql
{
    private static readonly string[] Expressions = ["sql", "filter", "computedColumnSql"];

    /// <summary>The facets with the column's new name; incomplete where the SQL cannot be rewritten for certain.</summary>
    public static Facets Renamed(Facets facets, string from, string to)
    {
        Dictionary<string, Facet>? stated = null;
        foreach (var name in Expressions)
        {
            if (!facets.Stated.TryGetValue(name, out var facet) || (facet.Code is { } code && !NetState.Mentions(code, from)))
                continue;
            if (facet.Text is null || Renamed(facet.Text, from, to) is not { } sql)
                return facets with { IsComplete = false };
            stated ??= facets.Stated.ToDictionary(other => other.Key, other => other.Value, StringComparer.Ordinal);
            stated[name] = Facet.OfText(sql);
        }

        return stated is null ? facets : facets with { Stated = stated };
    }

    /// <summary>Null if a word without quotes may be the column as well as something else.</summary>
    private static string? Renamed(string sql, string from, string to)
    {
        var renamed = sql;
        foreach (var token in Enumerable.Reverse(SqlLexer.Read(sql)))
        {
            if (!token.IsName || !string.Equals(token.Text, from, StringComparison.OrdinalIgnoreCase))
                continue;
            if (token.Kind != SqlTokenKind.QuotedName || token.Text != from || to.IndexOf(sql[token.Stop - 1]) >= 0)
                return null;
            renamed = renamed.Substring(0, token.Start + 1) + to + renamed.Substring(token.Stop - 1);
        }

        return renamed;
    }
}
