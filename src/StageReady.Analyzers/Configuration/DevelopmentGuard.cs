using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>Tells code that only development reaches from code that a deployed environment may run.</summary>
internal sealed class DevelopmentGuard(Compilation compilation, AnalyzerOptions options, NameIndex names)
{
    private readonly Lazy<EnvironmentRoles> _roles = new(() => new ConfigurationInputs(compilation, options).ReadRoles(CancellationToken.None));

    public bool Keeps(SyntaxNode node, CancellationToken cancellation) =>
        CompilationPaths.IsForDevelopersOnly(node)
        || PathAnalysis.PathTo(node, compilation, _roles.Value, names, cancellation).Reach.OutsideDevelopment(_roles.Value) == Reach.Never;
}
