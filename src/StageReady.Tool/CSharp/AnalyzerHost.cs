using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers;

namespace StageReady.Tool.CSharp;

/// <summary>
/// Runs one analyzer over chosen files of a compilation. Roslyn's own driver computes the compiler's diagnostics of each file first, which binds every method body; here only what the
/// analyzer asks for is bound.
/// </summary>
internal sealed class AnalyzerHost
{
    private readonly Compilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly ImmutableHashSet<string> _ids;
    private readonly Action<Exception> _onException;
    private readonly CancellationToken _cancellationToken;
    private readonly Registrations _registrations;
    private readonly ConcurrentBag<Diagnostic> _diagnostics = [];
    private readonly ConcurrentDictionary<ISymbol, bool> _symbols = new(SymbolEqualityComparer.Default);

    public AnalyzerHost(StageReadyAnalyzer analyzer, Compilation compilation, AnalyzerOptions options, Action<Exception> onException, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _options = options;
        _ids = analyzer.SupportedDiagnostics.Select(descriptor => descriptor.Id).ToImmutableHashSet(StringComparer.Ordinal);
        _onException = onException;
        _cancellationToken = cancellationToken;
        _registrations = new Registrations(compilation, options, cancellationToken);
        Guard(() =>
        {
            var context = new Context();
            analyzer.Initialize(context);
            foreach (var start in context.Starts)
                start(_registrations);
        });
    }

    /// <summary>What the analyzer has reported, before severities and suppressions.</summary>
    public IEnumerable<Diagnostic> Diagnostics => _diagnostics;

    public void Analyze(SemanticModel model)
    {
#pragma warning disable CS0618 // The constructors are meant for tests of analyzers; to host them without the compiler's own diagnostics there is no other door.
        foreach (var action in _registrations.FileActions)
            Guard(() => action(new SemanticModelAnalysisContext(model, _options, _diagnostics.Add, IsSupported, _cancellationToken)));

        var types = _registrations.TypeActions.Count == 0 ? [] : model.SyntaxTree.GetRoot(_cancellationToken).DescendantNodes().OfType<BaseTypeDeclarationSyntax>();
        foreach (var type in types)
        {
            // A partial type is one symbol in several files.
            if (model.GetDeclaredSymbol(type, _cancellationToken) is { } symbol && _symbols.TryAdd(symbol, true))
            {
                foreach (var action in _registrations.TypeActions)
                    Guard(() => action(new SymbolAnalysisContext(symbol, _compilation, _options, _diagnostics.Add, IsSupported, _cancellationToken)));
            }
        }
#pragma warning restore CS0618
    }

    /// <summary>To be called once, after all files.</summary>
    public void Complete()
    {
#pragma warning disable CS0618 // As above.
        foreach (var action in _registrations.EndActions)
            Guard(() => action(new CompilationAnalysisContext(_compilation, _options, _diagnostics.Add, IsSupported, _cancellationToken)));
#pragma warning restore CS0618
    }

    private bool IsSupported(Diagnostic diagnostic) => _ids.Contains(diagnostic.Id);

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _onException(exception);
        }
    }

    /// <summary>An analyzer decides at the start of a compilation what it looks at; anything else it might ask for at this point is a defect.</summary>
    private sealed class Context : AnalysisContext
    {
        public List<Action<CompilationStartAnalysisContext>> Starts { get; } = [];

        public override void RegisterCompilationStartAction(Action<CompilationStartAnalysisContext> action) => Starts.Add(action);

        public override void EnableConcurrentExecution()
        {
        }

        public override void ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags analysisMode)
        {
        }

        public override void RegisterCompilationAction(Action<CompilationAnalysisContext> action) => throw Unsupported();

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => throw Unsupported();

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds) => throw Unsupported();

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw Unsupported();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw Unsupported();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw Unsupported();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw Unsupported();
    }

    /// <summary>The kinds of actions that analyzers of StageReady use. A new kind fails the tests until it is hosted here.</summary>
    private sealed class Registrations(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
        : CompilationStartAnalysisContext(compilation, options, cancellationToken)
    {
        public List<Action<SymbolAnalysisContext>> TypeActions { get; } = [];

        public List<Action<SemanticModelAnalysisContext>> FileActions { get; } = [];

        public override void RegisterSemanticModelAction(Action<SemanticModelAnalysisContext> action) => FileActions.Add(action);

        public override void RegisterSymbolAction(Action<SymbolAnalysisContext> action, ImmutableArray<SymbolKind> symbolKinds)
        {
            if (symbolKinds.Any(kind => kind != SymbolKind.NamedType))
                throw Unsupported();
            TypeActions.Add(action);
        }

        // stageready check runs the rules of configuration files by themselves.
        public override void RegisterAdditionalFileAction(Action<AdditionalFileAnalysisContext> action)
        {
        }

        public List<Action<CompilationAnalysisContext>> EndActions { get; } = [];

        public override void RegisterCompilationEndAction(Action<CompilationAnalysisContext> action) => EndActions.Add(action);

        public override void RegisterCodeBlockStartAction<TLanguageKindEnum>(Action<CodeBlockStartAnalysisContext<TLanguageKindEnum>> action) => throw Unsupported();

        public override void RegisterCodeBlockAction(Action<CodeBlockAnalysisContext> action) => throw Unsupported();

        public override void RegisterSyntaxTreeAction(Action<SyntaxTreeAnalysisContext> action) => throw Unsupported();

        public override void RegisterSyntaxNodeAction<TLanguageKindEnum>(Action<SyntaxNodeAnalysisContext> action, ImmutableArray<TLanguageKindEnum> syntaxKinds) => throw Unsupported();
    }

    private static NotSupportedException Unsupported() => new("the command line hosts no action of this kind");
}
