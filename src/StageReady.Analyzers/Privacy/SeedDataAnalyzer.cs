using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.Configuration;
using StageReady.Privacy;

namespace StageReady.Analyzers.Privacy;

/// <summary>STG5002: personal data in what EF Core, FluentMigrator and SQL scripts fill the tables with.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SeedDataAnalyzer() : StageReadyAnalyzer(Catalogue.PersonalDataInSeedData)
{
    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords { get; } = ImmutableArray.Create("HasData", "InsertData", "UpdateData", "IntoTable", "Update.Table", ".Sql(");

    private protected override bool AppliesTo(Compilation compilation, AnalyzerOptions options) => !TestProject.IsOrSupports(compilation, options);

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        RegisterCodeAction(context, Analyze, SyntaxKind.InvocationExpression);
        if (IsPrimaryBuild(context.Options))
            context.RegisterAdditionalFileAction(AnalyzeScript);
    }

    // The snapshot of the model repeats what HasData says.
    private static void Analyze(CodeContext context)
    {
        if (GeneratedFileName.Is(context.Node.SyntaxTree.FilePath))
            return;
        foreach (var value in SeedCall.ValuesOf((InvocationExpressionSyntax)context.Node, context))
        {
            if (PersonalDataInSeedData.Judge(value.Table, value.Column, value.Text) is { } message)
                Report(context, Descriptors.Create(Catalogue.PersonalDataInSeedData, Severity.Warning, value.Place, [], message));
        }
    }

    private void AnalyzeScript(AdditionalFileAnalysisContext context)
    {
        if (!IsScript(context) || !AppliesTo(context.Compilation, context.Options) || context.AdditionalFile.GetText(context.CancellationToken) is not { Length: <= PersonalDataInSeedData.MaxLength } text)
            return;

        var facts = SharedConfiguration.Of(context.Compilation, context.Options).Value;
        foreach (var finding in PersonalDataInSeedData.In(new TextFile(context.AdditionalFile.Path, text.ToString()), facts.Settings, facts.Project.Today))
            Report(context.ReportDiagnostic, context.Options, finding);
    }

    private static bool IsScript(AdditionalFileAnalysisContext context) =>
        context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile).TryGetValue("build_metadata.AdditionalFiles.StageReadyKind", out var kind) && kind.Length > 0
            ? kind == "Script"
            : context.AdditionalFile.Path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);
}
