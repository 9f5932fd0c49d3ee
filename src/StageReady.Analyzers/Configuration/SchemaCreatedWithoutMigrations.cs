using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>STG1105: a deployed environment's database is created past the migrations, or deleted.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SchemaCreatedWithoutMigrations() : StageReadyAnalyzer(Catalogue.SchemaCreatedWithoutMigrations)
{
    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("EnsureCreated", "EnsureDeleted");

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        var rule = new DevelopmentOnly(Catalogue.SchemaCreatedWithoutMigrations, paths, paths.IsLibrary ? Reach.LeftToCallers : Reach.Always, Report);
        RegisterCodeAction(context, node => Analyze(node, rule), SyntaxKind.InvocationExpression);
    }

    private static void Analyze(CodeContext context, DevelopmentOnly rule)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        if (CalledName.Of(call) is not { Identifier.ValueText: "EnsureCreated" or "EnsureCreatedAsync" or "EnsureDeleted" or "EnsureDeletedAsync" } name || !DatabaseCall.IsEfCores(call, context))
            return;

        var method = name.Identifier.ValueText;
        rule.Judge(
            context,
            call,
            value: null,
            name.GetLocation(),
            $"{method} is reachable",
            method.StartsWith("EnsureCreated", StringComparison.Ordinal)
                ? "Migrations cannot update what it creates: use them, or guard it with env.IsDevelopment()"
                : "Guard it with env.IsDevelopment()");
    }
}
