using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

/// <summary>The path inside one function: the conditions around a node and the early exits before it.</summary>
internal sealed partial class PathAnalysis
{
    private static SyntaxNode? EnclosingFunction(SyntaxNode node) => node.Ancestors().FirstOrDefault(ancestor =>
        ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax
        || (ancestor is MemberDeclarationSyntax and not GlobalStatementSyntax));

    private Path PathWithin(SyntaxNode node, SyntaxNode? function, Binding? binding)
    {
        var path = _target is { } target && target.Node == node ? Path.Open.Through(target.Value, Read(target.Value, binding).WhenTrue) : Path.Open;
        for (var current = node; current != function && current.Parent is { } parent; current = parent)
            path = Step(path, current, parent, binding);
        return path;
    }

    private Path Step(Path path, SyntaxNode current, SyntaxNode parent, Binding? binding)
    {
        switch (parent)
        {
            case IfStatementSyntax branch when current == branch.Statement:
                return path.Through(branch.Condition, Read(branch.Condition, binding).WhenTrue);

            case IfStatementSyntax branch when current == branch.Else:
                return path.Through(branch.Condition, Read(branch.Condition, binding).WhenFalse);

            case WhileStatementSyntax loop when current == loop.Statement:
                return path.Through(loop.Condition, Read(loop.Condition, binding).WhenTrue);

            case ForStatementSyntax { Condition: { } condition } loop when current == loop.Statement:
                return path.Through(condition, Read(condition, binding).WhenTrue);

            case ConditionalExpressionSyntax choice when current == choice.WhenTrue:
                return path.Through(choice.Condition, Read(choice.Condition, binding).WhenTrue);

            case ConditionalExpressionSyntax choice when current == choice.WhenFalse:
                return path.Through(choice.Condition, Read(choice.Condition, binding).WhenFalse);

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } binary when current == binary.Right:
                return path.Through(binary.Left, Read(binary.Left, binding).WhenTrue);

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } binary when current == binary.Right:
                return path.Through(binary.Left, Read(binary.Left, binding).WhenFalse);

            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when current == arm.Expression:
                return path.Through(choice.GoverningExpression, ReachOf(arm, choice, binding));

            case SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section when current is StatementSyntax statement:
                return After(path, section.Statements, statement, binding).Through(choice.Expression, ReachOf(section, choice, binding));

            case BlockSyntax block when current is StatementSyntax statement:
                return After(path, block.Statements, statement, binding);

            case CompilationUnitSyntax unit when current is GlobalStatementSyntax global:
                return After(path, unit.Members.OfType<GlobalStatementSyntax>().Select(member => member.Statement), global.Statement, binding);

