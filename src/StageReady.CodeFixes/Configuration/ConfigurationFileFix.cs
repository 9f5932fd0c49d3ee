using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers.Configuration;
using StageReady.Configuration;
using StageReady.Configuration.Fixes;

namespace StageReady.CodeFixes.Configuration;

/// <summary>Mends findings in configuration files where they stand in the editor: the same edits as <c>stageready fix</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"])]
public sealed class ConfigurationFileFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        Catalogue.KeyMissingInOneDeployedEnvironment.Id,
        Catalogue.DevelopmentKeyNotDeployed.Id,
        Catalogue.SecretInConnectionString.Id,
        Catalogue.SecretKeyHasLiteralValue.Id,
        Catalogue.CredentialsInUri.Id,
        Catalogue.TransportSecurityOff.Id);

    /// <summary>None: one edit moves what the next finding is about. <c>stageready fix</c> mends all.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var project = context.TextDocument.Project;
        if (context.TextDocument.FilePath is not { } path || await project.GetCompilationAsync(context.CancellationToken).ConfigureAwait(false) is not { } compilation)
            return;

        var facts = ConfigurationFacts.Read(new ConfigurationInputs(compilation, project.AnalyzerOptions).ReadProject(context.CancellationToken), context.CancellationToken);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ConfigurationFix.For(Catalogue.Find(diagnostic.Id)!, path, diagnostic.Location.SourceSpan.Start, facts) is { } fix)
                context.RegisterCodeFix(CodeAction.Create(fix.Title, cancellation => ApplyAsync(project, fix, cancellation), equivalenceKey: diagnostic.Id), diagnostic);
        }
    }

    private static async Task<Solution> ApplyAsync(Project project, ConfigurationFix fix, CancellationToken cancellation)
    {
        var solution = project.Solution;
        foreach (var file in fix.Edits.GroupBy(edit => edit.Path, StringComparer.Ordinal))
        {
            if (project.AdditionalDocuments.FirstOrDefault(document => document.FilePath == file.Key) is not { } document)
                continue;
            var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            var changes = file.OrderBy(edit => edit.Start).Select(edit => new TextChange(new TextSpan(edit.Start, edit.Length), edit.Text));
            solution = solution.WithAdditionalDocumentText(document.Id, text.WithChanges(changes));
        }

        return solution;
    }
}
