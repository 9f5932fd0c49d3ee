using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>The values in a target model, and what it has said so far of the database and of the EF Core that wrote it.</summary>
internal sealed class ModelValues(ConstantFolder folder, SemanticModels models, string? provider)
{
    public static readonly Facet True = new("true", "true");

    public static readonly Facet Empty = new("\"\"", "\"\"");

    private static readonly HashSet<string> ForCode = WordSet.Of(
        """
        ValueGeneratedNever ValueGeneratedOnUpdate ValueGeneratedOnUpdateSometimes HasField HasJsonPropertyName HasColumnOrder UsePropertyAccessMode HasConversion HasSentinel HasValueGenerator
        HasDiscriminatorValue HasChangeTrackingStrategy UseTphMappingStrategy UseTptMappingStrategy Navigation HasTrigger UseSqlOutputClause UseSqlReturningClause IsComplete HasQueryFilter Metadata
        UseHiLo UseSequence HasDefaultSchema UsePropertyAccessMode HasDbFunction HasNoDiscriminator HasNoKey
        """);

    private readonly OperationReader _operations = new(folder);

    /// <summary>The family of the database; null if it is not known.</summary>
    public string? Provider { get; set; } = provider;

    /// <summary>The major version of EF Core; 0 if the model does not say.</summary>
    public int Version { get; set; }

    public Optional<object?> Fold(ExpressionSyntax expression) => folder.Fold(expression, Locals.Empty);

    public string? Text(ExpressionSyntax expression) => Fold(expression).Value as string;

    public Facet Facet(ExpressionSyntax expression) => _operations.FacetOf(expression, Locals.Empty);

    /// <summary>A model that is for several databases can hold the annotations of all of them; a migration has its own.</summary>
    public bool IsOfProvider(string annotation) =>
        annotation.IndexOf(':') is > 0 and var colon && DatabaseProvider.FamilyOf(annotation.Substring(0, colon)) is { } family && (Provider ?? family) == family;

    /// <summary>Whether a call says something for the code that runs, and nothing of the database.</summary>
    public static bool IsForCode(string call) => ForCode.Contains(call);

    /// <summary>Null if the type does not bind.</summary>
    public bool? IsValueType(TypeSyntax type)
    {
        var written = type.ToString();
        if (written is "string" or "object" || type is ArrayTypeSyntax)
            return false;
        if (type is PredefinedTypeSyntax || ClrDefaults.Of(written) is not null)
            return true;
        return models.Of(type).GetTypeInfo(type).Type is { TypeKind: not TypeKind.Error } bound ? bound.IsValueType : null;
    }
}
