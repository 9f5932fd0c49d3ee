using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Who calls a function, and what its parameters are bound to.</summary>
internal sealed partial class PathAnalysis
{
    // Compared by declaration: a reduced extension method, a constructed one and the original are the same function.
    private IEnumerable<SimpleNameSyntax> UsesOf(ISymbol symbol, SyntaxNode declaration)
    {
        var uses = symbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.LocalFunction } => NameIndex.UsesIn(ScopeOf(declaration.Parent ?? declaration), symbol.Name),
            ILocalSymbol => NameIndex.UsesIn(ScopeOf(declaration), symbol.Name),
            IParameterSymbol => NameIndex.UsesIn(declaration, symbol.Name),
            _ => _names.UsesOf(symbol.Name, _cancellation),
        };
        return uses.Where(use => !IsInNameof(use) && Denotes(use, symbol, declaration));
    }

    private bool Denotes(SimpleNameSyntax use, ISymbol symbol, SyntaxNode declaration) => SymbolOf(use) switch
    {
        null => symbol is IMethodSymbol && InvocationOf(use) is not null, // Does not bind (a missing package): the name speaks.
        IParameterSymbol or ILocalSymbol when symbol is not (IParameterSymbol or ILocalSymbol) => false,
        IParameterSymbol parameter => SymbolEqualityComparer.Default.Equals(parameter.OriginalDefinition, symbol.OriginalDefinition),
        var used => used.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == declaration.SyntaxTree && reference.Span == declaration.Span),
    };

    // The member, or the file of top-level statements, in which a local name can be used.
    private static SyntaxNode ScopeOf(SyntaxNode node) => node.AncestorsAndSelf().First(ancestor =>
        ancestor is CompilationUnitSyntax || (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax));

    private static bool IsInNameof(SimpleNameSyntax use) => use.Ancestors().TakeWhile(ancestor => ancestor is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax)
        .Any(ancestor => ancestor is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } });

    /// <summary><c>x</c> of <c>x</c>, <c>a.x</c> and <c>a?.x</c>: the whole expression that names it.</summary>
    private static ExpressionSyntax ExpressionOf(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access when access.Name == name => access,
        MemberBindingExpressionSyntax binding => binding,
        _ => name,
    };

    // A delegate is called as 'action(…)', 'action.Invoke(…)' or 'action?.Invoke(…)'.
    private static InvocationExpressionSyntax? InvocationOf(SimpleNameSyntax name)
    {
        var expression = ExpressionOf(name);
        return expression.Parent switch
        {
            InvocationExpressionSyntax call when call.Expression == expression => call,
            MemberAccessExpressionSyntax { Name.Identifier.Text: "Invoke", Parent: InvocationExpressionSyntax call } => call,
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.Text: "Invoke" } } call } => call,
            _ => null,
        };
    }

    private SyntaxNode? DeclarationOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(_cancellation)).FirstOrDefault();

    private static ArgumentListSyntax? ArgumentListOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList,
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        _ => null,
    };

    private static IEnumerable<ArgumentSyntax> ArgumentsBefore(ArgumentSyntax argument) =>
        ((ArgumentListSyntax)argument.Parent!).Arguments.TakeWhile(other => other != argument);

    private static IParameterSymbol? ParameterOf(ArgumentSyntax argument, ExpressionSyntax call, IMethodSymbol method) =>
        method.Parameters.FirstOrDefault(parameter => ArgumentFor(parameter, call) == argument.Expression) is { } found
            ? Original(found)
            : null;

    // The parameter as the function's own body knows it.
    private static IParameterSymbol Original(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol { ReducedFrom: { } method }
        ? method.OriginalDefinition.Parameters[parameter.Ordinal + 1]
        : parameter.OriginalDefinition;

    private static ExpressionSyntax? ArgumentFor(IParameterSymbol parameter, SyntaxNode call)
    {
        if (ArgumentListOf(call)?.Arguments is not { } arguments)
            return null;
        return (arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? (parameter.Ordinal < arguments.Count && arguments[parameter.Ordinal].NameColon is null ? arguments[parameter.Ordinal] : null))?.Expression;
    }

    /// <summary>What the bound call hands to a parameter; null if no call is known.</summary>
    private Condition? ReadArgument(IParameterSymbol parameter, Binding? binding)
    {
        if (binding is null || parameter.ContainingSymbol is not IMethodSymbol function || !SameDeclaration(function, binding.Function))
            return null;

        var called = MethodOf((ExpressionSyntax)binding.Call) ?? binding.Function;
        var ordinal = called.ReducedFrom is null ? parameter.Ordinal : parameter.Ordinal - 1;
        if (ordinal >= 0 && ordinal < called.Parameters.Length && ArgumentFor(called.Parameters[ordinal], binding.Call) is { } argument)
            return Read(argument, binding.Caller);
        return parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: bool value } ? Condition.Constant(value) : null;
    }

    private static bool SameDeclaration(ISymbol left, ISymbol right) => left.DeclaringSyntaxReferences.Any(reference =>
        right.DeclaringSyntaxReferences.Any(other => other.SyntaxTree == reference.SyntaxTree && other.Span == reference.Span));

    // The framework or a base class calls it: nothing in this compilation guards it.
    private static Path? CalledByFramework(IMethodSymbol method)
    {
        if (method.IsOverride || method.IsVirtual || method.ExplicitInterfaceImplementations.Length > 0 || ImplementsInterface(method))
            return Path.Open;
        return method.Name == "Main" || (method.Name == "Configure" && IsStartupMethod(method)) ? Path.Open : null;
    }

    private static bool ImplementsInterface(IMethodSymbol method) => method.ContainingType is { } type && !method.IsStatic && type.AllInterfaces
        .SelectMany(contract => contract.GetMembers(method.Name))
        .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method));

    // ASP.NET Core prefers Startup.ConfigureStaging to Configure when the environment is Staging.
    private string? ConventionalEnvironment(IMethodSymbol method)
    {
        const string Prefix = "Configure";
        var name = method.Name.StartsWith(Prefix, StringComparison.Ordinal) && IsStartupMethod(method) ? method.Name.Substring(Prefix.Length) : "";
        return _roles.RoleOf(name) is null ? null : name;
    }

    private static bool IsStartupMethod(IMethodSymbol method) =>
        method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && method.Parameters.Any(parameter => parameter.Type.Name is "IApplicationBuilder" or "WebApplication");
}
