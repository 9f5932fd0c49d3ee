using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Privacy;

namespace StageReady.Analyzers.Privacy;

/// <summary>An expression that a log receives and what its name says about it.</summary>
/// <param name="Expression">The name itself, for the type.</param>
internal sealed record LoggedValue(ExpressionSyntax Expression, string Name, string Description)
{
    // What gives a text back as it is, or nearly.
    private static readonly HashSet<string> Transparent = WordSet.Of(
        """
        Trim TrimEnd TrimStart ToLower ToLowerInvariant ToUpper ToUpperInvariant ToString Normalize Replace ToList ToArray Distinct OrderBy
        """);

    /// <summary>The sensitive names that an expression hands on, judged by syntax alone.</summary>
    public static IEnumerable<LoggedValue> In(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax { Expression: var inner }:
                return In(inner);
            case CastExpressionSyntax { Expression: var inner }:
                return In(inner);
            case AwaitExpressionSyntax { Expression: var inner }:
                return In(inner);
            case PostfixUnaryExpressionSyntax { Operand: var inner }:
                return In(inner);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.CoalesceExpression } pair:
                return In(pair.Left).Concat(In(pair.Right));
            case ConditionalExpressionSyntax choice when IsShortened(choice.WhenTrue) || IsShortened(choice.WhenFalse):
                return [];
            case ConditionalExpressionSyntax choice:
                return In(choice.WhenTrue).Concat(In(choice.WhenFalse));
            case InterpolatedStringExpressionSyntax text:
                return text.Contents.OfType<InterpolationSyntax>().SelectMany(hole => In(hole.Expression));
            case ConditionalAccessExpressionSyntax { WhenNotNull: var member }:
                return In(member);
            case AnonymousObjectCreationExpressionSyntax { Initializers: var members }:
                return members.SelectMany(member => In(member.Expression));
            case SimpleNameSyntax name:
                return Named(expression, name.Identifier.ValueText);
            case MemberAccessExpressionSyntax { Name: var name }:
                return Named(expression, name.Identifier.ValueText);
            case MemberBindingExpressionSyntax { Name: var name }:
                return Named(expression, name.Identifier.ValueText);
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }] }:
                return Named(expression, key.Substring(key.LastIndexOf(':') + 1));
            case InvocationExpressionSyntax call:
                return InCall(call);
            default:
                return [];
        }
    }

    // token.Length > 10 ? token[..10] + "…" : token
    private static bool IsShortened(ExpressionSyntax branch) => branch.DescendantNodesAndSelf().Any(node =>
        node is RangeExpressionSyntax or SimpleNameSyntax { Identifier.ValueText: "Substring" });

    private static IEnumerable<LoggedValue> InCall(InvocationExpressionSyntax call)
    {
        var (name, receiver) = call.Expression switch
        {
            MemberAccessExpressionSyntax access => (access.Name.Identifier.ValueText, access.Expression),
            MemberBindingExpressionSyntax binding => (binding.Name.Identifier.ValueText, null),
            SimpleNameSyntax simple => (simple.Identifier.ValueText, null),
            _ => ("", null),
        };
        if (Transparent.Contains(name))
            return receiver is null ? [] : In(receiver);
        if (name is "Join" or "Concat" or "Format")
            return call.ArgumentList.Arguments.SelectMany(argument => In(argument.Expression));
        if (name.Length > 3 && name.StartsWith("Get", StringComparison.Ordinal))
            return Named(call, name.EndsWith("Async", StringComparison.Ordinal) ? name.Substring(3, name.Length - 8) : name.Substring(3));
        if (name is "FindFirstValue" && call.ArgumentList.Arguments is [{ Expression: MemberAccessExpressionSyntax claim }])
            return Named(call, claim.Name.Identifier.ValueText);
        return [];
    }

    private static IEnumerable<LoggedValue> Named(ExpressionSyntax expression, string name) =>
        SensitiveName.Describe(name) is { } description ? [new LoggedValue(expression, name, description)] : [];
}
