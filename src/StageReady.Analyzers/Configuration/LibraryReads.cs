using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// What the libraries of an application read of its configuration. A compile of the application sees the types of a library only, and one of the library no calls of the application; who has the sources
/// of both asks here.
/// </summary>
public static class LibraryReads
{
    /// <summary>The keys that libraries need, and for each whether all below it is read with it.</summary>
    /// <param name="code">The application and its libraries as one compilation.</param>
    /// <param name="libraries">The files of the libraries.</param>
    /// <param name="options">The application's options.</param>
    /// <param name="keys">Those that matter.</param>
    /// <param name="environments">The deployed ones.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyCollection<KeyValuePair<string, bool>> In(
        Compilation code, IEnumerable<SyntaxTree> libraries, AnalyzerOptions options, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments, CancellationToken cancellation)
    {
        var models = new SemanticModels(code, cancellation);
        var paths = CompilationPaths.Of(code, options);
        var reads = new ConfigurationReads(keys, environments, new DevelopmentGuard(paths), paths.Names);
        Parallel.ForEach(libraries, new ParallelOptions { CancellationToken = cancellation }, tree =>
        {
            if (!tree.HoldsAny(ConfigurationReads.TriggerWords, cancellation))
                return;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (!StageReadyAnalyzer.IsOneOf(ConfigurationReads.Kinds, node.RawKind))
                    continue;
#pragma warning disable CS0618 // The constructor is meant for tests of analyzers; a library has no analysis of its own here.
                reads.Add(new CodeContext(node, new SemanticModelAnalysisContext(models.Of(node), options, _ => { }, _ => true, cancellation), models));
#pragma warning restore CS0618
            }
        });
        return [.. reads.All.Select(read => new KeyValuePair<string, bool>(read.Key, read.HasSection))];
    }
}