            default:
                return path;
        }
    }

    private Path After(Path path, IEnumerable<StatementSyntax> statements, StatementSyntax last, Binding? binding)
    {
        foreach (var statement in statements.TakeWhile(statement => statement != last))
        {
            var reach = CompletionOf(statement, binding);
            if (reach != Reachability.Always)
                path = path.Through(ConditionOfExit(statement), reach);
        }

        return path;
    }

    private static SyntaxNode ConditionOfExit(StatementSyntax statement) => statement switch
    {
        IfStatementSyntax branch => branch.Condition,
        SwitchStatementSyntax choice => choice.Expression,
        _ => statement,
    };

    // In which environments control leaves a statement at its end.
    private Reachability CompletionOf(StatementSyntax? statement, Binding? binding)
    {
        switch (statement)
        {
            case ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax:
            case YieldStatementSyntax { RawKind: (int)SyntaxKind.YieldBreakStatement }:
            case ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type, Name.Identifier.Text: "Exit" or "FailFast" } } }
                when type.ToString() is "Environment" or "System.Environment":
                return Reachability.Never;

            case BlockSyntax block:
                return CompletionOf(block.Statements, binding);

            case IfStatementSyntax branch:
                // Read the condition only if something hangs on it.
                var then = CompletionOf(branch.Statement, binding);
                var otherwise = branch.Else is null ? Reachability.Always : CompletionOf(branch.Else.Statement, binding);
                if (then == Reachability.Always && otherwise == Reachability.Always)
                    return Reachability.Always;
                var condition = Read(branch.Condition, binding);
                if (condition.HangsOnSetting && (Throws(branch.Statement) ? otherwise : Throws(branch.Else?.Statement) ? then : Reachability.Never) == Reachability.Always)
                    return Reachability.Always;
                return (condition.WhenTrue & then) | (condition.WhenFalse & otherwise);

            case SwitchStatementSyntax choice:
                var sections = choice.Sections.Select(section => (section, completion: CompletionOfSection(section, binding))).ToList();
                if (sections.TrueForAll(pair => pair.completion == Reachability.Always))
                    return Reachability.Always;
                var none = choice.Sections.Any(HasDefault) ? Reachability.Never : ReachOfDefault(choice, binding);
                return sections.Aggregate(none, (reach, pair) => reach | (ReachOf(pair.section, choice, binding) & pair.completion));

            case TryStatementSyntax attempt:
                return attempt.Catches.Aggregate(CompletionOf(attempt.Block, binding), (reach, handler) => reach | CompletionOf(handler.Block, binding));

            case UsingStatementSyntax { Statement: var inner }:
                return CompletionOf(inner, binding);

            case LockStatementSyntax { Statement: var inner }:
                return CompletionOf(inner, binding);

            default:
                return Reachability.Always;
        }
    }

    // A check of settings that throws keeps nothing from an application that works: it has passed the check.
    private static bool Throws(StatementSyntax? statement) => statement is ThrowStatementSyntax or BlockSyntax { Statements: [.., ThrowStatementSyntax] };

    private Reachability CompletionOf(IEnumerable<StatementSyntax> statements, Binding? binding) =>
        statements.Aggregate(Reachability.Always, (reach, statement) => reach == Reachability.Never ? reach : reach & CompletionOf(statement, binding));

    // The 'break' at its end leaves the switch, not the function.
    private Reachability CompletionOfSection(SwitchSectionSyntax section, Binding? binding) =>
        CompletionOf(section.Statements.Where(statement => statement is not BreakStatementSyntax), binding);

    private static bool HasDefault(SwitchSectionSyntax section) => section.Labels.Any(label => label is DefaultSwitchLabelSyntax);

    private Reachability ReachOf(SwitchSectionSyntax section, SwitchStatementSyntax choice, Binding? binding)
    {
        var earlier = choice.Sections.TakeWhile(other => other != section).Aggregate(Condition.False, (any, other) => any | Match(other, choice, binding));
        var reach = (!earlier & Match(section, choice, binding)).WhenTrue;
        return HasDefault(section) ? reach | ReachOfDefault(choice, binding) : reach;
    }

    private Reachability ReachOfDefault(SwitchStatementSyntax choice, Binding? binding) =>
        choice.Sections.Aggregate(Condition.False, (any, section) => any | Match(section, choice, binding)).WhenFalse;

    private Condition Match(SwitchSectionSyntax section, SwitchStatementSyntax choice, Binding? binding) =>
        section.Labels.Aggregate(Condition.False, (any, label) => label switch
        {
            CaseSwitchLabelSyntax { Value: var value } => any | ReadEquality(choice.Expression, value, binding),
            CasePatternSwitchLabelSyntax pattern => any | (ReadPattern(choice.Expression, pattern.Pattern, binding) & ReadWhen(pattern.WhenClause, binding)),
            _ => any,
        });

    private Reachability ReachOf(SwitchExpressionArmSyntax arm, SwitchExpressionSyntax choice, Binding? binding)
    {
        Condition Match(SwitchExpressionArmSyntax arm) => ReadPattern(choice.GoverningExpression, arm.Pattern, binding) & ReadWhen(arm.WhenClause, binding);

        var earlier = choice.Arms.TakeWhile(other => other != arm).Aggregate(Condition.False, (any, other) => any | Match(other));
        return (!earlier & Match(arm)).WhenTrue;
    }

    private Condition ReadWhen(WhenClauseSyntax? clause, Binding? binding) => clause is null ? Condition.True : Read(clause.Condition, binding);
}
