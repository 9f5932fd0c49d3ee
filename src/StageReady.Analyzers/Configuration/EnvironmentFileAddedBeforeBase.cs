using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1101: later files beat earlier ones, so that an environment's file that comes before the base file changes nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EnvironmentFileAddedBeforeBase() : StageReadyAnalyzer(Catalogue.EnvironmentFileAddedBeforeBase)
{
    private const string Add = "AddJsonFile";

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(Add);

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        RegisterCodeAction(context, node => Analyze(node, paths), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(CodeContext context, CompilationPaths paths)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CalledName.Of(call) is not { Identifier.ValueText: Add } name
            || CalledName.IsDeclaredInSource(call, context)
            || JsonFileName.Of(call, context.SemanticModel, paths.Roles, context.CancellationToken) is not { IsEnvironments: false } added)
            return;

        var calls = BuilderCalls(call, context).ToList();
        var others = calls.Where(other => CalledName.Of(other)!.Identifier.ValueText == Add).ToList();
        var cleared = calls.Where(other => CalledName.Of(other)!.Identifier.ValueText == "Clear").Select(Position).Where(position => position < Position(call)).DefaultIfEmpty(-1).Max();
        var earlier = others.FirstOrDefault(other => Position(other) < Position(call) && Position(other) > cleared && IsEnvironmentFileOf(other, added) && BothRun(other, call));
        if (earlier is not null)
        {
            Report(context, name, [CalledName.Of(earlier)!.GetLocation()], $"'{added.Name}' is added after the file of the environment, and overrides it. Add the base file first");
        }
        else if (added.IsHostsOwn && cleared < 0 && HostHasAddedBoth(call, context) && !others.Exists(other => Position(other) > Position(call) && IsEnvironmentFileOf(other, added)))
        {
            Report(context, name, [], $"The host has already added '{added.Name}' and the file of the environment, which this overrides. Remove the call");
        }

        bool IsEnvironmentFileOf(InvocationExpressionSyntax other, JsonFileName file) =>
            JsonFileName.Of(other, context.SemanticModel, paths.Roles, context.CancellationToken) is { IsEnvironments: true } found && found.IsBeside(file);
    }

    private static void Report(CodeContext context, SimpleNameSyntax name, IEnumerable<Location> related, string message) =>
        Report(context.ReportDiagnostic, context.Options, Descriptors.Create(Catalogue.EnvironmentFileAddedBeforeBase, Catalogue.EnvironmentFileAddedBeforeBase.Severity, name.GetLocation(), related, message));

    // The calls on the same builder in the same function, in a chain or one after the other.
    private static IEnumerable<InvocationExpressionSyntax> BuilderCalls(InvocationExpressionSyntax call, CodeContext context)
    {
        var function = FunctionOf(call);
        var root = AddedJsonFiles.BuilderOf(call);
        var text = root.WithoutTrivia().ToString();
        return function.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(other =>
            CalledName.Of(other) is { Identifier.ValueText: Add or "Clear" } && FunctionOf(other) == function
            && AddedJsonFiles.BuilderOf(other) is var otherRoot && (otherRoot == root || (otherRoot is not BaseObjectCreationExpressionSyntax && otherRoot.WithoutTrivia().ToString() == text)));
    }

    private static int Position(InvocationExpressionSyntax call) => CalledName.Of(call)!.SpanStart;

    private static SyntaxNode FunctionOf(SyntaxNode node) => node.Ancestors().First(ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax || (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax));

    // Not in two branches of which only one runs.
    private static bool BothRun(SyntaxNode first, SyntaxNode second)
    {
        var common = first.AncestorsAndSelf().First(ancestor => ancestor.Span.Contains(second.Span));
        var within = first.Ancestors().TakeWhile(ancestor => ancestor != common).ToList();
        if (within.Exists(ancestor => ancestor is ReturnStatementSyntax or BlockSyntax { Statements: [.., ReturnStatementSyntax or ThrowStatementSyntax] }))
            return false;
        return common switch
        {
            IfStatementSyntax { Else: { } otherwise } => !otherwise.Span.Contains(second.Span),
            ConditionalExpressionSyntax or SwitchExpressionSyntax or SwitchStatementSyntax => false,
            _ => true,
        };
    }

    // WebApplication.CreateBuilder, Host.CreateApplicationBuilder and Host.CreateDefaultBuilder add them before anybody else can.
    private static bool HostHasAddedBoth(InvocationExpressionSyntax call, CodeContext context)
    {
        switch (AddedJsonFiles.BuilderOf(call))
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Configuration", Expression: var builder }:
                return context.SemanticModel.GetTypeInfo(builder, context.CancellationToken).Type?.Name is "WebApplicationBuilder" or "HostApplicationBuilder"
                    && context.SemanticModel.GetSymbolInfo(builder, context.CancellationToken).Symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken)
                        is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } creation }
                    && CalledName.Of(creation)?.Identifier.ValueText is "CreateBuilder" or "CreateApplicationBuilder" or "CreateSlimBuilder"
                    && !arguments.Any(argument => argument.Expression is BaseObjectCreationExpressionSyntax);

            case IdentifierNameSyntax { Identifier.ValueText: var name }:
                return call.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().FirstOrDefault() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax configure } } function
                    && function.DescendantNodes().OfType<ParameterSyntax>().Any(parameter => parameter.Identifier.ValueText == name)
                    && CalledName.Of(configure)?.Identifier.ValueText == "ConfigureAppConfiguration"
                    && configure.DescendantNodes(node => node is not ArgumentListSyntax).OfType<SimpleNameSyntax>().Any(link => link.Identifier.ValueText == "CreateDefaultBuilder");

            default:
                return false;
        }
    }
}
