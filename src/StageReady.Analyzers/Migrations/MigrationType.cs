using Microsoft.CodeAnalysis;

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

    /// <summary>Whether the class or one of its methods carries <c>[Irreversible("…")]</c>, from whatever namespace, with a reason.</summary>
    public bool IsDeclaredIrreversible() =>
        new ISymbol?[] { Class, Up, Down }
            .Where(symbol => symbol is not null)
            .SelectMany(symbol => symbol!.GetAttributes())
            .Any(attribute => attribute.AttributeClass?.Name is "Irreversible" or "IrreversibleAttribute"
                && attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Primitive && StageReady.Migrations.Reason.IsGiven(argument.Value as string)));

    private static bool DerivesFromMigration(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (IsEfMigration(current))
                return true;
        }

        return false;
    }

    private static bool IsEfMigration(INamedTypeSymbol type) =>
        type.Name == "Migration"
        && (type.TypeKind == TypeKind.Error
            || type.ContainingNamespace is { Name: "Migrations", ContainingNamespace: { Name: "EntityFrameworkCore", ContainingNamespace.Name: "Microsoft" } });

    private static IMethodSymbol? Override(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(method =>
            method is { Parameters: [{ Type.Name: "MigrationBuilder" }], IsAbstract: false, DeclaringSyntaxReferences: [_, ..] });

    private static string? AttributeId(INamedTypeSymbol type) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name is "MigrationAttribute" or "Migration") is { ConstructorArguments: [{ Value: string id }, ..] } ? id : null;
}
