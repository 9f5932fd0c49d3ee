using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>What a library reads of the configuration of the application that it is part of. The application's compile sees its types only; who has the sources of both asks here.</summary>
public static class LibraryReads
{
    /// <summary>The keys that the library needs, and for each whether all below it is read with it.</summary>
    /// <param name="library">The library's compilation.</param>
    /// <param name="options">Its options, with the stageready.json of the application.</param>
    /// <param name="keys">Those that matter.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyCollection<KeyValuePair<string, bool>> In(Compilation library, AnalyzerOptions options, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var paths = CompilationPaths.Of(library, options);
        var reads = new ConfigurationReads(keys, new DevelopmentGuard(paths), paths.Names);
        var models = new SemanticModels(library, cancellation);
        foreach (var tree in library.SyntaxTrees)
        {
            if (!tree.HoldsAny(ConfigurationReads.TriggerWords, cancellation))
                continue;
#pragma warning disable CS0618 // The constructor is meant for tests of analyzers; a library has no analysis of its own here.
            var file = new SemanticModelAnalysisContext(models.Of(tree.GetRoot(cancellation)), options, _ => { }, _ => true, cancellation);
#pragma warning restore CS0618
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (StageReadyAnalyzer.IsOneOf(ConfigurationReads.Kinds, node.RawKind))
                    reads.Add(new CodeContext(node, file));
            }
        }

        return [.. reads.All.Select(read => new KeyValuePair<string, bool>(read.Key, read.HasSection))];
    }
}
