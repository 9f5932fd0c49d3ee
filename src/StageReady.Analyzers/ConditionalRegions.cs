using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers;

/// <summary>The parts of a file between <c>#if</c> and <c>#endif</c>.</summary>
internal static class ConditionalRegions
{
    public static bool Contain(Location location) => EnclosingConditions(location).Count > 0;

    /// <summary>Whether a Release build leaves the place out.</summary>
    public static bool AreDebugOnly(Location location) => EnclosingConditions(location).Any(branch => branch is ConditionalDirectiveTriviaSyntax { Condition: var condition } && ImpliesDebug(condition));

    // The directive that opens the branch the place stands in (#if, #elif or #else), for each region around it.
    private static Stack<DirectiveTriviaSyntax> EnclosingConditions(Location location)
    {
        var open = new Stack<DirectiveTriviaSyntax>();
        if (location.SourceTree?.GetRoot() is not CompilationUnitSyntax { ContainsDirectives: true } root)
            return open;

        for (var directive = root.GetFirstDirective(); directive is not null && directive.SpanStart < location.SourceSpan.Start; directive = directive.GetNextDirective())
        {
            if (directive is BranchingDirectiveTriviaSyntax && directive is not IfDirectiveTriviaSyntax && open.Count > 0)
                open.Pop();
            if (directive is EndIfDirectiveTriviaSyntax && open.Count > 0)
                open.Pop();
            else if (directive is BranchingDirectiveTriviaSyntax)
                open.Push(directive);
        }

        return open;
    }

    private static bool ImpliesDebug(ExpressionSyntax condition) => condition switch
    {
        IdentifierNameSyntax { Identifier.Text: "DEBUG" } => true,
        ParenthesizedExpressionSyntax { Expression: var inner } => ImpliesDebug(inner),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => ImpliesDebug(both.Left) || ImpliesDebug(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => ImpliesDebug(either.Left) && ImpliesDebug(either.Right),
        _ => false,
    };
}
