using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>Decides conditions over the active provider in one provider's world, and notes which providers a migration tells apart.</summary>
internal sealed class ProviderCondition(ConstantFolder folder, string? world, ISet<string> mentioned)
{
    /// <summary>Null if the condition is about something else.</summary>
    public bool? Evaluate(ExpressionSyntax condition, Locals locals)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Evaluate(parenthesized.Expression, locals);

            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return !Evaluate(not.Operand, locals);

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and:
                return (Evaluate(and.Left, locals), Evaluate(and.Right, locals)) switch
                {
                    (false, _) or (_, false) => false,
                    (true, true) => true,
                    _ => null,
                };

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or:
                return (Evaluate(or.Left, locals), Evaluate(or.Right, locals)) switch
                {
                    (true, _) or (_, true) => true,
                    (false, false) => false,
                    _ => null,
                };

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } equality:
                var compared = IsActiveProvider(equality.Left) ? equality.Right : IsActiveProvider(equality.Right) ? equality.Left : null;
                return compared is null || Matches(compared, locals) is not { } equal ? null : equal == equality.IsKind(SyntaxKind.EqualsExpression);

            case IsPatternExpressionSyntax isPattern when IsActiveProvider(isPattern.Expression):
                return Matches(isPattern.Pattern, locals);

            // migrationBuilder.IsNpgsql() and ActiveProvider.Contains("Npgsql")
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member, ArgumentList.Arguments: var arguments }:
                var name = member.Name.Identifier.ValueText;
                if (IsActiveProvider(member.Expression))
                    return name is "Contains" or "EndsWith" or "StartsWith" or "Equals" && arguments.Count > 0 ? Matches(arguments[0].Expression, locals) : null;
                return arguments.Count == 0 && name.StartsWith("Is", StringComparison.Ordinal) && DatabaseProvider.FamilyOf(name) is { } family ? IsWorld(family) : null;

            default:
                return folder.Fold(condition, locals) is { HasValue: true, Value: bool value } ? value : null;
        }
    }

    public bool? Matches(PatternSyntax pattern, Locals locals) => pattern switch
    {
        ConstantPatternSyntax constant => Matches(constant.Expression, locals),
        ParenthesizedPatternSyntax parenthesized => Matches(parenthesized.Pattern, locals),
        UnaryPatternSyntax { RawKind: (int)SyntaxKind.NotPattern } not => !Matches(not.Pattern, locals),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or => Matches(or.Left, locals) | Matches(or.Right, locals),
        DiscardPatternSyntax => true,
        _ => null,
    };

    /// <summary>Whether a provider's name is the world's.</summary>
    public bool? Matches(ExpressionSyntax provider, Locals locals) =>
        folder.Fold(provider, locals) is { HasValue: true, Value: string name } && DatabaseProvider.FamilyOf(name) is { } family ? IsWorld(family) : null;

    public static bool IsActiveProvider(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == "ActiveProvider",
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText == "ActiveProvider",
        PostfixUnaryExpressionSyntax suppressed => IsActiveProvider(suppressed.Operand),
        ParenthesizedExpressionSyntax parenthesized => IsActiveProvider(parenthesized.Expression),
        _ => false,
    };

    private bool IsWorld(string family)
    {
        mentioned.Add(family);
        return world == family;
    }
}
