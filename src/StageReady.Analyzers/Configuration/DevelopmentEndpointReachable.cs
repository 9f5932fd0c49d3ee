using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1102.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DevelopmentEndpointReachable() : StageReadyAnalyzer(Catalogue.DevelopmentEndpointReachable)
{
    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("UseSwaggerUI");

    private protected override void Start(CompilationStartAnalysisContext context) => context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.InvocationExpression);

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var invocation = (InvocationExpressionSyntax)context.Node;
        if (invocation.Expression is MemberAccessExpressionSyntax { Name: var name } && name.Identifier.Text == "UseSwaggerUI")
            Report(context.ReportDiagnostic, context.Options, Descriptors.Create(Catalogue.DevelopmentEndpointReachable, Severity.Error, name.GetLocation(), [], "x"));
    }
}
