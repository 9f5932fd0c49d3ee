using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Configuration;

/// <summary>Which section of IConfiguration an expression stands for, and what type a call binds it to.</summary>
internal static class ConfigurationSections
{
    private const int MaxDepth = 5;

    /// <summary>The path of the section that an expression of IConfiguration is; empty for the root, null for what is none or not known.</summary>
    public static string? PathOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => PathOf(expression, model, cancellation, MaxDepth);

    /// <summary>The section that a call binds; null if it binds none, or none that is known.</summary>
    public static BoundSection? BoundBy(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, SemanticModel model, CancellationToken cancellation)
    {
        var arguments = call.ArgumentList.Arguments;
        switch (member.Name.Identifier.ValueText)
        {
            case "Get" when member.Name is GenericNameSyntax generic && arguments.Count == 0:
                return Bound(PathOf(member.Expression, model, cancellation), TypeArgument(generic));
            case "Bind" when arguments is [var target] && PathOf(member.Expression, model, cancellation) is { } section:
                return Bound(section, TypeOf(target.Expression));
            case "Bind" when arguments is [var key, var target] && Constant(key.Expression, model, cancellation) is { } name:
                return Bound(Join(PathOf(member.Expression, model, cancellation), name), TypeOf(target.Expression));
            case "Bind" when arguments.Count > 0:
                return Bound(PathOf(arguments[0].Expression, model, cancellation), OptionsOf(member.Expression));
            case "BindConfiguration" when arguments.Count > 0:
                return Bound(Constant(arguments[0].Expression, model, cancellation), OptionsOf(member.Expression));
            case "Configure" when member.Name is GenericNameSyntax generic:
                foreach (var argument in arguments)
                {
                    if (PathOf(argument.Expression, model, cancellation) is { } section)
                        return Bound(section, TypeArgument(generic));
                }

                return null;
            default:
                return null;
        }

        ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression, cancellation).Type;

        ITypeSymbol? TypeArgument(GenericNameSyntax generic) => model.GetTypeInfo(generic.TypeArgumentList.Arguments[0], cancellation).Type;

        // The T of an OptionsBuilder of T.
        ITypeSymbol? OptionsOf(ExpressionSyntax builder) => TypeOf(builder) is INamedTypeSymbol { Name: "OptionsBuilder", TypeArguments: [var options] } ? options : null;
    }

    public static string? Constant(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: string text } ? text : null;

    public static string? Join(string? section, string key) => section is null ? null : section.Length == 0 ? key : $"{section}:{key}";

    private static BoundSection? Bound(string? path, ITypeSymbol? type) => path is null || type is null ? null : new BoundSection(path, type);

    private static string? PathOf(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation, int depth)
    {
        if (depth == 0)
            return null;
        if (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetSection" or "GetRequiredSection" } member, ArgumentList.Arguments: [var key] })
            return Constant(key.Expression, model, cancellation) is { } name ? Join(PathOf(member.Expression, model, cancellation, depth - 1), name) : null;
        if (model.GetTypeInfo(expression, cancellation).Type is not { } type || !IsConfiguration(type))
            return null;

        // A local that holds a section; what comes as a parameter or a field of that type could be any.
        if (model.GetSymbolInfo(expression, cancellation).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] }
            && declaration.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var initializer } declarator && declarator.SyntaxTree == expression.SyntaxTree)
        {
            return PathOf(initializer, model, cancellation, depth - 1)
                ?? (type.Name == "IConfigurationSection" ? null : initializer is ObjectCreationExpressionSyntax or InvocationExpressionSyntax ? "" : null);
        }

        return type.Name == "IConfigurationSection" ? null : "";
    }

    private static bool IsConfiguration(ITypeSymbol type) =>
        type is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" } || type.AllInterfaces.Any(contract => contract is { Name: "IConfiguration", ContainingNamespace.Name: "Configuration" });
}

/// <summary>A section of the configuration and the type that code binds it to.</summary>
internal sealed record BoundSection(string Path, ITypeSymbol Type);
