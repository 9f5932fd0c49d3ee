using System.Text.RegularExpressions;

namespace StageReady.Migrations.Sql;

/// <summary>The statement that undoes one statement, where all dialects write it alike.</summary>
internal static class SqlReversal
{
    private const string Quoted = """(?:"[^"]+"|\[[^\]]+\]|`[^`]+`|\w+)""";

    /// <summary>Null for an operation that was not read from SQL, and where dialects differ (indexes, triggers).</summary>
    public static string? Of(Operation operation)
    {
        if (operation.Text is not { } text || Written(text, operation.Subject.Name) is not { } name)
            return null;

        var table = operation.Subject.Table is { } owner ? Written(text, owner) : null;
        return (operation.Verb, operation.Subject.Kind) switch
        {
            (Verb.Create, ObjectKind.View) when Regex.IsMatch(text, @"^\s*CREATE\s+MATERIALIZED\b", RegexOptions.IgnoreCase) => $"DROP MATERIALIZED VIEW {name};",
            (Verb.Create, ObjectKind.Table or ObjectKind.View or ObjectKind.Sequence or ObjectKind.Type or ObjectKind.Function or ObjectKind.Procedure) =>
                $"DROP {operation.Subject.Kind.ToString().ToUpperInvariant()} {name};",
            (Verb.Create, ObjectKind.Column) when table is not null => $"ALTER TABLE {table} DROP COLUMN {name};",
            (Verb.Create, _) when operation.Subject.IsConstraint && table is not null => $"ALTER TABLE {table} DROP CONSTRAINT {name};",
            (Verb.Rename, ObjectKind.Column) when table is not null && IsAlter(text) && Written(text, operation.NewName!.Name) is { } renamed =>
                $"ALTER TABLE {table} RENAME COLUMN {renamed} TO {name};",
            _ => null,
        };
    }

    private static bool IsAlter(string text) => text.TrimStart().StartsWith("ALTER", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name with the quotes and the schema it is written with.</summary>
    private static string? Written(string text, string name)
    {
        var match = Regex.Match(text, $"""(?:{Quoted}\s*\.\s*)?(?<![\w"\[`])["\[`]?{Regex.Escape(name)}["\]`]?(?!\w)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return match.Success ? match.Value : null;
    }
}
