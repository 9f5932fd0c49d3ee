using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1104: EF Core, SignalR or gRPC shows values and exceptions in an environment that is not for development.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DetailedErrorsOutsideDevelopment() : StageReadyAnalyzer(Catalogue.DetailedErrorsOutsideDevelopment)
{
    private const string SensitiveData = "EnableSensitiveDataLogging";
    private const string DetailedErrors = "EnableDetailedErrors";

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(SensitiveData, DetailedErrors);

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var rule = new DevelopmentOnly(Catalogue.DetailedErrorsOutsideDevelopment, CompilationPaths.Of(context.Compilation, context.Options), Reach.Always, Report);
        RegisterCodeActions(
            context,
            (node => AnalyzeCall(node, rule), [SyntaxKind.InvocationExpression]),
            (node => AnalyzeAssignment(node, rule), [SyntaxKind.SimpleAssignmentExpression]));
    }

    // EF Core: options.EnableSensitiveDataLogging(), with an argument that switches it on or off.
    private static void AnalyzeCall(CodeContext context, DevelopmentOnly rule)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CalledName.Of(call) is not { Identifier.ValueText: SensitiveData or DetailedErrors } name || CalledName.IsDeclaredInSource(call, context))
            return;

        Judge(context, rule, call, call.ArgumentList.Arguments.FirstOrDefault()?.Expression, name);
    }

    // SignalR and gRPC: options.EnableDetailedErrors = true.
    private static void AnalyzeAssignment(CodeContext context, DevelopmentOnly rule)
    {
        var assignment = (AssignmentExpressionSyntax)context.Node;
        if (CalledName.Of(assignment.Left) is not { Identifier.ValueText: DetailedErrors } name || CalledName.IsDeclaredInSource(assignment.Left, context))
            return;

        Judge(context, rule, assignment, assignment.Right, name);
    }

    private static void Judge(CodeContext context, DevelopmentOnly rule, SyntaxNode code, ExpressionSyntax? value, SimpleNameSyntax name) => rule.Judge(
        context,
        code,
        value.IsKind(SyntaxKind.TrueLiteralExpression) ? null : value,
        name.GetLocation(),
        $"{name.Identifier.ValueText} is on",
        "Guard it with env.IsDevelopment()");
}
