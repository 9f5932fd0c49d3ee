using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>Finds the calls of a method or constructor in a compilation, and what they hand to its parameters.</summary>
internal sealed class MethodCalls(NameIndex names, SemanticModels models)
{
    public IEnumerable<SyntaxNode> Of(IMethodSymbol method)
    {
        foreach (var call in method.MethodKind == MethodKind.Constructor ? Creations(method.ContainingType) : Invocations(method))
        {
            if (models.SymbolOf(call) is IMethodSymbol called ? Runs((called.ReducedFrom ?? called).OriginalDefinition, method) : Fits(call, method))
                yield return call;
        }
    }

    /// <summary>Whether something else than a call of the compilation may run the method: who is handed it by its name, the framework, or whoever has the object.</summary>
    public bool MayRunOtherwise(IMethodSymbol method) =>
        method.MethodKind == MethodKind.Constructor
        || !method.IsStatic
        || names.UsesOf(method.Name, models.Cancellation).Any(use => CallOf(use) is null && models.SymbolOf(use) is IMethodSymbol named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, method));

    /// <summary>The expression that a call hands to a parameter; null if it leaves the parameter to its default.</summary>
    public ExpressionSyntax? Argument(SyntaxNode call, IParameterSymbol parameter)
    {
        var arguments = ArgumentsOf(call);
        var ordinal = parameter.Ordinal;
        if (IsReduced(call, (IMethodSymbol)parameter.ContainingSymbol) && --ordinal < 0)
            return CalledName.ReceiverOf((ExpressionSyntax)call);
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)?.Expression
            ?? (ordinal < arguments.Count && arguments[ordinal].NameColon is null ? arguments[ordinal].Expression : null);
    }

    private IEnumerable<SyntaxNode> Invocations(IMethodSymbol method)
    {
        foreach (var use in names.UsesOf(method.Name, models.Cancellation))
        {
            if (CallOf(use) is { } call)
                yield return call;
        }
    }

    // new T(…), new(…), : base(…), : this(…)
    private IEnumerable<SyntaxNode> Creations(INamedTypeSymbol type)
    {
        foreach (var use in names.UsesOf(type.Name, models.Cancellation))
        {
            SyntaxNode named = use.Parent is QualifiedNameSyntax qualified && qualified.Right == use ? qualified : use;
            switch (named.Parent)
            {
                case ObjectCreationExpressionSyntax creation when creation.Type == named:
                    yield return creation;
                    break;
                case PrimaryConstructorBaseTypeSyntax primary:
                    yield return primary;
                    break;
                case SimpleBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax derived }:
                    foreach (var initializer in Initializers(derived, SyntaxKind.BaseConstructorInitializer))
                        yield return initializer;
                    break;
            }
        }

        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax(models.Cancellation) is TypeDeclarationSyntax own)
            {
                foreach (var initializer in Initializers(own, SyntaxKind.ThisConstructorInitializer))
                    yield return initializer;
            }
        }

        foreach (var creation in names.ImplicitCreations(type.Name, models.Cancellation))
        {
            if (creation.ArgumentList.Arguments.Count <= type.InstanceConstructors.Max(constructor => constructor.Parameters.Length)
                && SymbolEqualityComparer.Default.Equals(models.TypeOf(creation)?.OriginalDefinition, type))
                yield return creation;
        }
    }

    private static IEnumerable<SyntaxNode> Initializers(TypeDeclarationSyntax type, SyntaxKind kind) =>
        type.Members.OfType<ConstructorDeclarationSyntax>().Select(constructor => constructor.Initializer).Where(initializer => initializer.IsKind(kind)).OfType<SyntaxNode>();

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax use)
    {
        SyntaxNode called = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access
            : use.Parent is MemberBindingExpressionSyntax ? use.Parent
            : use;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    // What does not bind, for want of a package, is taken by its name and the number of its arguments.
    private static bool Fits(SyntaxNode call, IMethodSymbol method)
    {
        if (call is not InvocationExpressionSyntax)
            return false;
        var count = ArgumentsOf(call).Count + (IsOnReceiver(call, method) ? 1 : 0);
        return count <= method.Parameters.Length && count >= method.Parameters.Count(parameter => !parameter.IsOptional);
    }

    private bool IsReduced(SyntaxNode call, IMethodSymbol method) =>
        models.SymbolOf(call) is IMethodSymbol called ? called.ReducedFrom is not null : IsOnReceiver(call, method);

    // Receivers of extensions are no types.
    private static bool IsOnReceiver(SyntaxNode call, IMethodSymbol method) =>
        method.IsExtensionMethod && CalledName.ReceiverOf((ExpressionSyntax)call) is { } receiver && CalledName.Of(receiver)?.Identifier.ValueText != method.ContainingType.Name;

    private static SeparatedSyntaxList<ArgumentSyntax> ArgumentsOf(SyntaxNode call) => call switch
    {
        InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
        BaseObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
        ConstructorInitializerSyntax initializer => initializer.ArgumentList.Arguments,
        PrimaryConstructorBaseTypeSyntax primary => primary.ArgumentList.Arguments,
        _ => default,
    };

    // Itself, or what it overrides or implements.
    private static bool Runs(IMethodSymbol called, IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(called, current.OriginalDefinition))
                return true;
        }

        return called.ContainingType.TypeKind == TypeKind.Interface && SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(called)?.OriginalDefinition, method.OriginalDefinition);
    }
}
