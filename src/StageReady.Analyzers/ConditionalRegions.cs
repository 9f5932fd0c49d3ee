using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers;

/// <summary>The parts of a file between <c>#if</c> and <c>#endif</c>.</summary>
internal static class ConditionalRegions
{
    /// <summary>Whether the compile for another target framework leaves the place out, or may do so.</summary>
    /// <param name="location">A place that this compile sees.</param>
    /// <param name="framework">The other target framework; empty if it is not known.</param>
    public static bool AreLeftOutFor(Location location, string framework) => EnclosingConditions(location).Any(branch => IsTaken(branch, framework) != true);

    // In the other compile; null if that cannot be told.
    private static bool? IsTaken(DirectiveTriviaSyntax branch, string framework)
    {
        foreach (var other in branch.GetRelatedDirectives())
        {
            var condition = other is ConditionalDirectiveTriviaSyntax { Condition: var written } ? Evaluate(written, framework) : true;
            if (other == branch)
                return condition;
            if (condition is not false)
                return condition is true ? false : null;
        }

        return null;
    }

    private static bool? Evaluate(ExpressionSyntax condition, string framework) => condition switch
    {
        IdentifierNameSyntax { Identifier.Text: var symbol } => TargetFrameworkSymbols.Is(symbol) ? TargetFrameworkSymbols.IsDefined(symbol, framework) : null,
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.TrueLiteralExpression),
        ParenthesizedExpressionSyntax { Expression: var inner } => Evaluate(inner, framework),
        PrefixUnaryExpressionSyntax { Operand: var inner } => !Evaluate(inner, framework),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Evaluate(both.Left, framework) & Evaluate(both.Right, framework),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => Evaluate(either.Left, framework) | Evaluate(either.Right, framework),
        _ => null,
    };

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
