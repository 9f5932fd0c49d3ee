using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;
using StageReady.Analyzers.ValueFlow;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1107: a host that the code itself names, where it connects to it, listens on it or lets it in; one that the configuration gives to a single environment; a tunnel.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HostIsHardCoded() : StageReadyAnalyzer(Catalogue.HostIsHardCoded)
{
    private const string Remedy = "Read it from the configuration";

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.CreateRange(HostInCode.Words.Concat(HostSinks.BareNames));

    private protected override bool LeavesOutGeneratedCode => true;

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.Is(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        var guard = new DevelopmentGuard(paths);
        var configuration = SharedConfiguration.Of(context.Compilation, context.Options);
        var hosts = new Lazy<EnvironmentHosts>(() => EnvironmentHosts.From(configuration.Value));
        RegisterCodeAction(context, node => Analyze(node, paths.Names, guard, hosts), LiteralText.Kinds);
    }

    private static void Analyze(CodeContext context, NameIndex names, DevelopmentGuard guard, Lazy<EnvironmentHosts> environmentHosts)
    {
        if (!HostInCode.MayBeIn(LiteralText.StartOf(context.Node)) || LiteralText.Of((ExpressionSyntax)context.Node) is not { } literal)
            return;

        var hosts = HostInCode.In(literal.Text, LiteralText.Hole);
        if (hosts.Count == 0 || IsExempt(context.Node))
            return;

        var flow = Flow.Of(literal.Expression, context.Models, names);
        foreach (var host in hosts)
        {
            if (Judge(host, literal, flow, environmentHosts) is not { } verdict)
                continue;
            if (!guard.Keeps(context.Node, context.Models) && (verdict.Place is null || !guard.Keeps(verdict.Place, context.Models)))
            {
                var elsewhere = verdict.Place is not null && !verdict.Place.FullSpan.Contains(context.Node.Span) ? [verdict.Place.GetLocation()] : Array.Empty<Location>();
                Report(context.ReportDiagnostic, context.Options, Descriptors.Create(Catalogue.HostIsHardCoded, Severity.Warning, context.Node.GetLocation(), elsewhere, verdict.Message));
            }

            return;
        }
    }

    private static (string Message, SyntaxNode? Place)? Judge(HostInCode host, LiteralText literal, Flow flow, Lazy<EnvironmentHosts> environmentHosts)
    {
        var name = MessageText.Quote(host.Host);
        var sink = flow.Destinations.FirstOrDefault(destination => HostSinks.Takes(destination, host.Form) && !IsDocumentation(destination, flow)
            && (host.Form != HostForm.Bare || destination.Node.SyntaxTree == literal.Expression.SyntaxTree));
        if (flow.IsUnused)
            return null;
        if (host.IsTunnel)
            return ($"{name} is a tunnel to a developer's machine, and closed when nobody works there. {Remedy} of the development environment", sink?.Node);
        if (IsComparable(host, literal) && environmentHosts.Value.Find(host.Host) is { } use)
            return ($"{name} is hard-coded, and the configuration names it for {use.Environment} only ({MessageText.Quote(use.Key)}). {Remedy}", sink?.Node);
        return sink is null ? null : ($"{name} is hard-coded and reaches {sink.Description} in every environment. {Remedy}", sink.Node);
    }

    // A bare host that reaches nothing is compared only if its ending is known, so that stageready check need not read every file.
    private static bool IsComparable(HostInCode host, LiteralText literal) => host.Form != HostForm.Bare || HostInCode.Words.Any((literal.Text + "\"").EndsWith);

    // The links of an API's description are for its readers.
    private static bool IsDocumentation(Destination destination, Flow flow) =>
        destination is { Kind: DestinationKind.Creation, Name: "Uri" }
        && flow.Destinations.Any(next => next.Kind == DestinationKind.Assignment
            && (next.Name is "TermsOfService" or "HelpLink" or "NavigateUri" || next.Type?.StartsWith("OpenApi", StringComparison.Ordinal) == true));

    private static bool IsExempt(SyntaxNode literal) => literal.Ancestors().Any(ancestor => ancestor is AttributeSyntax);
}
