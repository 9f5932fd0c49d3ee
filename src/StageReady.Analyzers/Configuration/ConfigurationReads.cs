using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// Collects what code reads of IConfiguration: indexers, GetValue, GetConnectionString, and sections that are bound to types. A read that the code can do
/// without is none; neither is one whose key is not constant, or that only development reaches. A method that is handed the key reads what its callers name.
/// </summary>
/// <param name="keys">Those that matter: no other is looked at closely.</param>
/// <param name="guard">Tells what only development reaches.</param>
/// <param name="names">Finds the callers of a method.</param>
internal sealed class ConfigurationReads(IReadOnlyCollection<string> keys, DevelopmentGuard guard, NameIndex names)
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.InvocationExpression, SyntaxKind.ElementAccessExpression];

    private const int MaxDepth = 5;

    private readonly ConcurrentDictionary<ConfigurationRead, bool> _reads = new();
    private readonly ConcurrentDictionary<string, bool> _optional = new(StringComparer.OrdinalIgnoreCase);

    public static ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("onfiguration", "GetSection", "GetRequiredSection", "GetConnectionString", "GetValue");

    /// <summary>Without those of sections for which the code asks whether they exist.</summary>
    public IEnumerable<ConfigurationRead> All => _optional.IsEmpty ? _reads.Keys : _reads.Keys.Where(read => !_optional.ContainsKey(read.Key) && !KeyPath.IsBelow(read.Key, _optional.ContainsKey));

    public void Add(CodeContext context)
    {
        switch (context.Node)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var argument] } access when MayMatter(argument.Expression) && !IsWritten(access):
                AddValue(access, PathOf(access.Expression, context), argument.Expression, context);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call:
                AddCall(call, member, context);
                break;
        }
    }

    private void AddCall(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, CodeContext context)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (member.Name.Identifier.ValueText)
        {
            // GetValue<bool> has a default that everybody means.
            case "GetValue" when arguments.Count == 1 && MayMatter(arguments[0].Expression) && !IsFlag((member.Name as GenericNameSyntax)?.TypeArgumentList.Arguments[0]):
                AddValue(call, PathOf(member.Expression, context), arguments[0].Expression, context);
                break;
            case "GetConnectionString" when arguments.Count == 1 && MayMatter(arguments[0].Expression):
                AddValue(call, ConfigurationSections.Join(PathOf(member.Expression, context), "ConnectionStrings"), arguments[0].Expression, context);
                break;
            case "Exists" when arguments.Count == 0 && PathOf(member.Expression, context) is { Length: > 0 } section && AbsentValue.IsToleratedBy(call, isAbsentWhenTrue: false):
                _optional.TryAdd(section, true);
                break;
            case "Get" or "Bind" or "BindConfiguration" or "Configure" when ConfigurationSections.BoundBy(call, member, context.SemanticModel, context.CancellationToken) is { } bound:
                if (keys.Any(key => IsIn(key, bound.Path)) && IsNeeded(call, context))
                    AddMembers(bound.Path, bound.Type, MaxDepth);
                break;
        }
    }

    private void AddValue(ExpressionSyntax read, string? section, ExpressionSyntax key, CodeContext context)
    {
        if (section is null)
            return;

        if (ConfigurationSections.Constant(key, context.SemanticModel, context.CancellationToken) is { } name)
        {
            if (IsOfInterest(section, name) && IsNeeded(read, context))
                _reads.TryAdd(new ConfigurationRead(ConfigurationSections.Join(section, name)!, HasSection: false), true);
        }
        else if (KeyParameter.Of(key, context.SemanticModel, context.CancellationToken) is { } parameter && IsNeeded(read, context))
        {
            foreach (var given in parameter.GivenKeys(names, context.Models, context.CancellationToken))
            {
                if (IsOfInterest(section, given.Key) && IsNeeded(given.Call, context))
                    _reads.TryAdd(new ConfigurationRead(ConfigurationSections.Join(section, given.Key)!, HasSection: false), true);
            }
        }
    }

    // Most indexers are those of lists and dictionaries: the text of the key tells it before anything is bound.
    private bool MayMatter(ExpressionSyntax key) =>
        key is not LiteralExpressionSyntax literal || (literal.Token.Value is string text && keys.Any(wanted => wanted.EndsWith(text, StringComparison.OrdinalIgnoreCase)));

    private bool IsOfInterest(string section, string name) => name.Length > 0 && keys.Contains(ConfigurationSections.Join(section, name)!, StringComparer.OrdinalIgnoreCase);

    private bool IsNeeded(ExpressionSyntax read, CodeContext context) => !AbsentValue.IsTolerated(read, context.Models.Of(read), context.CancellationToken) && !guard.Keeps(read, context.Models);

    private static bool IsIn(string key, string section) =>
        section.Length == 0 || (key.StartsWith(section, StringComparison.OrdinalIgnoreCase) && (key.Length == section.Length || key[section.Length] == ':'));

    private void AddMembers(string section, ITypeSymbol type, int depth)
    {
        if (depth == 0 || !BoundType.IsByMembers(type))
            return;

        foreach (var property in BoundType.Properties(type))
        {
            if (HasDefault(property))
                continue;

            var key = ConfigurationSections.Join(section, BoundType.KeyOf(property))!;
            if (BoundType.IsByMembers(property.Type))
                AddMembers(key, property.Type, depth - 1);
            else
                _reads.TryAdd(new ConfigurationRead(key, HasSection: !BoundType.IsScalar(property.Type)), true);
        }
    }

    private static string? PathOf(ExpressionSyntax expression, CodeContext context) => ConfigurationSections.PathOf(expression, context.SemanticModel, context.CancellationToken);

    private static bool IsWritten(ElementAccessExpressionSyntax access) => access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    private static bool IsFlag(TypeSyntax? type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } or NullableTypeSyntax;

    /// <summary>Whether the code runs without a value: an initializer, a nullable type, a flag that is off. A type of a referenced assembly does not tell its initializers.</summary>
    private static bool HasDefault(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.IsEmpty && !IsRequired(property)
        || property.Type.SpecialType == SpecialType.System_Boolean
        || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || property.NullableAnnotation == NullableAnnotation.Annotated
        || property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: var value } && !IsEmpty(value, property.Type));

    private static bool IsRequired(IPropertySymbol property) => property.IsRequired || property.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "RequiredAttribute");

    // What only silences the compiler is no default, and a new object has only those of its own members. An empty collection is one.
    private static bool IsEmpty(ExpressionSyntax value, ITypeSymbol type) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => true,
        LiteralExpressionSyntax { Token.ValueText: "" or "null" or "default" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => type.SpecialType == SpecialType.System_String,
        ObjectCreationExpressionSyntax or ImplicitObjectCreationExpressionSyntax => BoundType.IsByMembers(type),
        _ => false,
    };
}
