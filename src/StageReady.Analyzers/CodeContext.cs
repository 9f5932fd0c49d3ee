using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>A node of C# that a rule looks at, and what it may ask about it.</summary>
internal sealed class CodeContext(SyntaxNode node, SemanticModelAnalysisContext file, SemanticModels models)
{
    public SyntaxNode Node => node;

    public SemanticModel SemanticModel => file.SemanticModel;

    /// <summary>Those of other files too, shared by all that look at this one.</summary>
    public SemanticModels Models => models;

    public Compilation Compilation => file.SemanticModel.Compilation;

    public AnalyzerOptions Options => file.Options;

    public CancellationToken CancellationToken => file.CancellationToken;

    public Action<Diagnostic> ReportDiagnostic => file.ReportDiagnostic;
}
