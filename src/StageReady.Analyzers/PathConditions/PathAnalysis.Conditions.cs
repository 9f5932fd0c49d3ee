using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Reads boolean expressions: what they say of the environment.</summary>
internal sealed partial class PathAnalysis
{
    private Condition Read(ExpressionSyntax expression, Binding? binding)
    {
        _cancellation.ThrowIfCancellationRequested();
        switch (expression)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return Read(inner, binding);
            case CastExpressionSyntax { Expression: var inner }:
                return Read(inner, binding);
            case AwaitExpressionSyntax { Expression: var inner }:
                return Read(inner, binding);
            case PostfixUnaryExpressionSyntax { Operand: var inner }:
                return Read(inner, binding);
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: var inner }:
                return Read(inner, binding);
            case ConditionalAccessExpressionSyntax { WhenNotNull: var inner }:
                return Read(inner, binding);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var inner }:
                return !Read(inner, binding);
            case LiteralExpressionSyntax literal:
                return Condition.Constant(literal.IsKind(SyntaxKind.TrueLiteralExpression));
            case BinaryExpressionSyntax binary:
                return ReadBinary(binary, binding);
            case IsPatternExpressionSyntax match:
                return ReadPattern(match.Expression, match.Pattern, binding);
            case ConditionalExpressionSyntax choice:
                var condition = Read(choice.Condition, binding);
                return Read(choice.WhenTrue, binding).Along(condition.WhenTrue).Or(Read(choice.WhenFalse, binding).Along(condition.WhenFalse));
            case SwitchExpressionSyntax choice:
                return choice.Arms.Aggregate(Condition.None, (all, arm) => all.Or(Read(arm.Expression, binding).Along(ReachOf(arm, choice, binding))));
            case ThrowExpressionSyntax:
                return Condition.None;
            case InvocationExpressionSyntax call:
                return ReadCall(call, binding);
            case SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax:
                return ReadReference(expression, binding);
            default:
                return Judge(expression);
        }
    }

    private Condition ReadBinary(BinaryExpressionSyntax binary, Binding? binding)
    {
        switch (binary.Kind())
        {
            case SyntaxKind.LogicalAndExpression or SyntaxKind.BitwiseAndExpression:
                return Read(binary.Left, binding) & Read(binary.Right, binding);
            case SyntaxKind.LogicalOrExpression or SyntaxKind.BitwiseOrExpression:
                return Read(binary.Left, binding) | Read(binary.Right, binding);
            case SyntaxKind.ExclusiveOrExpression:
                return Read(binary.Left, binding) ^ Read(binary.Right, binding);
            case SyntaxKind.CoalesceExpression:
                return Read(binary.Left, binding).Or(Read(binary.Right, binding));
            case SyntaxKind.EqualsExpression:
                return ReadEquality(binary.Left, binary.Right, binding);
            case SyntaxKind.NotEqualsExpression:
                return !ReadEquality(binary.Left, binary.Right, binding);
            default:
                return Judge(binary);
        }
    }

    private Condition ReadEquality(ExpressionSyntax left, ExpressionSyntax right, Binding? binding)
    {
        if (left.IsKind(SyntaxKind.NullLiteralExpression) || right.IsKind(SyntaxKind.NullLiteralExpression))
            return JudgeNullCheck(left.IsKind(SyntaxKind.NullLiteralExpression) ? right : left);
        if (ReadNameEquality(left, right, binding) is { } comparison)
            return comparison;
        return IsBoolean(left) && IsBoolean(right) ? !(Read(left, binding) ^ Read(right, binding)) : Judge(left, right);
    }

    private Condition? ReadNameEquality(ExpressionSyntax left, ExpressionSyntax right, Binding? binding)
    {
        if (!IsEnvironmentName(left, binding))
            (left, right) = (right, left);
        if (!IsEnvironmentName(left, binding))
            return null;
        return ConstantName(right) is { } name ? Condition.IsEnvironment(name) : Condition.Unknown;
    }

    private Condition ReadPattern(ExpressionSyntax subject, PatternSyntax pattern, Binding? binding) => pattern switch
    {
        ParenthesizedPatternSyntax { Pattern: var inner } => ReadPattern(subject, inner, binding),
        UnaryPatternSyntax { Pattern: var inner } => !ReadPattern(subject, inner, binding),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern } both => ReadPattern(subject, both.Left, binding) & ReadPattern(subject, both.Right, binding),
        BinaryPatternSyntax either => ReadPattern(subject, either.Left, binding) | ReadPattern(subject, either.Right, binding),
        ConstantPatternSyntax { Expression: var value } => ReadEquality(subject, value, binding),
        DiscardPatternSyntax or VarPatternSyntax => Condition.True,
        _ => Judge(subject),
    };

    private Condition ReadCall(InvocationExpressionSyntax call, Binding? binding)
    {
        if (NameOf(call.Expression) is not { } name)
            return Judge(call);

        var method = MethodOf(call);
        if (method is not null && DeclarationOf(method) is { } declaration)
            return ReadFunction(declaration, new Binding(method, call, binding)) ?? Judge(call);

        var arguments = call.ArgumentList.Arguments;
        switch (name.Identifier.Text)
        {
            case "IsDevelopment" or "IsStaging" or "IsProduction" when arguments.Count <= 1:
                return Condition.IsEnvironment(name.Identifier.Text.Substring("Is".Length));
            case "IsEnvironment" when arguments.Count is 1 or 2:
                return ConstantName(arguments.Last().Expression) is { } environment ? Condition.IsEnvironment(environment) : Condition.Unknown;
            case "Equals" when arguments.Count > 0:
                var operands = OperandsOf(call);
                return operands.Count > 1 ? ReadNameEquality(operands[0], operands[1], binding) ?? Judge(call) : Judge(call);
            case "Contains" when OperandsOf(call) is [var list, var item, ..] && IsEnvironmentName(item, binding):
                return ElementsOf(list) is { } elements
                    ? elements.Aggregate(Condition.False, (any, element) => any | (ConstantName(element) is { } one ? Condition.IsEnvironment(one) : Condition.Unknown))
                    : Condition.Unknown;
            case "GetValueOrDefault" or "ConfigureAwait" when call.Expression is MemberAccessExpressionSyntax { Expression: var inner }:
                return Read(inner, binding);
            default:
                return Judge(call);
        }
    }

    // 'a.Equals(b)' and 'string.Equals(a, b)' alike.
    private List<ExpressionSyntax> OperandsOf(InvocationExpressionSyntax call)
    {
        var operands = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        if (ReceiverOf(call) is { } receiver and not PredefinedTypeSyntax && _models.SymbolOf(receiver) is not INamedTypeSymbol && _models.TypeOf(receiver)?.Name != nameof(StringComparer))
            operands.Insert(0, receiver);
        return operands;
    }

    private Condition ReadReference(ExpressionSyntax expression, Binding? binding)
    {
        if (_models.Of(expression).GetConstantValue(expression, _cancellation) is { HasValue: true, Value: bool constant })
            return Condition.Constant(constant);

        switch (_models.SymbolOf(expression))
        {
            case IParameterSymbol parameter when DeclarationOf(parameter)?.Parent?.Parent is not RecordDeclarationSyntax:
                return ReadArgument(parameter, binding) ?? Condition.Unknown;
            case ILocalSymbol local when DeclarationOf(local) is VariableDeclaratorSyntax declaration:
                return ReadVariable(local, declaration, declaration.Initializer?.Value, ScopeOf(declaration), binding);
            case IFieldSymbol field when DeclarationOf(field) is VariableDeclaratorSyntax declaration && (field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private):
                return ReadVariable(field, declaration, declaration.Initializer?.Value, TypeDeclarationOf(declaration), binding);
            case IPropertySymbol { IsAbstract: false } property when DeclarationOf(property) is PropertyDeclarationSyntax declaration:
                if (ReadFunction(declaration, binding: null) is { } value)
                    return value;
                return property.SetMethod is null or { DeclaredAccessibility: Accessibility.Private }
                    ? ReadVariable(property, declaration, declaration.Initializer?.Value, TypeDeclarationOf(declaration), binding)
                    : Condition.Configured;
            // The class library has facts (Uri.IsLoopback), not settings.
            case (IFieldSymbol or IPropertySymbol { IsStatic: false }) and { ContainingNamespace: var space } when !MentionsEnvironment(expression) && space?.ToString() is not "System":
                return Condition.Configured;
            default:
                return Judge(expression);
        }
    }

    // A stored boolean has the value of any of its assignments, each where its path is open.
    private Condition ReadVariable(ISymbol symbol, SyntaxNode declaration, ExpressionSyntax? initializer, SyntaxNode scope, Binding? binding)
    {
        if (!_active.Add(declaration))
            return Condition.None;

        try
        {
            var value = initializer is null ? Condition.None : Read(initializer, binding);
            var assigned = initializer is not null;
            foreach (var use in NameIndex.UsesIn(scope, symbol.Name).Where(use => Denotes(use, symbol, declaration)))
            {
                var target = ExpressionOf(use);
                if (target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target)
                {
                    var path = PathWithin(assignment, EnclosingFunction(assignment), binding).Reach;
                    value = value.Or((assignment.Kind() switch
                    {
                        SyntaxKind.SimpleAssignmentExpression or SyntaxKind.OrAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression => Read(assignment.Right, binding),
                        _ => Condition.Unknown,
                    }).Along(path));
                    assigned = true;
                }
                else if (target.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 })
                {
                    return Condition.Unknown;
                }
            }

            return assigned ? value : symbol is ILocalSymbol ? Condition.Unknown : Condition.Configured;
        }
        finally
        {
            _active.Remove(declaration);
        }
    }

    // A function of this compilation, or a property's getter: the value of any of its returns, each where its path is open. Null if its body is not to be seen.
    private Condition? ReadFunction(SyntaxNode declaration, Binding? binding)
    {
        var (expression, body) = declaration switch
        {
            MethodDeclarationSyntax method when !method.Modifiers.Any(SyntaxKind.VirtualKeyword) => (method.ExpressionBody?.Expression, method.Body),
            LocalFunctionStatementSyntax function => (function.ExpressionBody?.Expression, function.Body),
            PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => (value, null),
            PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } when accessors.FirstOrDefault(accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration)) is { } getter
                => (getter.ExpressionBody?.Expression, getter.Body),
            _ => default((ExpressionSyntax? Expression, BlockSyntax? Body)),
        };
        if (expression is null && body is null)
            return null;
        if (_active.Count > MaximalDepth || ++_steps > MaximalSteps)
            return Condition.Unknown;
        if (!_active.Add(declaration))
            return Condition.None;

        try
        {
            return expression is not null ? Read(expression, binding) : ReadReturns(body!, binding);
        }
        finally
        {
            _active.Remove(declaration);
        }
    }

    private Condition ReadReturns(BlockSyntax body, Binding? binding) => body
        .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .OfType<ReturnStatementSyntax>()
        .Where(statement => statement.Expression is not null)
        .Aggregate(Condition.None, (all, statement) => all.Or(Read(statement.Expression!, binding).Along(PathWithin(statement, body, binding).Reach)));

    /// <summary>An argument that decides whether the function beside it runs: a boolean, or a predicate. Null for any other.</summary>
    private Condition? ReadPredicate(ExpressionSyntax argument) => argument switch
    {
        AnonymousFunctionExpressionSyntax { ExpressionBody: { } value } => Read(value, binding: null),
        AnonymousFunctionExpressionSyntax { Block: { } block } => ReadReturns(block, binding: null),
        _ when _models.SymbolOf(argument) is IMethodSymbol method && _models.TypeOf(argument) is null && DeclarationOf(method) is { } declaration => ReadFunction(declaration, binding: null),
        _ when IsBoolean(argument) => Read(argument, binding: null),
        _ => null,
    };

    private bool IsBoolean(ExpressionSyntax expression) => _models.TypeOf(expression) is { SpecialType: SpecialType.System_Boolean } or { Name: "Nullable" };

    private static SyntaxNode TypeDeclarationOf(SyntaxNode node) => node.Ancestors().First(ancestor => ancestor is TypeDeclarationSyntax);
}
