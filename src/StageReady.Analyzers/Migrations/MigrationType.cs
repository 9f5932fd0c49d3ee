using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>An EF Core migration: a class that is not abstract and derives at any depth from EF Core's Migration.</summary>
/// <param name="Up">The most derived override.</param>
/// <param name="Down">The most derived override; null if only EF Core's own is there, which throws.</param>
internal sealed record MigrationType(INamedTypeSymbol Class, IMethodSymbol Up, IMethodSymbol? Down)
{
    /// <summary>Null if the class is no migration. Where types do not bind, the names decide.</summary>
    public static MigrationType? Find(INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, BaseType: { SpecialType: SpecialType.None } } || !DerivesFromMigration(type))
            return null;

        IMethodSymbol? up = null, down = null;
        for (INamedTypeSymbol? current = type; current is not null && !IsEfMigration(current); current = current.BaseType)
        {
            up ??= Override(current, "Up");
            down ??= Override(current, "Down");
        }

        return up is null ? null : new MigrationType(type, up, down);
    }

    /// <summary>The id that orders migrations: of the attribute, which often stands on the Designer part, or else the name of the file.</summary>
    public string Id => AttributeId(Class) ?? Path.GetFileNameWithoutExtension(Up.DeclaringSyntaxReferences[0].SyntaxTree.FilePath);

    /// <summary>No other migration beside it has an earlier id.</summary>
    public bool IsFirst()
    {
        var id = Id;
        return !Class.ContainingNamespace.GetTypeMembers().Any(other => !SymbolEqualityComparer.Default.Equals(other, Class) && Find(other) is { } sibling && string.CompareOrdinal(sibling.Id, id) < 0);
    }

    /// <summary>The context that the migration belongs to, which the Designer part says; null if nothing does.</summary>
    public object? Context => Find(Class, "DbContext") is { } attribute ? Argument(attribute) : null;

    /// <summary>What <c>[Irreversible("…")]</c>, from whatever namespace, says on the class or on one of its methods.</summary>
    public Declarations Declared() => Declared(Class, Up, Down);

    public static Declarations Declared(params ISymbol?[] symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is not null && Find(symbol, "Irreversible") is { } attribute && Argument(attribute) is string reason && Reason.IsGiven(reason))
                return new Declarations(Irreversible: reason);
        }

        return Declarations.None;
    }

    private static bool DerivesFromMigration(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsEfMigration(current))
                return true;
        }

        return false;
    }

    public static bool IsEfMigration(INamedTypeSymbol type) =>
        type.Name == "Migration"
        && (type.TypeKind == TypeKind.Error
            || type.ContainingNamespace is { Name: "Migrations", ContainingNamespace: { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" } });

    private static IMethodSymbol? Override(INamedTypeSymbol type, string name)
    {
        foreach (var member in type.GetMembers(name))
        {
            if (member is IMethodSymbol { Parameters: [{ Type.Name: "MigrationBuilder" }], IsAbstract: false, DeclaringSyntaxReferences: [_, ..] } method)
                return method;
        }

        return null;
    }

    private static string? AttributeId(INamedTypeSymbol type) => Find(type, "Migration") is { } attribute ? Argument(attribute) as string : null;

    private static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass?.Name is { } written && (written == name || written == name + "Attribute"))
                return attribute;
        }

        return null;
    }

    /// <summary>The first argument: a text or a type. An attribute that does not bind has none but in its syntax.</summary>
    private static object? Argument(AttributeData attribute)
    {
        if (attribute.ConstructorArguments is [{ Kind: not TypedConstantKind.Array, Value: { } value }, ..])
            return value;
        if (attribute.NamedArguments is [{ Value: { Kind: not TypedConstantKind.Array, Value: { } named } }, ..])
            return named;
        return attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: [{ Expression: var argument }, ..] }
            ? argument switch
            {
                LiteralExpressionSyntax literal => literal.Token.Value,
                TypeOfExpressionSyntax type => type.Type.ToString(),
                _ => null,
            }
            : null;
    }
}
