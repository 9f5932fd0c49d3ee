using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>What becomes of the name of the environment that code reads from a variable.</summary>
internal static class EnvironmentVariableUse
{
    private const int MaximalDepth = 8;

    // It names a file, is written to a log, or is handed to the host.
    private static readonly string[] HarmlessCalls = ["AddJsonFile", "UseEnvironment", "WithEnvironment", "IsNullOrEmpty", "IsNullOrWhiteSpace", "WriteLine", "Information", "Warning", "Debug", "Error", "AddTag", "SetTag", "AddAttribute"];

    /// <summary>Whether nothing but a comparison hangs on it, which is judged where it stands, and nothing at all otherwise.</summary>
    public static bool IsHarmless(ExpressionSyntax read) => IsHarmless(read, MaximalDepth);

    private static bool IsHarmless(ExpressionSyntax value, int depth)
    {
        if (depth == 0)
            return false;

        switch (value.Parent)
        {
            case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax or ConditionalAccessExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                return IsHarmless((ExpressionSyntax)value.Parent, depth - 1);

            // value.ToLower(), value.Equals("…")
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Expression == value:
                return IsComparison(call) || IsHarmless(call, depth - 1);

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } or IsPatternExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax:
                return true;

            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable }:
                var uses = NameIndex.UsesIn(ScopeOf(statement), variable.Identifier.ValueText).ToList();
                return uses.TrueForAll(use => IsHarmless(use, depth - 1));

            // new { Environment = value } is for a reader.
            case AnonymousObjectMemberDeclaratorSyntax:
                return true;

            case AssignmentExpressionSyntax { Left: var target } assignment when assignment.Right == value:
                return target is ElementAccessExpressionSyntax ? target.ToString().Contains("_ENVIRONMENT\"") : CalledName.Of(target)?.Identifier.ValueText is var name && (name == "EnvironmentName" || name == "Environment" && assignment.Parent is InitializerExpressionSyntax);

            default:
                return value.Ancestors().TakeWhile(ancestor => ancestor is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or InterpolationSyntax)
                    .OfType<InvocationExpressionSyntax>().Any(call => IsComparison(call) || IsHarmlessCall(call));
        }
    }

    private static bool IsComparison(InvocationExpressionSyntax call) => CalledName.Of(call)?.Identifier.ValueText is "Equals" or "Contains" or "StartsWith" or "EndsWith";

    private static bool IsHarmlessCall(InvocationExpressionSyntax call) =>
        CalledName.Of(call)?.Identifier.ValueText is { } name && (HarmlessCalls.Contains(name) || name.StartsWith("Log", StringComparison.Ordinal));

    private static SyntaxNode ScopeOf(SyntaxNode statement) => statement.Ancestors().First(ancestor => ancestor is BlockSyntax or CompilationUnitSyntax or SwitchSectionSyntax);
}
