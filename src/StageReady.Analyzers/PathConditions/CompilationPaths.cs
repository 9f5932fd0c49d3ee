using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.Configuration;
using StageReady.Configuration;

namespace StageReady.Analyzers.PathConditions;

/// <summary>What rules that judge by path need of a compilation; computed when the first of them asks.</summary>
internal sealed class CompilationPaths(CompilationStartAnalysisContext start)
{
    private readonly Compilation _compilation = start.Compilation;
    private readonly NameIndex _names = new(start.Compilation);
    private readonly Lazy<EnvironmentRoles> _roles = new(
        () => new ConfigurationInputs(start.Compilation, start.Options).ReadRoles(CancellationToken.None), LazyThreadSafetyMode.ExecutionAndPublication);

    public EnvironmentRoles Roles => _roles.Value;

    public NameIndex Names => _names;

    /// <summary>Whether others compile against the code, and call what nothing here calls.</summary>
    public bool IsLibrary => _compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;

    public PathAnalysis Analysis(Reach uncalled, CancellationToken cancellation) => new(_compilation, Roles, _names, uncalled, cancellation);

    /// <summary>Code that no release runs: a debug build's, or what the tools of EF Core call on the developer's machine.</summary>
    public static bool IsForDevelopersOnly(SyntaxNode node) =>
        ConditionalRegions.AreDebugOnly(node.GetLocation())
        || node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.BaseList?.Types.Any(parent => parent.Type.ToString().Contains("IDesignTimeDbContextFactory")) == true);
}
