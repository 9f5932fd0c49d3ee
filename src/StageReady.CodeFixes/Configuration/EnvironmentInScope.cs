using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.CodeFixes.Configuration;

/// <summary>Finds the host's environment among the names that code at a place can use.</summary>
internal static class EnvironmentInScope
{
    private static readonly string[] Environments = ["IHostEnvironment", "IWebHostEnvironment", "IHostingEnvironment", "IWebAssemblyHostEnvironment"];

    /// <summary><c>env</c>, <c>app.Environment</c>, <c>builder.Environment</c>, <c>context.HostingEnvironment</c>; null if none is in scope.</summary>
    public static string? Find(SemanticModel model, SyntaxNode place, CancellationToken cancellation) => model
        .LookupSymbols(place.SpanStart)
        .Where(symbol => CanBeUsed(symbol, place, cancellation))
        .Select(symbol => (symbol.Name, Access: AccessOf(TypeOf(symbol)), Rank: symbol is ILocalSymbol or IParameterSymbol ? 0 : 1))
        .Where(candidate => candidate.Access is not null)
        .OrderBy(candidate => candidate.Rank).ThenBy(candidate => candidate.Access!.Length).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
        .Select(candidate => Escape(candidate.Name) + candidate.Access)
        .FirstOrDefault();

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false } property => property.Type,
        _ => null,
    };

    private static string? AccessOf(ITypeSymbol? type) => type switch
    {
        null => null,
        _ when Environments.Contains(type.Name) || type.AllInterfaces.Any(contract => Environments.Contains(contract.Name)) => "",
        { Name: "WebApplication" or "WebApplicationBuilder" or "HostApplicationBuilder" or "IHostApplicationBuilder" } => ".Environment",
        { Name: "HostBuilderContext" or "WebHostBuilderContext" } => ".HostingEnvironment",
        _ => null,
    };

    // Declared before the place, and not across the border of a static function or from a static member to an instance.
    private static bool CanBeUsed(ISymbol symbol, SyntaxNode place, CancellationToken cancellation)
    {
        if (symbol is IFieldSymbol or IPropertySymbol)
            return symbol.IsStatic || !IsStatic(place);
        if (symbol is not (ILocalSymbol or IParameterSymbol) || symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } declaration)
            return false;
        return declaration.SyntaxTree == place.SyntaxTree && declaration.Span.End <= place.SpanStart
            && !place.Ancestors().TakeWhile(ancestor => !ancestor.Span.Contains(declaration.Span)).Any(IsStaticFunction)
            && (symbol is not IParameterSymbol || declaration.Parent?.Parent is not TypeDeclarationSyntax || !IsStatic(place));
    }

    private static bool IsStatic(SyntaxNode place) => place.Ancestors().Any(ancestor =>
        IsStaticFunction(ancestor) || (ancestor is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax && ((MemberDeclarationSyntax)ancestor).Modifiers.Any(SyntaxKind.StaticKeyword)));

    private static bool IsStaticFunction(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        AnonymousFunctionExpressionSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    };

    private static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
