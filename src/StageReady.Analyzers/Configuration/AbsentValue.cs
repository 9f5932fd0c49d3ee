using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Configuration;

/// <summary>What code does when a value that it reads is not there: it goes on without it, or refuses to.</summary>
internal static class AbsentValue
{
    private enum Answer
    {
        /// <summary>Nothing asks whether there is a value.</summary>
        None,
        Tolerated,
        Refused,
    }

    /// <summary>
    /// Whether the code has an answer to the absence of the value, where it reads it or where it tests the variable that it reads it into. A test that throws is
    /// none: it says that the value is needed.
    /// </summary>
    public static bool IsTolerated(ExpressionSyntax read, SemanticModel model, CancellationToken cancellation)
    {
        var value = Outermost(read);
        var answer = AnswerAt(value);
        if (answer == Answer.None && HolderOf(value, model, cancellation) is { } holder)
        {
            foreach (var use in UsesOf(holder, value, model, cancellation))
            {
                var other = AnswerAt(Outermost(use));
                if (other > answer)
                    answer = other;
            }
        }

        return answer == Answer.Tolerated;
    }

    /// <summary>What may follow a value whose absence the code has an answer to, where it reads it.</summary>
    public static IReadOnlyList<string> Followers { get; } = [")", " ?", "?", " is ", " == ", " != ", " > ", " < ", ","];

    /// <summary>Whether it has an answer at the place of the read itself: no variable is followed.</summary>
    public static bool IsToleratedAt(ExpressionSyntax read) => AnswerAt(Outermost(read)) == Answer.Tolerated;

    /// <summary>Whether the code goes on where a test says that there is nothing.</summary>
    public static bool IsToleratedBy(ExpressionSyntax test, bool isAbsentWhenTrue) => AnswerOf(test, isAbsentWhenTrue) == Answer.Tolerated;

