using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations.Sql;

namespace StageReady.Analyzers.Migrations;

/// <summary>
/// The values of expressions that are the same whenever the migration runs: literals, constants, nameof, concatenation and interpolation of these, static readonly
/// fields, and locals as far as they have been followed. The semantic model is asked only for what the syntax does not tell.
/// </summary>
internal sealed class ConstantFolder(SemanticModels models, CancellationToken cancellation, ProviderCondition? conditions = null)
{
    private const int MaxDepth = 8;

    public Compilation Compilation => models.Compilation;

    public SemanticModel ModelOf(SyntaxNode node) => models.Of(node);

    /// <summary>The same for the world of one provider, which decides values that depend on it.</summary>
    public ConstantFolder In(ProviderCondition world) => new(models, cancellation, world);

    /// <summary>The branch that a conditional or a switch expression over the provider takes; null for another expression.</summary>
    public ExpressionSyntax? Chosen(ExpressionSyntax expression, Locals locals)
    {
        if (expression is ConditionalExpressionSyntax choice)
            return conditions?.Evaluate(choice.Condition, locals) switch { true => choice.WhenTrue, false => choice.WhenFalse, _ => null };
        if (expression is not SwitchExpressionSyntax several || conditions is null || !ProviderCondition.IsActiveProvider(several.GoverningExpression))
            return null;

        foreach (var arm in several.Arms)
        {
            if (arm.WhenClause is not null || conditions.Matches(arm.Pattern, locals) is not { } matches)
                return null;
            if (matches)
                return arm.Expression;
        }

        return null;
    }

    /// <summary>The string; null in the value for a null literal; no value if it is not constant.</summary>
    public Optional<object?> Fold(ExpressionSyntax expression, Locals locals) => Fold(expression, locals, 0);

    /// <summary>The text with <see cref="SqlReader.Hole"/> where a part is not constant; null if no part is.</summary>
    public string? FoldText(ExpressionSyntax expression, Locals locals)
    {
        if (Fold(expression, locals) is { HasValue: true } folded)
            return folded.Value as string;

        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return FoldText(parenthesized.Expression, locals);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                var left = FoldText(sum.Left, locals);
                var right = FoldText(sum.Right, locals);
                return left is null && right is null ? null : (left ?? Hole) + (right ?? Hole);
            case InterpolatedStringExpressionSyntax interpolated:
                return Interpolate(interpolated, part => FoldText(part, locals) ?? Hole);
            case ConditionalExpressionSyntax or SwitchExpressionSyntax:
                return Chosen(expression, locals) is { } chosen ? FoldText(chosen, locals) : null;
            default:
                return null;
        }
    }

    private static readonly string Hole = SqlReader.Hole.ToString();

    private Optional<object?> Fold(ExpressionSyntax expression, Locals locals, int depth)
    {
        if (depth > MaxDepth)
            return default;

        switch (expression)
        {
            case LiteralExpressionSyntax literal:
                return literal.Token.Value;

            case ParenthesizedExpressionSyntax parenthesized:
                return Fold(parenthesized.Expression, locals, depth + 1);

            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed:
                return Fold(suppressed.Operand, locals, depth + 1);

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Fold(sum.Left, locals, depth + 1) is { HasValue: true, Value: string left } && Fold(sum.Right, locals, depth + 1) is { HasValue: true } right
                    ? left + Invariant(right.Value)
                    : default(Optional<object?>);

            case InterpolatedStringExpressionSyntax interpolated:
                var text = Interpolate(interpolated, part => Fold(part, locals, depth + 1) is { HasValue: true } value ? Invariant(value.Value) : null);
                return text is null ? default(Optional<object?>) : text;

            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [{ Expression: var named }] }:
                return LastName(named);

            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty", Expression: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword } }:
                return "";

            case IdentifierNameSyntax name when locals.TryGet(name.Identifier.ValueText, out var local):
                return local;

            case CastExpressionSyntax cast:
                return Fold(cast.Expression, locals, depth + 1);

            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                return FoldBySymbol(expression, depth);

            case ConditionalExpressionSyntax or SwitchExpressionSyntax:
                return Chosen(expression, locals) is { } chosen ? Fold(chosen, locals, depth + 1) : default;

            default:
                return default;
        }
    }

    /// <summary>Binds the name alone: in place, the whole statement around it would be bound, which for CreateTable is long.</summary>
    private Optional<object?> FoldBySymbol(ExpressionSyntax name, int depth)
    {
        switch (ModelOf(name).GetSpeculativeSymbolInfo(name.SpanStart, name, SpeculativeBindingOption.BindAsExpression).Symbol)
        {
            case IFieldSymbol { HasConstantValue: true } constant:
                return constant.ConstantValue;
            case ILocalSymbol { HasConstantValue: true } constant:
                return constant.ConstantValue;
            case IFieldSymbol { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences: [var reference, ..] }
                when reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }:
                return Fold(value, Locals.Empty, depth + 1);
            default:
                return default;
        }
    }

    private static string? Interpolate(InterpolatedStringExpressionSyntax interpolated, Func<ExpressionSyntax, string?> fold)
    {
        var text = new StringBuilder();
        foreach (var content in interpolated.Contents)
        {
            var part = content switch
            {
                InterpolatedStringTextSyntax literal => literal.TextToken.ValueText,
                InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole => fold(hole.Expression),
                _ => null,
            };
            if (part is null)
                return null;
            text.Append(part);
        }

        return text.ToString();
    }

    private static string? Invariant(object? value) => value is null ? "" : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);

    private static string? LastName(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
