using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>
/// What all analyzers have in common: they run concurrently, look at generated code too (teams mark whole migration folders as generated), and decide once per
/// compilation whether there is anything for them to do.
/// </summary>
public abstract class StageReadyAnalyzer : DiagnosticAnalyzer
{
    /// <summary>A property of the build, <c>true</c> where the host applies the suppressions of stageready.json to C# itself, to count them and to tell their reasons.</summary>
    public const string SuppressionsLeftToHost = "StageReadySuppressionsLeftToHost";

    /// <summary>The metadata of an additional file that says what it is to the rules.</summary>
    public const string KindMetadata = "build_metadata.AdditionalFiles.StageReadyKind";

    /// <summary>The metadata of an additional file that says where the application finds it, if the project links it into its output.</summary>
    public const string PlaceMetadata = "build_metadata.AdditionalFiles.StageReadyPlace";

    // A file is walked once for all analyzers; its model lives as long as they look at it.
    private static readonly ConditionalWeakTable<SemanticModel, WalkedFile> Files = new();

    private protected StageReadyAnalyzer(params Rule[] rules) =>
        SupportedDiagnostics = ImmutableArray.CreateRange(rules.Select(Descriptors.For));

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <summary>
    /// A C# file that holds none of these words cannot give a finding, so that <c>stageready check</c> binds only the files that do.
    /// Empty for an analyzer that reads no C#.
    /// </summary>
    public abstract ImmutableArray<string> TriggerWords { get; }

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>Whether it can report anything in a compilation. It asks for references and options only, so that who has the choice need not parse the files before.</summary>
    /// <param name="compilation">The compilation, with or without its files.</param>
    /// <param name="options">Its options.</param>
    public bool Judges(Compilation compilation, AnalyzerOptions options) => AppliesTo(compilation, options);

    /// <summary>Registers the rule's actions.</summary>
    private protected abstract void Start(CompilationStartAnalysisContext context);

    /// <summary>
    /// Whether the rule judges the compilation at all. Asked when a file holds a trigger word and not at the start: the answer makes the compiler resolve its references,
    /// which it then does on our account.
    /// </summary>
    private protected virtual bool AppliesTo(Compilation compilation, AnalyzerOptions options) => true;

    /// <summary>What holds a trigger word and says nothing, where the word is too common otherwise.</summary>
    private protected virtual ImmutableArray<string> Decoys => ImmutableArray<string>.Empty;

    /// <summary>Whether files that a tool writes are left out, since what stands there is mended where the tool reads it.</summary>
    private protected virtual bool LeavesOutGeneratedCode => false;

    /// <summary>
    /// Runs an action for the nodes of some kinds, in the files that hold a trigger word. It does not register for the nodes themselves: the driver would walk and
    /// time every node of every Designer, which can be most of a code base with migrations.
    /// </summary>
    private protected void RegisterCodeAction(CompilationStartAnalysisContext context, Action<CodeContext> action, params SyntaxKind[] kinds) =>
        RegisterCodeActions(context, (action, kinds));

    /// <summary>The same for a rule that looks at nodes of several kinds in different ways: a file is searched and walked once.</summary>
    private protected void RegisterCodeActions(CompilationStartAnalysisContext context, params (Action<CodeContext> Action, SyntaxKind[] Kinds)[] actions)
    {
        var (words, decoys) = (TriggerWords, Decoys);
        var applies = new Lazy<bool>(() => AppliesTo(context.Compilation, context.Options));
        context.RegisterSemanticModelAction(file =>
        {
            var tree = file.SemanticModel.SyntaxTree;
            if (tree.IsDesigner() || !tree.HoldsAny(words, decoys, file.CancellationToken) || !applies.Value
                || (LeavesOutGeneratedCode && GeneratedCode.Is(tree, file.Options, file.CancellationToken)))
            {
                return;
            }

            var walked = Files.GetValue(file.SemanticModel, model => new WalkedFile([.. model.SyntaxTree.GetRoot().DescendantNodesAndSelf()], new SemanticModels(model, file.CancellationToken)));
            foreach (var node in walked.Nodes)
            {
                foreach (var (action, kinds) in actions)
                {
                    if (IsOneOf(kinds, node.RawKind))
                        action(new CodeContext(node, file, walked.Models));
                }
            }
        });
    }

    // Array.IndexOf would be compiled for SyntaxKind alone, and asks a comparer for every node.
    internal static bool IsOneOf(SyntaxKind[] kinds, int kind)
    {
        foreach (var one in kinds)
        {
            if ((int)one == kind)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Reports a diagnostic in C#, unless stageready.json suppresses it. The compiles of a multi-targeted project see mostly the same code, so all but the first keep to what that one does not see.
    /// </summary>
    private protected static void Report(Action<Diagnostic> report, AnalyzerOptions options, Diagnostic diagnostic)
    {
        if ((IsPrimaryBuild(options) || ConditionalRegions.AreLeftOutFor(diagnostic.Location, BuildProperty.Of(options, "StageReadyPrimaryFramework"))) && !CodeSuppressions.Cover(options, diagnostic))
            report(AsEnforced(options, diagnostic));
    }

    /// <summary>Reports a finding in a file that is no C#.</summary>
    private protected static void Report(Action<Diagnostic> report, AnalyzerOptions options, Finding finding) => report(AsEnforced(options, finding.ToDiagnostic()));

    // StageReadyEnforce may leave it to build servers that errors fail a build.
    private static Diagnostic AsEnforced(AnalyzerOptions options, Diagnostic diagnostic) =>
        BuildProperty.Of(options, "StageReadyIsEnforced").Equals("false", StringComparison.OrdinalIgnoreCase) ? diagnostic.WithoutError() : diagnostic;

    /// <summary>Whether this compile is the one of a multi-targeted project that reports what all of them see.</summary>
    private protected static bool IsPrimaryBuild(AnalyzerOptions options) =>
        !BuildProperty.Of(options, "StageReadyPrimaryBuild").Equals("false", StringComparison.OrdinalIgnoreCase);

    private protected static void Report(CodeContext context, Diagnostic diagnostic) => Report(context.ReportDiagnostic, context.Options, diagnostic);

    private sealed class WalkedFile(SyntaxNode[] nodes, SemanticModels models)
    {
        public SyntaxNode[] Nodes => nodes;

        public SemanticModels Models => models;
    }
}
