using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.CodeFixes.Configuration;

/// <summary>Removes a callback that accepts every certificate (STG1106), so that certificates are validated as by default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CertificateValidationFix))]
[Shared]
public sealed class CertificateValidationFix : DocumentFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Catalogue.CertificateValidationSwitchedOff.Id);

    private protected override string Title => "Remove the callback";

    private protected override IEnumerable<TextChange> Changes(SemanticModel model, SyntaxNode root, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var text = root.SyntaxTree.GetText(cancellation);
        foreach (var diagnostic in diagnostics)
        {
            var place = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (place.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } assignment && Removal(assignment, text) is { } change)
                yield return change;
        }
    }

    private static TextChange? Removal(AssignmentExpressionSyntax assignment, SourceText text) => assignment switch
    {
        // Only where the callback is all there is: the other branch of a choice may matter.
        { Right: ConditionalExpressionSyntax } => null,
        { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement } => new TextChange(WithLine(statement.Span, text), ""),
        { Parent: InitializerExpressionSyntax initializer } => InInitializer(assignment, initializer, text),
        _ => null,
    };

    // With the comma that separates it; the braces go with the last member.
    private static TextChange? InInitializer(AssignmentExpressionSyntax member, InitializerExpressionSyntax initializer, SourceText text)
    {
        var members = initializer.Expressions;
        var index = members.IndexOf(member);
        if (members.Count > 1)
        {
            return new TextChange(
                index < members.SeparatorCount
                    ? WithLine(TextSpan.FromBounds(member.SpanStart, members.GetSeparator(index).Span.End), text)
                    : TextSpan.FromBounds(members.GetSeparator(index - 1).SpanStart, member.Span.End),
                "");
        }

        return initializer.Parent is BaseObjectCreationExpressionSyntax creation
            ? new TextChange(TextSpan.FromBounds(initializer.GetFirstToken().GetPreviousToken().Span.End, initializer.Span.End), creation.ArgumentList is null ? "()" : "")
            : null;
    }

    // What stands alone on its lines takes them with it.
    private static TextSpan WithLine(TextSpan span, SourceText text)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(span.Start), text.Lines.GetLineFromPosition(span.End));
        var before = text.ToString(TextSpan.FromBounds(first.Start, span.Start));
        var after = text.ToString(TextSpan.FromBounds(span.End, last.End));
        if (before.Trim().Length == 0 && after.Trim().Length == 0)
            return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        return TextSpan.FromBounds(span.Start, span.End + after.Length - after.TrimStart().Length);
    }
}
