using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>Tells the code that puts an application together from the code that does its work.</summary>
internal static class StartUpCode
{
    private static readonly string[] ApplicationTypes = ["IServiceCollection", "WebApplication", "IHost"];
    private static readonly string[] Environments = ["IHostEnvironment", "IWebHostEnvironment", "IHostingEnvironment", "IWebAssemblyHostEnvironment"];

    /// <summary>Program, Startup, and the functions that are handed the services or a builder. An extension of the environment that answers yes or no is what its users are.</summary>
    public static bool Contains(SyntaxNode node, NameIndex names, CancellationToken cancellation)
    {
        if (node.Ancestors().Any(IsWiring))
            return true;
        return node.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault() is { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } } helper
            && IsExtensionOfEnvironment(helper)
            && names.UsesOf(helper.Identifier.ValueText, cancellation) is { Length: > 0 } uses
            && uses.All(use => use.Ancestors().Any(ancestor => IsWiring(ancestor) || ancestor == helper));
    }

    /// <summary>The types by which an application knows its environment.</summary>
    public static bool IsEnvironment(ITypeSymbol type) => Environments.Contains(type.Name) || type.AllInterfaces.Any(contract => Environments.Contains(contract.Name));

    private static bool IsWiring(SyntaxNode node) => node switch
    {
        GlobalStatementSyntax => true,
        TypeDeclarationSyntax type => type.Identifier.ValueText is var name && (name == "Program" || name.StartsWith("Startup", StringComparison.Ordinal)),
        MethodDeclarationSyntax method => method.Identifier.ValueText == "ConfigureServices" || method.ParameterList.Parameters.Any(IsOfApplication),
        LocalFunctionStatementSyntax function => function.ParameterList.Parameters.Any(IsOfApplication),
        _ => false,
    };

    private static bool IsOfApplication(ParameterSyntax parameter) =>
        NameOf(parameter.Type) is { } type && (ApplicationTypes.Contains(type) || type.EndsWith("Builder", StringComparison.Ordinal)) && type is not ("StringBuilder" or "UriBuilder" or "ModelBuilder");

    private static bool IsExtensionOfEnvironment(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters is [{ Modifiers: var modifiers, Type: var type }, ..] && modifiers.Any(SyntaxKind.ThisKeyword) && NameOf(type) is { } name && Environments.Contains(name);

    private static string? NameOf(TypeSyntax? type) => type switch
    {
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        QualifiedNameSyntax { Right.Identifier.ValueText: var name } => name,
        NullableTypeSyntax { ElementType: var inner } => NameOf(inner),
        _ => null,
    };
}
