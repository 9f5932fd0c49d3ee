using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// What a library reads of the configuration of the applications that it is part of. An application's compile sees its types only; who has the sources of both asks
/// here, once for each application.
/// </summary>
/// <param name="library">The library's compilation.</param>
/// <param name="cancellation">Ends the search.</param>
public sealed class LibraryReads(Compilation library, CancellationToken cancellation)
{
    private readonly SemanticModels _models = new(library, cancellation);
    private List<SyntaxNode[]>? _files;

    // What may read something, in each file that holds a trigger word.
    private List<SyntaxNode[]> Files => _files ??=
    [
        .. library.SyntaxTrees
            .Where(tree => tree.HoldsAny(ConfigurationReads.TriggerWords, cancellation))
            .Select(tree => tree.GetRoot(cancellation).DescendantNodes().Where(node => StageReadyAnalyzer.IsOneOf(ConfigurationReads.Kinds, node.RawKind)).ToArray()),
    ];

    /// <summary>The keys that the library needs, and for each whether all below it is read with it.</summary>
    /// <param name="options">The library's options, with the stageready.json of the application.</param>
    /// <param name="keys">Those that matter.</param>
    public IReadOnlyCollection<KeyValuePair<string, bool>> In(AnalyzerOptions options, IReadOnlyCollection<string> keys)
    {
        var paths = CompilationPaths.Of(library, options);
        var reads = new ConfigurationReads(keys, new DevelopmentGuard(paths), paths.Names);
        Parallel.ForEach(Files, new ParallelOptions { CancellationToken = cancellation }, nodes =>
        {
            foreach (var node in nodes)
            {
#pragma warning disable CS0618 // The constructor is meant for tests of analyzers; a library has no analysis of its own here.
                reads.Add(new CodeContext(node, new SemanticModelAnalysisContext(_models.Of(node), options, _ => { }, _ => true, cancellation), _models));
#pragma warning restore CS0618
            }
        });
        return [.. reads.All.Select(read => new KeyValuePair<string, bool>(read.Key, read.HasSection))];
    }
}
