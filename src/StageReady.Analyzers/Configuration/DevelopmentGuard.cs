using Microsoft.CodeAnalysis;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>Tells code that only development reaches from code that a deployed environment may run.</summary>
internal sealed class DevelopmentGuard(CompilationPaths paths)
{
    public bool Keeps(SyntaxNode node, SemanticModels models) =>
        CompilationPaths.IsForDevelopersOnly(node)
        || paths.PathTo(node, models).Reach.OutsideDevelopment(paths.Roles) == Reach.Never;

    /// <summary>Whether no environment of these reaches it.</summary>
    public bool KeepsFrom(IReadOnlyCollection<string> environments, SyntaxNode node, SemanticModels models) =>
        CompilationPaths.IsForDevelopersOnly(node)
        || (paths.PathTo(node, models).Reach is var reach && environments.All(environment => reach[environment] == Reach.Never));
}
