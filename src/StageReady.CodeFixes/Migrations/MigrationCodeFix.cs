using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.CodeFixes.Migrations;

/// <summary>Writes what Down lacks (STG2001, STG2002, STG2003), where Up and the schema before it tell it, and puts it into an order that does not fail (STG2007).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MigrationCodeFix))]
[Shared]
public sealed class MigrationCodeFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(Catalogue.DownIsMissing.Id, Catalogue.DownThrowsWithoutReason.Id, Catalogue.DownDoesNotReverseUp.Id, Catalogue.DownFails.Id);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
    {
        var changes = await ChangesAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false);
        return changes.Count == 0 ? document : await ApplyAsync(document, changes, context.CancellationToken).ConfigureAwait(false);
    });

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var changes = await ChangesAsync(context.Document, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);
            if (changes.Count == 0)
                continue;
            var title = diagnostic.Id == Catalogue.DownDoesNotReverseUp.Id ? "Add the missing operation to Down" : diagnostic.Id == Catalogue.DownFails.Id ? "Put what it needs before it" : "Write Down";
            context.RegisterCodeFix(CodeAction.Create(title, cancellation => ApplyAsync(context.Document, changes, cancellation), equivalenceKey: diagnostic.Id), diagnostic);
        }
    }

    private static async Task<IReadOnlyList<TextChange>> ChangesAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        return
        [
            .. diagnostics
                .Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan, Completion: DownCompletion.Find(model, root, diagnostic.Location.SourceSpan, cancellation)))
                .Where(found => found.Completion is not null)
                .GroupBy(found => (found.Id, found.Completion!.Class), (key, found) => (key.Id, Spans: found.Select(each => each.SourceSpan).ToList(), found.First().Completion))
                .SelectMany(found => ChangesOf(found.Id, found.Completion!, found.Spans) ?? [])
                .OrderBy(change => change.Span.Start),
        ];
    }

    private static IReadOnlyList<TextChange>? ChangesOf(string id, DownCompletion completion, List<TextSpan> places) =>
        id == Catalogue.DownDoesNotReverseUp.Id ? completion.AddMissing(places)
        : id == Catalogue.DownFails.Id ? completion.Reorder(places)
        : completion.WriteDown();

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }
}
