using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.Configuration;
using StageReady.Configuration;

namespace StageReady.Analyzers.PathConditions;

/// <summary>What rules that judge by path need of a compilation: the same for all of them, computed when the first of them asks.</summary>
internal sealed class CompilationPaths
{
    private static readonly PerCompilation<CompilationPaths> Shared = new((compilation, options) => new CompilationPaths(compilation, options));

    private readonly Compilation _compilation;
    private readonly Lazy<EnvironmentRoles> _roles;

    private CompilationPaths(Compilation compilation, AnalyzerOptions options)
    {
        _compilation = compilation;
        _roles = new(() => new ConfigurationInputs(compilation, options).ReadRoles(CancellationToken.None), LazyThreadSafetyMode.ExecutionAndPublication);
        Names = new NameIndex(compilation);
    }

    public static CompilationPaths Of(Compilation compilation, AnalyzerOptions options) => Shared.Of(compilation, options);

    public EnvironmentRoles Roles => _roles.Value;

    public NameIndex Names { get; }

    /// <summary>Whether others compile against the code, and call what nothing here calls.</summary>
    public bool IsLibrary => _compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary;

    public PathAnalysis Analysis(Reach uncalled, SemanticModels models) => new(models, Roles, Names, uncalled);

    /// <summary>The path to a node, from the start of the application. What a library does not call itself is left to its callers.</summary>
    public Path PathTo(SyntaxNode node, SemanticModels models) => Analysis(IsLibrary ? Reach.LeftToCallers : Reach.Unknown, models).PathTo(node);

    /// <summary>Code that no release runs: a debug build's, or what the tools of EF Core call on the developer's machine.</summary>
    public static bool IsForDevelopersOnly(SyntaxNode node) =>
        ConditionalRegions.AreDebugOnly(node.GetLocation())
        || node.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.BaseList?.Types.Any(parent => parent.Type.ToString().Contains("IDesignTimeDbContextFactory")) == true);
}
