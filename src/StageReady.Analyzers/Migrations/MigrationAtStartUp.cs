using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.Configuration;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Migrations;

/// <summary>STG2014: a web application or a worker migrates the database of a deployed environment when it starts.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAtStartUp() : StageReadyAnalyzer(Catalogue.MigrationAtStartUp)
{
    private static readonly string[] HostStarts = ["Run", "RunAsync", "Start", "StartAsync", "RunConsoleAsync", "UseStartup"];

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create(".Migrate(", ".MigrateAsync(", ".MigrateUp(");

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        RegisterCodeAction(context, node => Analyze(node, paths), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(CodeContext context, CompilationPaths paths)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CalledName.Of(call) is not { Identifier.ValueText: "Migrate" or "MigrateAsync" or "MigrateUp" } name || !IsMigration(call, name, context)
            || EndsTheApplication(call) || !(paths.IsLibrary || RunsHost(paths, context.CancellationToken)))
        {
            return;
        }

        // What nothing calls is called by the host if it is a part of the start-up. A library starts nothing, but what it hands to a start-up is called there.
        var uncalled = !StartsWithTheHost(call) && !StartUpCode.Contains(call, paths.Names, context.CancellationToken) ? Reach.Unknown
            : paths.IsLibrary ? Reach.LeftToCallers
            : Reach.Always;
        new DevelopmentOnly(Catalogue.MigrationAtStartUp, paths, uncalled, Report).Judge(
            context,
            call,
            value: null,
            name.GetLocation(),
            $"{name.Identifier.ValueText} changes the database at start-up",
            "Migrate as a step of the deployment, or guard it with env.IsDevelopment()");
    }

    private static bool IsMigration(InvocationExpressionSyntax call, SimpleNameSyntax name, CodeContext context)
    {
        if (name.Identifier.ValueText != "MigrateUp")
            return DatabaseCall.IsEfCores(call, context);

        var info = context.SemanticModel.GetSymbolInfo(call, context.CancellationToken);
        if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { } symbol)
            return symbol is { DeclaringSyntaxReferences.Length: 0, ContainingNamespace: var space } && space.ToString().StartsWith("FluentMigrator", StringComparison.Ordinal);
        return CalledName.ReceiverOf(call) is { } receiver && receiver.ToString().EndsWith("runner", StringComparison.OrdinalIgnoreCase);
    }

    private static bool StartsWithTheHost(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.BaseList is { } bases
        && bases.Types.Any(type => CalledName.Of((ExpressionSyntax)type.Type)?.Identifier.ValueText is "IHostedService" or "IHostedLifecycleService" or "BackgroundService");

    /// <summary>A worker that migrates and stops is a step of the deployment.</summary>
    private static bool EndsTheApplication(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && NameIndex.UsesIn(type, "StopApplication").Any();

    /// <summary>Whether the program goes on to serve. One that only migrates is a tool.</summary>
    private static bool RunsHost(CompilationPaths paths, CancellationToken cancellation)
    {
        foreach (var start in HostStarts)
        {
            foreach (var use in paths.Names.UsesOf(start, cancellation))
            {
                if (use.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Expression: not IdentifierNameSyntax { Identifier.ValueText: "Task" } })
                    return true;
            }
        }

        return false;
    }
}
