using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// Collects what code reads of IConfiguration: indexers, GetValue, GetConnectionString, and sections that are bound to types. A read with a default of its own is
/// none; neither is one whose key is not constant.
/// </summary>
internal sealed class ConfigurationReads
{
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.InvocationExpression, SyntaxKind.ElementAccessExpression];

    private const int MaxDepth = 5;

    private readonly ConcurrentDictionary<ConfigurationRead, bool> _reads = new();

    public static ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("onfiguration", "GetSection", "GetRequiredSection", "GetConnectionString", "GetValue");

    public IEnumerable<ConfigurationRead> All => _reads.Keys;

    public void Add(CodeContext context)
    {
        switch (context.Node)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var argument] } access when !IsWritten(access) && !HasFallback(access):
                AddValue(SectionOf(access.Expression, context, MaxDepth), argument.Expression, context);
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
            case "GetValue" when arguments.Count == 1 && !HasFallback(call) && !IsFlag((member.Name as GenericNameSyntax)?.TypeArgumentList.Arguments[0]):
                AddValue(SectionOf(member.Expression, context, MaxDepth), arguments[0].Expression, context);
                break;
            case "GetConnectionString" when arguments.Count == 1 && !HasFallback(call):
                AddValue(Join(SectionOf(member.Expression, context, MaxDepth), "ConnectionStrings"), arguments[0].Expression, context);
                break;
            case "Get" when member.Name is GenericNameSyntax generic && arguments.Count == 0:
                AddBound(SectionOf(member.Expression, context, MaxDepth), context.SemanticModel.GetTypeInfo(generic.TypeArgumentList.Arguments[0], context.CancellationToken).Type);
                break;
            case "Bind" when arguments is [var target] && SectionOf(member.Expression, context, MaxDepth) is { } section:
                AddBound(section, context.SemanticModel.GetTypeInfo(target.Expression, context.CancellationToken).Type);
                break;
            case "Bind" when arguments is [var key, var target] && Constant(key.Expression, context) is { } name:
                AddBound(Join(SectionOf(member.Expression, context, MaxDepth), name), context.SemanticModel.GetTypeInfo(target.Expression, context.CancellationToken).Type);
                break;
            case "Bind" when arguments.Count > 0:
                AddBound(SectionOf(arguments[0].Expression, context, MaxDepth), OptionsOf(member.Expression, context));
                break;
            case "BindConfiguration" when arguments.Count > 0:
                AddBound(Constant(arguments[0].Expression, context), OptionsOf(member.Expression, context));
                break;
            case "Configure" when member.Name is GenericNameSyntax generic:
                foreach (var argument in arguments)
                    AddBound(SectionOf(argument.Expression, context, MaxDepth), context.SemanticModel.GetTypeInfo(generic.TypeArgumentList.Arguments[0], context.CancellationToken).Type);
                break;
        }
    }

    private void AddValue(string? section, ExpressionSyntax key, CodeContext context)
    {
        if (section is not null && Constant(key, context) is { Length: > 0 } name)
            _reads.TryAdd(new ConfigurationRead(Join(section, name)!, HasSection: false), true);
    }

    private void AddBound(string? section, ITypeSymbol? type)
    {
        if (section is not null && type is not null)
            AddMembers(section, type, MaxDepth);
    }

    private void AddMembers(string section, ITypeSymbol type, int depth)
    {
        if (depth == 0 || !IsBoundByMembers(type))
            return;

        for (var current = type; current is not null && current.SpecialType != SpecialType.System_Object; current = current.BaseType)
        {
            foreach (var property in current.GetMembers().OfType<IPropertySymbol>())
            {
                if (property.IsStatic || property.IsIndexer || property.DeclaredAccessibility != Accessibility.Public || HasDefault(property))
                    continue;

                var key = Join(section, NameOf(property))!;
                if (IsBoundByMembers(property.Type))
                    AddMembers(key, property.Type, depth - 1);
                else
                    _reads.TryAdd(new ConfigurationRead(key, HasSection: !IsScalar(property.Type)), true);
            }
        }
    }

    /// <summary>The path of the section that an expression of IConfiguration is; empty for the root, null for what is none or not known.</summary>
    private static string? SectionOf(ExpressionSyntax expression, CodeContext context, int depth)
    {
        if (depth == 0)
            return null;
        if (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetSection" or "GetRequiredSection" } member, ArgumentList.Arguments: [var key] })
            return Constant(key.Expression, context) is { } name ? Join(SectionOf(member.Expression, context, depth - 1), name) : null;
        if (context.SemanticModel.GetTypeInfo(expression, context.CancellationToken).Type is not { } type || !IsConfiguration(type))
            return null;

        // A local that holds a section; what comes as a parameter or a field of that type could be any.
        if (context.SemanticModel.GetSymbolInfo(expression, context.CancellationToken).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
            && declaration.GetSyntax(context.CancellationToken) is VariableDeclaratorSyntax { Initializer.Value: var initializer } declarator && declarator.SyntaxTree == expression.SyntaxTree)
        {
            return SectionOf(initializer, context, depth - 1) ?? (type.Name == "IConfigurationSection" ? null : initializer is ObjectCreationExpressionSyntax or InvocationExpressionSyntax ? "" : null);
        }

        return type.Name == "IConfigurationSection" ? null : "";
    }

    private static bool IsConfiguration(ITypeSymbol type) =>
        type is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" } || type.AllInterfaces.Any(contract => contract is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" });

    /// <summary>The T of an OptionsBuilder of T.</summary>
    private static ITypeSymbol? OptionsOf(ExpressionSyntax builder, CodeContext context) =>
        context.SemanticModel.GetTypeInfo(builder, context.CancellationToken).Type is INamedTypeSymbol { Name: "OptionsBuilder", TypeArguments: [var options] } ? options : null;

    private static string? Constant(ExpressionSyntax expression, CodeContext context) =>
        context.SemanticModel.GetConstantValue(expression, context.CancellationToken) is { HasValue: true, Value: string text } ? text : null;

    private static string? Join(string? section, string key) => section is null ? null : section.Length == 0 ? key : $"{section}:{key}";

    private static bool IsWritten(ElementAccessExpressionSyntax access) => access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    /// <summary><c>read ?? value</c>, but not <c>read ?? throw …</c>; a comparison with null, which asks whether there is a value.</summary>
    private static bool HasFallback(ExpressionSyntax read) => read.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce => coalesce.Left == read && coalesce.Right is not ThrowExpressionSyntax,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => true,
        IsPatternExpressionSyntax or ConditionalAccessExpressionSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" or "IsNullOrWhiteSpace" or "TryParse" } } } => true,
        _ => false,
    };

    private static bool IsFlag(TypeSyntax? type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } or NullableTypeSyntax;

    /// <summary>Whether a type of the application has its properties bound one by one.</summary>
    private static bool IsBoundByMembers(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct
        && type.SpecialType == SpecialType.None
        && !IsScalar(type)
        && !type.AllInterfaces.Any(contract => contract.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsScalar(ITypeSymbol type) =>
        type.SpecialType != SpecialType.None
        || type.TypeKind == TypeKind.Enum
        || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true } && type.Name is "Uri" or "Guid" or "TimeSpan" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Version" or "Type");

    /// <summary>Whether the code runs without a value: an initializer, a nullable type, a flag that is off.</summary>
    private static bool HasDefault(IPropertySymbol property) =>
        property.Type.SpecialType == SpecialType.System_Boolean
        || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || property.NullableAnnotation == NullableAnnotation.Annotated
        || property.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: var value } && !IsEmpty(value, property.Type));

    // What only silences the compiler is no default, and a new object has only those of its own members. An empty collection is one.
    private static bool IsEmpty(ExpressionSyntax value, ITypeSymbol type) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } => true,
        LiteralExpressionSyntax { Token.ValueText: "" or "null" or "default" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => type.SpecialType == SpecialType.System_String,
        ObjectCreationExpressionSyntax or ImplicitObjectCreationExpressionSyntax => IsBoundByMembers(type),
        _ => false,
    };

    private static string NameOf(IPropertySymbol property) =>
        property.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.Name == "ConfigurationKeyNameAttribute")?.ConstructorArguments is [{ Value: string name }] ? name : property.Name;
}