    private static Answer AnswerAt(ExpressionSyntax value)
    {
        switch (value.Parent)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } coalesce when coalesce.Left == value:
                return coalesce.Right is ThrowExpressionSyntax ? Answer.Refused : Answer.Tolerated;
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } coalesce when coalesce.Left == value:
                return coalesce.Right is ThrowExpressionSyntax ? Answer.Refused : Answer.Tolerated;
            case ConditionalAccessExpressionSyntax access when access.Expression == value:
                return Answer.Tolerated;
            case BinaryExpressionSyntax comparison:
                return AnswerOfComparison(comparison, value);
            case IsPatternExpressionSyntax pattern:
                return AnswerOf(pattern, isAbsentWhenTrue: pattern.Pattern is ConstantPatternSyntax { Expression: var constant } && IsEmpty(constant));
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }:
                return AnswerOfCall(call);
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call } member when member.Expression == value:
                return AnswerOfCall(call);
            case SwitchExpressionSyntax choice:
                return choice.Arms.Any(arm => arm is { Pattern: DiscardPatternSyntax, Expression: not ThrowExpressionSyntax }) ? Answer.Tolerated : Answer.None;
            case SwitchStatementSyntax choice:
                return choice.Sections.Any(section => section.Labels.Any(SyntaxKind.DefaultSwitchLabel) && !Throws(section.Statements.Last())) ? Answer.Tolerated : Answer.None;
            default:
                return Answer.None;
        }
    }

    private static Answer AnswerOfComparison(BinaryExpressionSyntax comparison, ExpressionSyntax value)
    {
        var other = comparison.Left == value ? comparison.Right : comparison.Left;
        return comparison.Kind() switch
        {
            SyntaxKind.EqualsExpression => IsEmpty(other) ? AnswerOf(comparison, isAbsentWhenTrue: true) : Answer.Tolerated,
            SyntaxKind.NotEqualsExpression => IsEmpty(other) ? AnswerOf(comparison, isAbsentWhenTrue: false) : Answer.Tolerated,
            SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression when comparison.Left == value && IsSmall(other) => AnswerOf(comparison, isAbsentWhenTrue: true),
            SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression when comparison.Left == value && IsSmall(other) => AnswerOf(comparison, isAbsentWhenTrue: false),
            _ => Answer.None,
        };
    }

    private static Answer AnswerOfCall(InvocationExpressionSyntax call)
    {
        return CalledName.Of(call)?.Identifier.ValueText switch
        {
            "IsNullOrEmpty" or "IsNullOrWhiteSpace" => AnswerOf(call, isAbsentWhenTrue: true),
            "TryParse" or "TryParseExact" or "TryCreate" => AnswerOf(call, isAbsentWhenTrue: false),

            // string.Equals(value, "true", …) and Convert.ToBoolean(value) say no.
            "Equals" or "ToBoolean" when call.Expression is MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "String" or "Convert" } } => Answer.Tolerated,
            _ => Answer.None,
        };
    }

    /// <summary>What happens where the test says that there is no value.</summary>
    private static Answer AnswerOf(ExpressionSyntax test, bool isAbsentWhenTrue)
    {
        SyntaxNode node = test;
        while (true)
        {
            switch (node.Parent)
            {
                case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                    isAbsentWhenTrue = !isAbsentWhenTrue;
                    node = not;
                    break;
                case ParenthesizedExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression }:
                    node = node.Parent;
                    break;
                case ConditionalExpressionSyntax choice when choice.Condition == node:
                    return (isAbsentWhenTrue ? choice.WhenTrue : choice.WhenFalse) is ThrowExpressionSyntax ? Answer.Refused : Answer.Tolerated;
                case IfStatementSyntax branch when branch.Condition == node:
                    return (isAbsentWhenTrue ? branch.Statement : branch.Else?.Statement ?? Next(branch)) is { } absent && Throws(absent) ? Answer.Refused : Answer.Tolerated;
                default:
                    return Answer.Tolerated;
            }
        }
    }

    private static StatementSyntax? Next(IfStatementSyntax branch)
    {
        if (branch.Parent is not BlockSyntax { Statements: var statements })
            return null;
        var next = statements.IndexOf(branch) + 1;
        return next < statements.Count ? statements[next] : null;
    }

    private static bool Throws(StatementSyntax statement) => statement switch
    {
        ThrowStatementSyntax => true,
        BlockSyntax { Statements: [.., var last] } => Throws(last),
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } } =>
            member is { Name.Identifier.ValueText: "Exit" or "FailFast", Expression: IdentifierNameSyntax { Identifier.ValueText: "Environment" } },
        _ => false,
    };

    private static bool IsEmpty(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax { Token.ValueText: "" or "null" or "default" or "0" } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => true,
        _ => false,
    };

    private static bool IsSmall(ExpressionSyntax value) => value is LiteralExpressionSyntax { Token.ValueText: "0" or "1" };

    // What is read last of several alternatives is what all of them give.
    private static ExpressionSyntax Outermost(ExpressionSyntax value)
    {
        while (value.Parent is ParenthesizedExpressionSyntax
            or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            || (value.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } alternatives && alternatives.Right == value))
        {
            value = (ExpressionSyntax)value.Parent;
        }

        return value;
    }

    /// <summary>The local, the field or the property that a value is read into.</summary>
    private static ISymbol? HolderOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } initializer => model.GetDeclaredSymbol(initializer.Parent!, cancellation),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Right == value && assignment.Parent is not InitializerExpressionSyntax =>
            model.GetSymbolInfo(assignment.Left, cancellation).Symbol is { Kind: SymbolKind.Local or SymbolKind.Field or SymbolKind.Property } symbol ? symbol : null,
        _ => null,
    };

    // Where the holder is known by its plain name: a local in its block, a member in its type.
    private static IEnumerable<ExpressionSyntax> UsesOf(ISymbol holder, SyntaxNode read, SemanticModel model, CancellationToken cancellation)
    {
        var scope = holder is ILocalSymbol
            ? read.Ancestors().FirstOrDefault(node => node is BlockSyntax or BaseMethodDeclarationSyntax or CompilationUnitSyntax)
            : read.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (scope is null)
            yield break;

        foreach (var node in scope.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == holder.Name && !name.Span.IntersectsWith(read.Span)
                && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, holder))
            {
                yield return name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member ? member : name;
            }
        }
    }
}
