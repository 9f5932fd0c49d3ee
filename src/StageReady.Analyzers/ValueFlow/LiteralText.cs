using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.ValueFlow;

/// <summary>A text as the code writes it: a literal, an interpolated string, or a sum of these. Where something else stands in it there is a hole.</summary>
/// <param name="Expression">The whole of it.</param>
internal sealed record LiteralText(ExpressionSyntax Expression, string Text)
{
    /// <summary>Stands for what is not written down. No character of a text that anyone means.</summary>
    public const char Hole = '\uFFFF';

    /// <summary>The kinds of nodes to ask for.</summary>
    public static readonly SyntaxKind[] Kinds = [SyntaxKind.StringLiteralExpression, SyntaxKind.InterpolatedStringExpression];

    /// <summary>The first characters, for a judgement that costs nothing.</summary>
    public static string StartOf(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax text, ..] } => text.TextToken.ValueText,
        _ => "",
    };

    /// <summary>The whole text; null if an earlier literal of the same sum stands for it, or if it is a part of another interpolated string.</summary>
    public static LiteralText? Of(ExpressionSyntax literal)
    {
        var whole = literal;
        while (whole.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression })
            whole = (ExpressionSyntax)whole.Parent;
        if (whole == literal)
            return new LiteralText(literal, TextOf(literal));

        var text = new StringBuilder();
        var first = default(ExpressionSyntax);
        foreach (var operand in Operands(whole))
        {
            if (operand.Kind() is SyntaxKind.StringLiteralExpression or SyntaxKind.Utf8StringLiteralExpression or SyntaxKind.InterpolatedStringExpression)
            {
                first ??= operand;
                text.Append(TextOf(operand));
            }
            else
            {
                text.Append(Hole);
            }
        }

        return first == literal ? new LiteralText(whole, text.ToString()) : null;
    }

    private static string TextOf(ExpressionSyntax literal)
    {
        if (literal is not InterpolatedStringExpressionSyntax interpolated)
            return StartOf(literal);

        var text = new StringBuilder();
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolatedStringTextSyntax part)
                text.Append(part.TextToken.ValueText);
            else
                text.Append(Hole);
        }

        return text.ToString();
    }

    // Not recursive: sums of many thousand operands exist.
    private static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax sum)
    {
        var open = new Stack<ExpressionSyntax>([sum]);
        while (open.Count > 0)
        {
            switch (open.Pop())
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    open.Push(parenthesized.Expression);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } inner:
                    open.Push(inner.Right);
                    open.Push(inner.Left);
                    break;
                case var operand:
                    yield return operand;
                    break;
            }
        }
    }
}
