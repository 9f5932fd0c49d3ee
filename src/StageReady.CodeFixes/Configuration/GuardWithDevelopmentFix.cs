using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers.Configuration;

namespace StageReady.CodeFixes.Configuration;

/// <summary>Puts a statement that belongs into development into <c>if (env.IsDevelopment())</c> (STG1102, STG1105), where an environment is in scope and no other condition asks for one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuardWithDevelopmentFix))]
[Shared]
public sealed class GuardWithDevelopmentFix : DocumentFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Catalogue.DevelopmentEndpointReachable.Id, Catalogue.SchemaCreatedWithoutMigrations.Id);

    private protected override string Title => "Guard with IsDevelopment()";

    private protected override IEnumerable<TextChange> Changes(SemanticModel model, SyntaxNode root, IReadOnlyList<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var statements = diagnostics
            .Where(diagnostic => EnvironmentGuard.Find(root, diagnostic) is null)
            .Select(diagnostic => StatementOf(root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)))
            .OfType<ExpressionStatementSyntax>()
            .Distinct()
            .OrderBy(statement => statement.SpanStart)
            .ToList();
        foreach (var run in Runs(statements))
        {
            if (EnvironmentInScope.Find(model, run[0], cancellation) is not { } environment)
                continue;
            foreach (var change in Wrap(root.SyntaxTree.GetText(cancellation), root, run, environment).Concat(ImportHosting(model, root, run[0], environment)))
                yield return change;
        }
    }

    /// <summary>The statement that does nothing but what the finding names.</summary>
    private static ExpressionStatementSyntax? StatementOf(SyntaxNode name)
    {
        if (name.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || CalledName.Of(call) is not { } called || !called.Span.Contains(name.Span))
            return null;
        ExpressionSyntax expression = call;
        while (true)
        {
            switch (expression.Parent)
            {
                case AwaitExpressionSyntax or ParenthesizedExpressionSyntax or ConditionalAccessExpressionSyntax:
                    expression = (ExpressionSyntax)expression.Parent;
                    continue;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax outer } access when access.Expression == expression && (Configures(call) || DevelopmentEndpointReachable.IsEndpoint(access.Name.Identifier.ValueText)):
                    expression = outer;
                    continue;
                case ExpressionStatementSyntax statement when statement.Parent is BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax or IfStatementSyntax or ElseClauseSyntax:
                    return OnlyEndpointsBefore(call) ? statement : null;
                default:
                    return null;
            }
        }
    }

    // What follows the end point in the chain configures it; what follows middleware is another middleware.
    private static bool Configures(InvocationExpressionSyntax call) =>
        CalledName.Of(call)!.Identifier.ValueText is var name && (name.StartsWith("Map", StringComparison.Ordinal) || name.EndsWith("Async", StringComparison.Ordinal));

    private static bool OnlyEndpointsBefore(ExpressionSyntax call)
    {
        for (var receiver = CalledName.ReceiverOf(call); receiver is not null; receiver = CalledName.ReceiverOf(receiver))
        {
            if (receiver is InvocationExpressionSyntax before && !DevelopmentEndpointReachable.IsEndpoint(CalledName.Of(before)?.Identifier.ValueText ?? "") && CalledName.Of(before)?.Identifier.ValueText is not ("GetRequiredService" or "GetService"))
                return false;
        }

        return true;
    }

    // Neighbours share one guard.
    private static IEnumerable<List<ExpressionStatementSyntax>> Runs(IEnumerable<ExpressionStatementSyntax> statements)
    {
        List<ExpressionStatementSyntax>? run = null;
        foreach (var statement in statements)
        {
            if (run is not null && AreNeighbours(run[run.Count - 1], statement))
            {
                run.Add(statement);
                continue;
            }

            if (run is not null)
                yield return run;
            run = [statement];
        }

        if (run is not null)
            yield return run;
    }

    private static bool AreNeighbours(StatementSyntax first, StatementSyntax second)
    {
        var (one, other) = (first.Parent is GlobalStatementSyntax ? first.Parent : first, second.Parent is GlobalStatementSyntax ? second.Parent : second);
        return one.Parent == other.Parent && one.GetLastToken().GetNextToken() == other.GetFirstToken()
            && !other.GetLeadingTrivia().Any(trivia => trivia.IsDirective);
    }

    private static IEnumerable<TextChange> Wrap(SourceText text, SyntaxNode root, List<ExpressionStatementSyntax> run, string environment)
    {
        var (first, last) = (run[0], run[run.Count - 1]);
        var startLine = text.Lines.GetLineFromPosition(first.SpanStart);
        var endLine = text.Lines.GetLineFromPosition(last.Span.End);
        var indent = text.ToString(TextSpan.FromBounds(startLine.Start, first.SpanStart));
        var condition = $"if ({environment}.IsDevelopment())";

        // Not alone on its lines: "if (x) app.UseSwagger();"
        var rest = text.ToString(TextSpan.FromBounds(last.Span.End, endLine.End));
        if (indent.Trim().Length > 0 || (rest.Trim().Length > 0 && !rest.TrimStart().StartsWith("//", StringComparison.Ordinal)))
        {
            yield return new TextChange(new TextSpan(first.SpanStart, 0), run.Count == 1 ? condition + " " : condition + " { ");
            if (run.Count > 1)
                yield return new TextChange(new TextSpan(last.Span.End, 0), " }");
            yield break;
        }

        var newLine = NewLineOf(text);
        var unit = indent.Contains('\t') ? "\t" : indent.Length % 4 == 2 ? "  " : "    ";
        yield return new TextChange(new TextSpan(startLine.Start, 0), $"{indent}{condition}{newLine}{indent}{{{newLine}");
        for (var number = startLine.LineNumber; number <= endLine.LineNumber; number++)
        {
            var line = text.Lines[number];
            if (line.Span.Length > 0 && !IsInsideText(root, line.Start))
                yield return new TextChange(new TextSpan(line.Start, 0), unit);
        }

        yield return new TextChange(new TextSpan(endLine.End, 0), $"{newLine}{indent}}}");
    }

    // The lines of a string are not to be moved.
    private static bool IsInsideText(SyntaxNode root, int position)
    {
        var token = root.FindToken(position);
        return token.SpanStart < position && token.Span.End > position;
    }
}
