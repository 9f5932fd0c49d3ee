using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.CodeFixes.Migrations;

/// <summary>The namespaces that written statements need and their file does not import: a type of a column, a provider's enum in an annotation.</summary>
internal static class MissingUsings
{
    // Known without the provider's assembly, which a scan without restore does not have.
    private static readonly Dictionary<string, string> OfProviders = new(StringComparer.Ordinal)
    {
        ["NpgsqlValueGenerationStrategy"] = "Npgsql.EntityFrameworkCore.PostgreSQL.Metadata",
        ["MySqlValueGenerationStrategy"] = "Microsoft.EntityFrameworkCore.Metadata",
        ["SqlServerValueGenerationStrategy"] = "Microsoft.EntityFrameworkCore.Metadata",
        ["OracleValueGenerationStrategy"] = "Oracle.EntityFrameworkCore.Metadata",
    };

    public static IEnumerable<TextChange> For(string statements, SyntaxNode at, INamedTypeSymbol migration, SemanticModel semantics, string newLine)
    {
        var root = (CompilationUnitSyntax)at.SyntaxTree.GetRoot();
        var imported = Names(root);
        var missing = Types(statements)
            .Where(type => semantics.LookupNamespacesAndTypes(at.SpanStart, name: type.Split('`')[0]).IsEmpty)
            .Select(type => NamespaceOf(type, migration, semantics.Compilation))
            .OfType<string>()
            .Distinct()
            .Where(name => !imported.Contains(name));
        return missing.OrderBy(name => name, Order).Select(name => new TextChange(new TextSpan(Place(root, name), 0), $"using {name};{newLine}"));
    }

    private static HashSet<string> Names(CompilationUnitSyntax root) =>
        [.. root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Select(directive => directive.Name?.ToString() ?? "")];

    /// <summary>The names that stand where a type does, as metadata has them.</summary>
    private static IEnumerable<string> Types(string statements) => SyntaxFactory.ParseStatement("{" + statements + "}").DescendantNodes()
        .OfType<SimpleNameSyntax>()
        .Where(name => name.Parent is TypeArgumentListSyntax or ObjectCreationExpressionSyntax or TypeOfExpressionSyntax or ArrayTypeSyntax
            || (name.Parent is MemberAccessExpressionSyntax member && member.Expression == name && char.IsUpper(name.Identifier.ValueText[0])))
        .Select(name => name.Arity == 0 ? name.Identifier.ValueText : $"{name.Identifier.ValueText}`{name.Arity}")
        .Distinct();

    private static string? NamespaceOf(string type, INamedTypeSymbol migration, Compilation compilation)
    {
        if (OfProviders.TryGetValue(type, out var known))
            return known;

        // The Designer imports what its model needs.
        return migration.DeclaringSyntaxReferences
            .SelectMany(reference => Names((CompilationUnitSyntax)reference.SyntaxTree.GetRoot()))
            .Concat(["System", "System.Collections.Generic", "System.Net", "System.Text.Json", "System.Numerics", "NodaTime", "NpgsqlTypes", "NetTopologySuite.Geometries"])
            .FirstOrDefault(name => compilation.GetTypeByMetadataName($"{name}.{type}") is not null);
    }

    private static int Place(CompilationUnitSyntax root, string name)
    {
        var before = root.Usings.LastOrDefault(directive => Order.Compare(directive.Name?.ToString() ?? "", name) < 0);
        return before?.FullSpan.End ?? root.Usings.FirstOrDefault()?.SpanStart ?? root.Members[0].SpanStart;
    }

    /// <summary>As EF Core sorts them: System first.</summary>
    private static readonly Comparer<string> Order = Comparer<string>.Create(static (left, right) =>
        IsSystem(left) == IsSystem(right) ? string.CompareOrdinal(left, right) : IsSystem(left) ? -1 : 1);

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
