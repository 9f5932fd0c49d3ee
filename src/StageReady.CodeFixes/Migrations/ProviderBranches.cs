using StageReady.Migrations;

namespace StageReady.CodeFixes.Migrations;

/// <summary>Statements that differ from database to database, as branches over the active provider.</summary>
internal sealed class ProviderBranches(string builder, string indent, string newLine)
{
    private readonly List<(string? Provider, string Statements)> _branches = [];

    /// <param name="provider">The family of the database; null for all that no other branch is for.</param>
    /// <param name="statements">What is done there; empty if there is nothing to do.</param>
    public void Add(string? provider, string statements) => _branches.Add((provider, statements));

    /// <summary>Null if no provider of a family is known.</summary>
    public string? Write()
    {
        if (_branches.Exists(branch => branch.Provider is not null && NamesOf(branch.Provider).Length == 0))
            return null;

        var parts = _branches
            .Where(branch => branch is { Provider: not null, Statements.Length: > 0 })
            .Select(branch => (Condition: string.Join(" || ", NamesOf(branch.Provider!).Select(name => $"{builder}.ActiveProvider == \"{name}\"")), branch.Statements))
            .ToList();
        if (_branches.Find(branch => branch.Provider is null).Statements is { Length: > 0 } others)
        {
            // Where nothing is to be done, the others have nothing to say either.
            var idle = _branches.Where(branch => branch is { Provider: not null, Statements.Length: 0 }).SelectMany(branch => NamesOf(branch.Provider!)).Select(name => $"{builder}.ActiveProvider != \"{name}\"");
            parts.Add((string.Join(" && ", idle), others));
        }

        return string.Concat(parts.Select((part, i) =>
            $"{indent}{(i > 0 ? "else" : "")}{(i > 0 && part.Condition.Length > 0 ? " " : "")}{(part.Condition.Length > 0 ? $"if ({part.Condition})" : "")}{newLine}{indent}{{{newLine}{part.Statements}{indent}}}{newLine}"));
    }

    private static string[] NamesOf(string provider) => provider switch
    {
        DatabaseProvider.SqlServer => ["Microsoft.EntityFrameworkCore.SqlServer"],
        DatabaseProvider.Sqlite => ["Microsoft.EntityFrameworkCore.Sqlite"],
        DatabaseProvider.PostgreSql => ["Npgsql.EntityFrameworkCore.PostgreSQL"],
        DatabaseProvider.MySql => ["Pomelo.EntityFrameworkCore.MySql", "MySql.EntityFrameworkCore"],
        DatabaseProvider.Oracle => ["Oracle.EntityFrameworkCore"],
        _ => [],
    };
}
