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

    private bool Denotes(SimpleNameSyntax use, ISymbol symbol, SyntaxNode declaration) => _models.SymbolOf(use) switch
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
        if (ArgumentOf(parameter, binding) is { } argument)
            return Read(argument, binding!.Caller);
        return IsBound(parameter, binding) && parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: bool value } ? Condition.Constant(value) : null;
    }

    private ExpressionSyntax? ArgumentOf(IParameterSymbol parameter, Binding? binding)
    {
        if (!IsBound(parameter, binding))
            return null;
        var called = MethodOf((ExpressionSyntax)binding!.Call) ?? binding.Function;
        var ordinal = called.ReducedFrom is null ? parameter.Ordinal : parameter.Ordinal - 1;
        return ordinal >= 0 && ordinal < called.Parameters.Length ? ArgumentFor(called.Parameters[ordinal], binding.Call) : null;
    }

    private static bool IsBound(IParameterSymbol parameter, Binding? binding) =>
        binding is not null && parameter.ContainingSymbol is IMethodSymbol function && SameDeclaration(function, binding.Function);

    private static bool SameDeclaration(ISymbol left, ISymbol right) => left.DeclaringSyntaxReferences.Any(reference =>
        right.DeclaringSyntaxReferences.Any(other => other.SyntaxTree == reference.SyntaxTree && other.Span == reference.Span));

    // The host calls it: nothing in this compilation guards it.
    private Path? CalledByHost(IMethodSymbol method)
    {
        if (method.Name == "Configure" && IsStartupMethod(method))
            return ConventionalEnvironment("Startup", method.ContainingType.Name) is { } environment ? Path.In(environment) : Path.Open;
        return method.Name == "Main" ? Path.Open : null;
    }

    // ASP.NET Core prefers Startup.ConfigureStaging to Configure, and the class StartupStaging to Startup, when the environment is Staging.
    private string? ConventionalEnvironment(string prefix, string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && name.Substring(prefix.Length) is var environment && _roles.RoleOf(environment) is not null ? environment : null;

    // ConfigureStagingServices is preferred to ConfigureServices; nothing else would call a method of that name.
    private static string? EnvironmentOfServices(IMethodSymbol method)
    {
        const string Prefix = "Configure", Suffix = "Services";
        var length = method.Name.Length - Prefix.Length - Suffix.Length;
        return length > 0
            && method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public, Parameters: [{ Type.Name: "IServiceCollection" }] }
            && method.Name.StartsWith(Prefix, StringComparison.Ordinal)
            && method.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? method.Name.Substring(Prefix.Length, length)
            : null;
    }

    // What it overrides or implements: callers know it by these.
    private static IEnumerable<IMethodSymbol> ContractsOf(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            yield return overridden.OriginalDefinition;
        if (method.ContainingType is not { } type || method.IsStatic)
            yield break;
        foreach (var member in type.AllInterfaces.SelectMany(contract => contract.GetMembers()).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))
                yield return member.OriginalDefinition;
        }
    }

    // 'new T()', 'AddHostedService<T>()', 'typeof(T)'; the type of a variable makes none.
    private static bool MakesInstance(SimpleNameSyntax use)
    {
        var type = use.Parent is QualifiedNameSyntax qualified && qualified.Right == use ? (TypeSyntax)qualified : use;
        return type.Parent switch
        {
            ObjectCreationExpressionSyntax creation => creation.Type == type,
            TypeOfExpressionSyntax => true,
            TypeArgumentListSyntax { Parent: GenericNameSyntax { Parent: var parent } method } => parent is InvocationExpressionSyntax || (parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Name == method),
            _ => false,
        };
    }

    private static bool IsStartupMethod(IMethodSymbol method) =>
        method is { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && method.Parameters.Any(parameter => parameter.Type.Name is "IApplicationBuilder" or "WebApplication");
}
