using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// What a library reads of the configuration of the applications that it is part of. A compile of the application sees its types only, and one of the library no calls of the application; who has the sources
/// of both asks here: first for what the library shows by itself, then for what the application hands to it.
/// </summary>
/// <param name="library">The library's compilation.</param>
/// <param name="cancellation">Ends the search.</param>
public sealed class LibraryReads(Compilation library, CancellationToken cancellation)
{
    private readonly SemanticModels _models = new(library, cancellation);
    private List<SyntaxNode[]>? _files;

    /// <summary>The library's compilation, to which its reads belong.</summary>
    public Compilation Library => library;

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
    /// <param name="environments">The deployed ones.</param>
    /// <param name="open">Takes the reads that depend on calls from outside the library.</param>
    public IReadOnlyCollection<KeyValuePair<string, bool>> In(
        AnalyzerOptions options, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments, ConcurrentBag<SyntaxNode> open) =>
        In(library, Files, _models, options, keys, environments, open, cancellation);

    /// <summary>The same of such reads, in a compilation of the application and all its libraries.</summary>
    /// <param name="code">The compilation.</param>
    /// <param name="open">The reads.</param>
    /// <param name="options">The application's options.</param>
    /// <param name="keys">The keys that matter.</param>
    /// <param name="environments">The deployed ones.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyCollection<KeyValuePair<string, bool>> InApplication(
        Compilation code, IEnumerable<SyntaxNode> open, AnalyzerOptions options, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments, CancellationToken cancellation) =>
        In(code, open.GroupBy(node => node.SyntaxTree).Select(file => file.ToArray()), new SemanticModels(code, cancellation), options, keys, environments, open: null, cancellation);

    private static KeyValuePair<string, bool>[] In(
        Compilation code, IEnumerable<SyntaxNode[]> files, SemanticModels models, AnalyzerOptions options, IReadOnlyCollection<string> keys, IReadOnlyCollection<string> environments,
        ConcurrentBag<SyntaxNode>? open, CancellationToken cancellation)
    {
        var paths = CompilationPaths.Of(code, options);
        var reads = new ConfigurationReads(keys, environments, new DevelopmentGuard(paths), paths.Names) { Open = open };
        Parallel.ForEach(files, new ParallelOptions { CancellationToken = cancellation }, nodes =>
        {
            foreach (var node in nodes)
            {
#pragma warning disable CS0618 // The constructor is meant for tests of analyzers; a library has no analysis of its own here.
                reads.Add(new CodeContext(node, new SemanticModelAnalysisContext(models.Of(node), options, _ => { }, _ => true, cancellation), models));
#pragma warning restore CS0618
            }
        });
        return [.. reads.All.Select(read => new KeyValuePair<string, bool>(read.Key, read.HasSection))];
    }
}
