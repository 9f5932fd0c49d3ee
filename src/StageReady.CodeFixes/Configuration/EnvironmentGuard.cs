using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.CodeFixes.Configuration;

/// <summary>A condition that asks for nothing but the environment, and what it should ask instead.</summary>
internal sealed class EnvironmentGuard
{
    private const string Development = "Development";
    private const string Production = "Production";

    private EnvironmentGuard(ExpressionSyntax condition, string environment, bool isForDevelopment) => (Condition, Environment, IsForDevelopment) = (condition, environment, isForDevelopment);

    public ExpressionSyntax Condition { get; }

    public string Environment { get; }

    private bool IsForDevelopment { get; }

    /// <summary><c>env.IsDevelopment()</c>, or its opposite for what belongs into every deployed environment.</summary>
    public string Replacement => IsForDevelopment ? $"{Environment}.IsDevelopment()" : $"!{Environment}.IsDevelopment()";

    /// <summary>The whole condition of an <c>if</c> or <c>?:</c> at a finding or around it; null if it asks for something else too, or if what it should ask is not certain.</summary>
    public static EnvironmentGuard? Find(SyntaxNode root, Diagnostic diagnostic)
    {
        var place = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (diagnostic.Id == Catalogue.BehaviourBranchesOnEnvironment.Id)
        {
            var own = place.Ancestors().Select(ConditionOf).FirstOrDefault(condition => condition?.Span.Contains(place.Span) == true);
            return own is null ? null : Read(own);
        }

        return place.Ancestors().OfType<IfStatementSyntax>().Where(branch => !branch.Condition.Span.Contains(place.Span))
            .Select(branch => (Guard: Read(branch.Condition), Branch: branch))
            .FirstOrDefault(found => found.Guard?.IsForDevelopment == found.Branch.Statement.Span.Contains(place.Span)).Guard;
    }

    private static ExpressionSyntax? ConditionOf(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Condition: var condition } => condition,
        ConditionalExpressionSyntax { Condition: var condition } => condition,
        _ => null,
    };

    private static EnvironmentGuard? Read(ExpressionSyntax condition)
    {
        var environments = new HashSet<string>(StringComparer.Ordinal);
        if (Holds(condition, Development, environments) is not { } inDevelopment || Holds(condition, Production, environments) is not { } inProduction
            || inDevelopment == inProduction || environments.Count != 1)
        {
            return null;
        }

        return new EnvironmentGuard(condition, environments.Single(), inDevelopment);
    }

    // Null if it cannot be told from the name of the environment alone.
    private static bool? Holds(ExpressionSyntax condition, string environment, HashSet<string> environments)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return Holds(inner, environment, environments);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var inner }:
                return !Holds(inner, environment, environments);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both:
                var (left, right) = (Holds(both.Left, environment, environments), Holds(both.Right, environment, environments));
                return left is null || right is null ? null : both.IsKind(SyntaxKind.LogicalAndExpression) ? left & right : left | right;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } comparison:
                return IsNamed(comparison.Left, comparison.Right, environment, environments) ?? IsNamed(comparison.Right, comparison.Left, environment, environments);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } comparison:
                return !(IsNamed(comparison.Left, comparison.Right, environment, environments) ?? IsNamed(comparison.Right, comparison.Left, environment, environments));
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsDevelopment" or "IsStaging" or "IsProduction" } access, ArgumentList.Arguments.Count: 0 }:
                environments.Add(access.Expression.ToString());
                return access.Name.Identifier.ValueText == "Is" + environment;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsEnvironment" } access, ArgumentList.Arguments: [{ Expression: var name }] }:
                return IsNamed(access.Expression, name, environment, environments, isHost: true);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } access, ArgumentList.Arguments: [{ Expression: var name }, ..] }:
                return IsNamed(access.Expression, name, environment, environments);
            default:
                return null;
        }
    }

    private static bool? IsNamed(ExpressionSyntax subject, ExpressionSyntax name, string environment, HashSet<string> environments, bool isHost = false)
    {
        var constant = name switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => text,
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Environments" }, Name.Identifier.ValueText: var member } => member,
            _ => null,
        };
        var host = isHost ? subject : subject is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "EnvironmentName", Expression: var receiver } ? receiver : null;
        if (constant is null || host is null)
            return null;
        environments.Add(host.ToString());
        return string.Equals(constant, environment, StringComparison.OrdinalIgnoreCase);
    }
}
