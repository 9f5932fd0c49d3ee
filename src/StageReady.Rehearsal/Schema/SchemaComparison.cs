namespace StageReady.Rehearsal;

/// <summary>Compares two moments of a schema. The order of columns, names that the database made up, comments and values of sequences are in no snapshot.</summary>
internal static class SchemaComparison
{
    // What a column gets that is added to a table with rows: the default stays, though nobody asked for it.
    private static readonly HashSet<string> DefaultsForExistingRows = new(
        ["''", "0", "0.0", "'0.0'", "false", "'{}'", "ARRAY[]", "x ''", @"'\x'", "'-infinity'", "'00000000-0000-0000-0000-000000000000'", "'00:00:00'", "'0001-01-01'", "'0001-01-01 00:00:00'", "'0001-01-01 00:00:00+00'", "'0001-01-01 00:00:00+00:00'"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order of kinds and names. What goes with its table is not named beside it.</summary>
    /// <param name="before">What it should be.</param>
    /// <param name="after">What it is.</param>
    /// <param name="between">What it was in between, if a column may have got there a default for rows that exist.</param>
    /// <param name="areRebuilt">Whether tables may have been built again without the defaults that were for rows that existed.</param>
    public static IReadOnlyList<SchemaDifference> Compare(SchemaSnapshot before, SchemaSnapshot after, SchemaSnapshot? between = null, bool areRebuilt = false)
    {
        var differences = new List<SchemaDifference>();
        foreach (var was in before.Objects)
        {
            if (after.Find(was) is { } now)
                CompareFacets(was, now, between?.Find(now), areRebuilt, differences);
            else if (was.Parent is null || after.Has(was.Parent))
                differences.Add(new SchemaDifference(SchemaChange.Missing, was.Kind, was.Name));
        }

        foreach (var now in after.Objects)
        {
            if (!before.Has(now) && !IsHarmless(now) && (now.Parent is null || before.Has(now.Parent)))
                differences.Add(new SchemaDifference(SchemaChange.LeftBehind, now.Kind, now.Name));
        }

        return [.. differences.OrderBy(difference => difference.Name, StringComparer.Ordinal).ThenBy(difference => difference.Kind, StringComparer.Ordinal).ThenBy(difference => difference.Facet, StringComparer.Ordinal)];
    }

    /// <summary>A schema that was only to be there (EnsureSchema) may stay; what is in it is judged by itself, and a second Up fails where it may not.</summary>
    private static bool IsHarmless(SchemaObject leftBehind) => leftBehind.Kind == "schema";

    private static void CompareFacets(SchemaObject was, SchemaObject now, SchemaObject? between, bool areRebuilt, List<SchemaDifference> differences)
    {
        foreach (var facet in was.Facets.Keys.Union(now.Facets.Keys))
        {
            var (old, current) = (was.Facets.GetValueOrDefault(facet), now.Facets.GetValueOrDefault(facet));
            if (old != current && !(facet == Facet.Default && IsOnlyForExistingRows()))
                differences.Add(new SchemaDifference(SchemaChange.Changed, was.Kind, was.Name, facet, old, current));

            bool IsOnlyForExistingRows() => old is null
                ? SchemaComparison.IsOnlyForExistingRows(now, current) || (between is not null && SchemaComparison.IsOnlyForExistingRows(between, current))
                : current is null && areRebuilt && SchemaComparison.IsOnlyForExistingRows(was, old);
        }
    }

    private static bool IsOnlyForExistingRows(SchemaObject column, string? value)
    {
        if (value is null || column.Facets.GetValueOrDefault(Facet.Default) != value || !column.Facets.ContainsKey(Facet.NotNull))
            return false;
        var cast = value.IndexOf("::", StringComparison.Ordinal);
        return DefaultsForExistingRows.Contains((cast < 0 ? value : value[..cast]).Trim('(', ')'));
    }
}
