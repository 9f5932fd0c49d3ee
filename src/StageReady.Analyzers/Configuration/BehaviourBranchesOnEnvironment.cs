using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1103: what staging runs is not what production runs, because the code asks which of them it is in.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BehaviourBranchesOnEnvironment() : StageReadyAnalyzer(Catalogue.BehaviourBranchesOnEnvironment)
{
    // A test environment that people use; Testing, CI and Integration are those of test runners.
    private const string Qa = "QA";

    private static readonly string[] Variables = ["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];

    private static readonly SyntaxKind[] Comparisons =
    [
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.IsPatternExpression, SyntaxKind.SwitchStatement, SyntaxKind.SwitchExpression,
    ];

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(
        ["IsStaging", "IsProduction", "IsEnvironment", "EnvironmentName", .. Variables, "STAGING", "PRODUCTION"]);

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        RegisterCodeActions(
            context,
            (node => AnalyzeCall(node, paths), [SyntaxKind.InvocationExpression]),
            (node => AnalyzeComparison(node, paths), Comparisons),
            (node => AnalyzeKey(node, paths), [SyntaxKind.ElementAccessExpression]),
            (node => AnalyzeDirectives(node, paths), [SyntaxKind.CompilationUnit]));
    }

    private static void AnalyzeCall(CodeContext context, CompilationPaths paths)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CalledName.Of(call) is not { } name)
            return;

        switch (name.Identifier.ValueText)
        {
            case "IsStaging" or "IsProduction" when IsOnEnvironment(call, context):
                ReportBranch(context, paths, call, name.GetLocation(), [name.Identifier.ValueText.Substring("Is".Length)]);
                break;

            case "IsEnvironment" when IsOnEnvironment(call, context) && call.ArgumentList.Arguments.LastOrDefault()?.Expression is { } argument:
                if (paths.Analysis(Reach.Unknown, context.Models).ConstantName(argument) is { } environment && IsDeployed(environment, paths))
                    ReportBranch(context, paths, call, name.GetLocation(), [environment]);
                break;

            case "Equals" or "Contains" or "StartsWith" or "EndsWith":
                var operands = call.ArgumentList.Arguments.Select(part => part.Expression).Concat(CalledName.ReceiverOf(call) is { } receiver ? [receiver] : []);
                AnalyzeOperands(context, paths, call, [.. operands]);
                break;

            case "GetEnvironmentVariable" or "GetValue" when call.ArgumentList.Arguments.FirstOrDefault()?.Expression is { } key:
                AnalyzeRead(context, paths, call, key);
                break;
        }
    }

    private static void AnalyzeComparison(CodeContext context, CompilationPaths paths)
    {
        switch (context.Node)
        {
            case BinaryExpressionSyntax comparison:
                AnalyzeOperands(context, paths, comparison, [comparison.Left, comparison.Right]);
                break;
            case IsPatternExpressionSyntax match:
                AnalyzeOperands(context, paths, match, [match.Expression, .. ConstantsOf(match.Pattern)]);
                break;
            case SwitchStatementSyntax choice:
                AnalyzeOperands(context, paths, choice.Expression, [choice.Expression, .. choice.Sections.SelectMany(section => section.Labels).SelectMany(ConstantsOf)]);
                break;
            case SwitchExpressionSyntax choice:
                AnalyzeOperands(context, paths, choice.GoverningExpression, [choice.GoverningExpression, .. choice.Arms.SelectMany(arm => ConstantsOf(arm.Pattern))]);
                break;
        }
    }

    private static IEnumerable<ExpressionSyntax> ConstantsOf(SyntaxNode pattern) => pattern is CaseSwitchLabelSyntax { Value: var value }
        ? [value]
        : pattern.DescendantNodesAndSelf().OfType<ConstantPatternSyntax>().Select(constant => constant.Expression);

    // The text first: a name of a deployed environment, or the property of the host. Then whether one of the operands is the environment's name, and another such a constant.
    private static void AnalyzeOperands(CodeContext context, CompilationPaths paths, ExpressionSyntax place, IReadOnlyList<ExpressionSyntax> operands)
    {
        if (!operands.Any(operand => MayMatter(operand, paths)))
            return;

        var analysis = paths.Analysis(Reach.Unknown, context.Models);
        var environments = operands
            .SelectMany(operand => analysis.ElementsOf(operand) ?? [operand])
            .Select(analysis.ConstantName).OfType<string>()
            .Where(name => IsDeployed(name, paths)).ToList();
        if (environments.Count > 0 && operands.Any(operand => analysis.IsEnvironmentName(operand) && IsHosts(operand, context)))
            ReportBranch(context, paths, place, place.GetLocation(), environments);
    }

    private static bool MayMatter(ExpressionSyntax operand, CompilationPaths paths) =>
        operand.DescendantNodesAndSelf(node => node is not (ArgumentListSyntax or AnonymousFunctionExpressionSyntax)).Any(node => node switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => IsDeployed(text, paths),
            SimpleNameSyntax { Identifier.ValueText: var name } => name == "EnvironmentName" || IsDeployed(name, paths),
            _ => false,
        });

    // Other things have an environment's name too, the target of a deployment say.
    private static bool IsHosts(ExpressionSyntax operand, CodeContext context) =>
        operand.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Where(name => name.Identifier.ValueText == "EnvironmentName").All(name =>
            context.SemanticModel.GetSymbolInfo(name, context.CancellationToken).Symbol is not { ContainingType: { } type } || StartUpCode.IsEnvironment(type));

    private static bool IsOnEnvironment(InvocationExpressionSyntax call, CodeContext context)
    {
        if (CalledName.IsDeclaredInSource(call, context) || CalledName.ReceiverOf(call) is not { } receiver)
            return false;
        var subject = context.SemanticModel.GetSymbolInfo(receiver, context.CancellationToken).Symbol is INamedTypeSymbol ? call.ArgumentList.Arguments.FirstOrDefault()?.Expression : receiver;
        if (subject is null)
            return false;
        return context.SemanticModel.GetTypeInfo(subject, context.CancellationToken).Type is { TypeKind: not TypeKind.Error } type
            ? StartUpCode.IsEnvironment(type)
            : subject.ToString().IndexOf("env", StringComparison.OrdinalIgnoreCase) >= 0;
    }

    private static void AnalyzeKey(CodeContext context, CompilationPaths paths)
    {
        if (context.Node is ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax key }] } access && !(access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access))
            AnalyzeRead(context, paths, access, key);
    }

    private static void AnalyzeRead(CodeContext context, CompilationPaths paths, ExpressionSyntax read, ExpressionSyntax key)
    {
        if (context.SemanticModel.GetConstantValue(key, context.CancellationToken).Value is not string variable || !Variables.Contains(variable) || EnvironmentVariableUse.IsHarmless(read))
            return;

        Report(context, paths, read, read.GetLocation(), $"{variable} is read past the host, and what hangs on it differs between staging and production. Ask IHostEnvironment.IsDevelopment(), or decide by a setting");
    }

    private static void AnalyzeDirectives(CodeContext context, CompilationPaths paths)
    {
        var root = (CompilationUnitSyntax)context.Node;
        if (!root.ContainsDirectives)
            return;

        for (var directive = root.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
        {
            if (directive is ConditionalDirectiveTriviaSyntax { Condition: var condition }
                && condition.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault(name => name.Identifier.ValueText is "STAGING" or "PRODUCTION") is { } symbol)
            {
                var code = root.FindToken(directive.Span.End).Parent ?? root;
                Report(context, paths, code, symbol.GetLocation(), $"'{symbol}' compiles a build of its own, so that production does not get what staging has tested. Build once and decide by a setting");
            }
        }
    }

    private static void ReportBranch(CodeContext context, CompilationPaths paths, SyntaxNode code, Location place, IReadOnlyList<string> environments)
    {
        var where = MessageText.Join([.. environments.Distinct(StringComparer.OrdinalIgnoreCase)]);
        Report(context, paths, code, place, $"This decides by the name of the environment ({where}), so that staging does not run what production runs. Decide by a setting, or by IsDevelopment()");
    }

    private static void Report(CodeContext context, CompilationPaths paths, SyntaxNode code, Location place, string message)
    {
        if (CompilationPaths.IsForDevelopersOnly(code))
            return;
        var severity = StartUpCode.Contains(code, paths.Names, context.CancellationToken) ? Severity.Info : Catalogue.BehaviourBranchesOnEnvironment.Severity;
        Report(context.ReportDiagnostic, context.Options, Descriptors.Create(Catalogue.BehaviourBranchesOnEnvironment, severity, place, [], message));
    }

    private static bool IsDeployed(string environment, CompilationPaths paths) =>
        paths.Roles.IsDeployed(environment) || string.Equals(environment, Qa, StringComparison.OrdinalIgnoreCase);
}
