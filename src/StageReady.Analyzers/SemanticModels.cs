using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers;

/// <summary>
/// Binds code in other files than the one under analysis, each of them once: the callers of a function, a constant and its uses. Asked only for the little that a
/// finding depends on.
/// </summary>
internal sealed class SemanticModels(Compilation compilation, CancellationToken cancellation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();

    /// <summary>Those that code of one file asks for: what its own model has bound is not bound again.</summary>
    public SemanticModels(SemanticModel file, CancellationToken cancellation) : this(file.Compilation, cancellation) => _models[file.SyntaxTree] = file;

    public Compilation Compilation => compilation;

    public CancellationToken Cancellation => cancellation;

#pragma warning disable RS1030 // See above.
    public SemanticModel Of(SyntaxNode node) => _models.GetOrAdd(node.SyntaxTree, tree => compilation.GetSemanticModel(tree));
#pragma warning restore RS1030

    /// <summary>What the node stands for; where it does not bind with certainty, the first candidate.</summary>
    public ISymbol? SymbolOf(SyntaxNode node)
    {
        var info = Of(node).GetSymbolInfo(node, cancellation);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    public ITypeSymbol? TypeOf(SyntaxNode node) => Of(node).GetTypeInfo(node, cancellation).Type;
}
