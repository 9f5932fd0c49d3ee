using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.CodeFixes.Configuration;

/// <summary>A fix whose changes keep to the file of the finding, so that all findings of a file can be mended at once.</summary>
public abstract class DocumentFix : CodeFixProvider
{
    private protected abstract string Title { get; }

    /// <summary>The changes that mend these findings; none for those whose mended code is not certain.</summary>
    private protected abstract IEnumerable<TextChange> Changes(SemanticModel model, SyntaxNode root, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation);

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        await ApplyAsync(document, await ChangesAsync(document, diagnostics, context.CancellationToken).ConfigureAwait(false), context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            var changes = await ChangesAsync(context.Document, ImmutableArray.Create(diagnostic), context.CancellationToken).ConfigureAwait(false);
            if (changes.Count > 0)
                context.RegisterCodeFix(CodeAction.Create(Title, cancellation => ApplyAsync(context.Document, changes, cancellation), equivalenceKey: GetType().Name), diagnostic);
        }
    }

    private async Task<IReadOnlyList<TextChange>> ChangesAsync(Document document, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        if (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is not { } root
            || await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        // Two findings can ask for one change; of changes that overlap the first is made, and the others after it.
        var changes = new List<TextChange>();
        foreach (var change in Changes(model, root, diagnostics, cancellation).Distinct().OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End))
        {
            if (changes.Count == 0 || changes[changes.Count - 1].Span.End <= change.Span.Start)
                changes.Add(change);
        }

        return changes;
    }

    private static async Task<Document> ApplyAsync(Document document, IReadOnlyList<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes));
    }

    /// <summary>Makes the extension methods of the environment known, if the file does not know them yet.</summary>
    private protected static IEnumerable<TextChange> ImportHosting(SemanticModel model, SyntaxNode root, SyntaxNode place, string environment)
    {
        var call = Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseExpression($"{environment}.IsDevelopment()");
        var known = model.GetSpeculativeSymbolInfo(place.SpanStart, call, SpeculativeBindingOption.BindAsExpression);
        if (known.Symbol is not null || root is not Microsoft.CodeAnalysis.CSharp.Syntax.CompilationUnitSyntax unit)
            return [];
        var text = root.SyntaxTree.GetText();
        var start = unit.Usings.Count > 0 ? unit.Usings[0].SpanStart : 0;
        return [new TextChange(new TextSpan(start, 0), $"using Microsoft.Extensions.Hosting;{NewLineOf(text)}")];
    }

    private protected static string NewLineOf(SourceText text) => text.Lines.Count > 1 && text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) is "\r\n" ? "\r\n" : "\n";
}
