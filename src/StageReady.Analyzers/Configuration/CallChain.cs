using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers.Configuration;

/// <summary>Calls through which a method of the compilation is reached, the innermost first: they give its parameters their values.</summary>
/// <param name="Method">The method that is called.</param>
/// <param name="Call">The call; null if nothing in the compilation calls it.</param>
/// <param name="Inner">The call of the method that this method calls; null for the innermost.</param>
internal sealed record CallChain(IMethodSymbol Method, SyntaxNode? Call, CallChain? Inner)
{
    public int Length => 1 + (Inner?.Length ?? 0);

    public CallChain? Of(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(Method, method) ? this : Inner?.Of(method);

    /// <summary>The calls, without the methods that nothing calls.</summary>
    public IEnumerable<SyntaxNode> Calls
    {
        get
        {
            for (var chain = this; chain is not null; chain = chain.Inner)
            {
                if (chain.Call is { } call)
                    yield return call;
            }
        }
    }
}
