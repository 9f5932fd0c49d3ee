using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.Configuration;

/// <summary>How the configuration binder fills a type.</summary>
internal static class BoundType
{
    /// <summary>Whether a type of the application has its properties bound one by one.</summary>
    public static bool IsByMembers(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && type.SpecialType == SpecialType.None
        && !IsScalar(type)
        && !type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    public static bool IsScalar(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None
        || type.TypeKind == TypeKind.Enum
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } && type.Name is "Uri" or "Guid" or "TimeSpan" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Version" or "Type");

    /// <summary>Whether the names below its section are keys of the application's data.</summary>
    public static bool IsDictionary(ITypeSymbol type) => IsDictionaryContract(type) || type.AllInterfaces.Any(IsDictionaryContract);

    /// <summary>The properties that the binder sets, those of base types too.</summary>
    public static IEnumerable<IPropertySymbol> Properties(ITypeSymbol type)
    {
        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property)
                    yield return property;
            }
        }
    }

    /// <summary>The key of a property below the section of its type.</summary>
    public static string KeyOf(IPropertySymbol property) =>
        property.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ConfigurationKeyNameAttribute")?.ConstructorArguments is [{ Value: string name }] ? name : property.Name;

    private static bool IsDictionaryContract(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "IDictionary" or "IReadOnlyDictionary", Arity: 2, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } };
}
