using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers;

/// <summary>
/// Binds code in other files than the one under analysis, each of them once: the callers of a function, a constant and its uses. Asked only for the little that a
/// finding depends on.
/// </summary>
internal sealed class SemanticModels(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    public Compilation Compilation => compilation;

    public SemanticModel Of(SyntaxNode node)
    {
        if (!_models.TryGetValue(node.SyntaxTree, out var model))
        {
#pragma warning disable RS1030 // See above.
            model = compilation.GetSemanticModel(node.SyntaxTree);
#pragma warning restore RS1030
            _models.Add(node.SyntaxTree, model);
        }

        return model;
    }

    /// <summary>What the node stands for; where it does not bind with certainty, the first candidate.</summary>
    public ISymbol? SymbolOf(SyntaxNode node)
    {
        var info = Of(node).GetSymbolInfo(node, cancellation);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    public ITypeSymbol? TypeOf(SyntaxNode node) => Of(node).GetTypeInfo(node, cancellation).Type;
}
