using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.CodeFixes.Configuration;

/// <summary>Makes what switches detailed errors on ask for development (STG1104).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DetailedErrorsFix))]
[Shared]
public sealed class DetailedErrorsFix : DocumentFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Catalogue.DetailedErrorsOutsideDevelopment.Id);

    private protected override string Title => "Switch on in development only";

    private protected override IEnumerable<TextChange> Changes(SemanticModel model, SyntaxNode root, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        foreach (var diagnostic in diagnostics)
        {
            var name = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (ValueOf(name) is not { } value || EnvironmentInScope.Find(model, name, cancellation) is not { } environment)
                continue;
            yield return new TextChange(value, $"{environment}.IsDevelopment()");
            foreach (var import in ImportHosting(model, root, name, environment))
                yield return import;
        }
    }

    // The argument, or the place where it goes; the right side of an assignment.
    private static TextSpan? ValueOf(SyntaxNode name)
    {
        var member = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax ? name.Parent : name;
        return member.Parent switch
        {
            AssignmentExpressionSyntax { Right: var value } => value.Span,
            InvocationExpressionSyntax { ArgumentList: { Arguments: [var only] } } => only.Expression.Span,
            InvocationExpressionSyntax { ArgumentList: { Arguments.Count: 0 } list } => new TextSpan(list.OpenParenToken.Span.End, 0),
            _ => null,
        };
    }
}
