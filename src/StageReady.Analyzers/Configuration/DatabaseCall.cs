using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Configuration;

/// <summary>A call of EF Core that is about the database as a whole.</summary>
internal static class DatabaseCall
{
    /// <summary>DatabaseFacade, IDatabaseCreator and IMigrator. Where the package is missing, 'context.Database' is taken by its name.</summary>
    public static bool IsEfCores(InvocationExpressionSyntax call, CodeContext context)
    {
        var info = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol)
            return symbol is { DeclaringSyntaxReferences.Length: 0, ContainingNamespace: var space } && space.ToString().StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal);
        return CalledName.ReceiverOf(call) is { } receiver && CalledName.Of(receiver)?.Identifier.ValueText == "Database";
    }
}
