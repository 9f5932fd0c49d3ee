using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers;

/// <summary>A node of C# that a rule looks at, and what it may ask about it.</summary>
internal sealed class CodeContext(SyntaxNode node, SemanticModelAnalysisContext file)
{
    public SyntaxNode Node => node;

    public SemanticModel SemanticModel => file.SemanticModel;

    public Compilation Compilation => file.SemanticModel.Compilation;

    public AnalyzerOptions Options => file.Options;

    public CancellationToken CancellationToken => file.CancellationToken;

    public Action<Diagnostic> ReportDiagnostic => file.ReportDiagnostic;
}
