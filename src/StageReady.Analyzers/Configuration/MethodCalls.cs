using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>Finds the calls of a method or constructor in a compilation, and what they hand to its parameters.</summary>
internal sealed class MethodCalls(NameIndex names, SemanticModels models)
{
    public IEnumerable<SyntaxNode> Of(IMethodSymbol method)
    {
        var isConstructor = method.MethodKind == MethodKind.Constructor;
        foreach (var use in names.UsesOf(isConstructor ? method.ContainingType.Name : method.Name, models.Cancellation))
        {
            if (CallBy(use, isConstructor) is { } call && models.SymbolOf(call) is IMethodSymbol called && Runs((called.ReducedFrom ?? called).OriginalDefinition, method))
                yield return call;
        }
    }

    /// <summary>The expression that a call hands to a parameter; null if it leaves the parameter to its default.</summary>
    public ExpressionSyntax? Argument(SyntaxNode call, IParameterSymbol parameter)
    {
        var arguments = call switch
        {
            InvocationExpressionSyntax invocation => invocation.ArgumentList.Arguments,
            ObjectCreationExpressionSyntax { ArgumentList: { } list } => list.Arguments,
            _ => default,
        };
        var ordinal = parameter.Ordinal;
        if (models.SymbolOf(call) is IMethodSymbol { ReducedFrom: not null } && --ordinal < 0)
            return CalledName.ReceiverOf((ExpressionSyntax)call);
        return arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)?.Expression
            ?? (ordinal < arguments.Count && arguments[ordinal].NameColon is null ? arguments[ordinal].Expression : null);
    }

    private static SyntaxNode? CallBy(SimpleNameSyntax use, bool isConstructor)
    {
        SyntaxNode called = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access
            : use.Parent is MemberBindingExpressionSyntax or QualifiedNameSyntax ? use.Parent
            : use;
        return isConstructor
            ? called.Parent is ObjectCreationExpressionSyntax creation && creation.Type == called ? creation : null
            : called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

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
