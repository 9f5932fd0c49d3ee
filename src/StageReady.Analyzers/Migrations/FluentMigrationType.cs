using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.Migrations;

/// <summary>A migration of FluentMigrator: a class that is not abstract and derives at any depth from one of its bases.</summary>
/// <param name="Base">The name of FluentMigrator's class that it derives from.</param>
/// <param name="Down">Null if only FluentMigrator's own is there.</param>
internal sealed record FluentMigrationType(INamedTypeSymbol Class, string Base, IMethodSymbol Up, IMethodSymbol? Down)
{
    private static readonly HashSet<string> Bases = new(StringComparer.Ordinal) { "Migration", "MigrationBase", "AutoReversingMigration", "ForwardOnlyMigration" };

    public bool IsAutoReversing => Base == "AutoReversingMigration";

    public bool IsForwardOnly => Base == "ForwardOnlyMigration";

    /// <summary>The version, as the attribute gives it; else the class's name.</summary>
    public string Id => Version ?? Class.Name;

    /// <summary>The version that orders migrations; null where the attribute does not tell.</summary>
    public string? Version => FluentAttributes.Version(Class);

    /// <summary>The attribute that gives the version: one of the project itself may make another number of what it is given.</summary>
    public string? Numbering => FluentAttributes.Numbering(Class);

    /// <summary>Profiles and maintenance run whatever has run before.</summary>
    public bool IsVersioned => !Class.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ProfileAttribute" or "Profile" or "MaintenanceAttribute" or "Maintenance");

    /// <summary>Whether it has certainly run before <paramref name="later"/>, as far as their tags and other attributes tell.</summary>
    public bool RunsWherever(FluentMigrationType later) => FluentAttributes.Conditions(Class).All(FluentAttributes.Conditions(later.Class).Contains);

    /// <summary>Null if the class is no migration, or one without a version.</summary>
    public static FluentMigrationType? Find(INamedTypeSymbol type) => FindAny(type) is { IsVersioned: true } migration ? migration : null;

    /// <summary>Null if the class is no migration. Where types do not bind, the names decide.</summary>
    public static FluentMigrationType? FindAny(INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, BaseType: { SpecialType: SpecialType.None } })
            return null;

        var current = type;
        while (current is not null && !IsBase(current))
            current = current.BaseType;
        return current is null || Override(type, "Up") is not { } up ? null : new FluentMigrationType(type, current.Name, up, Override(type, "Down"));
    }

    /// <summary>The most derived implementation in source of a method without parameters.</summary>
    public static IMethodSymbol? Override(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? current = type; current is not null && !IsBase(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
            {
                if (member is IMethodSymbol { Parameters.Length: 0, IsAbstract: false, DeclaringSyntaxReferences: [_, ..] } method)
                    return method;
            }
        }

        return null;
    }

    public static bool IsBase(INamedTypeSymbol type) =>
        Bases.Contains(type.Name) && (type.TypeKind == TypeKind.Error || type.ContainingNamespace is { Name: "FluentMigrator", ContainingNamespace.IsGlobalNamespace: true });
}
