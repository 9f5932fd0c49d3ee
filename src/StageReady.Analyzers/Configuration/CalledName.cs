using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Configuration;

/// <summary>The name by which code calls or sets a member: a cheap look at the text, before any question to the compiler.</summary>
internal static class CalledName
{
    /// <summary><c>M</c> of <c>M()</c>, <c>a.M()</c> and <c>a?.M()</c>.</summary>
    public static SimpleNameSyntax? Of(InvocationExpressionSyntax call) => Of(call.Expression);

    /// <summary><c>P</c> of <c>P</c>, <c>a.P</c> and <c>a?.P</c>.</summary>
    public static SimpleNameSyntax? Of(ExpressionSyntax member) => member switch
    {
        SimpleNameSyntax name => name,
        MemberAccessExpressionSyntax { Name: var name } => name,
        MemberBindingExpressionSyntax { Name: var name } => name,
        _ => null,
    };

    /// <summary>What a member is asked of: <c>a</c> of <c>a.M()</c> and <c>a?.M()</c>.</summary>
    public static ExpressionSyntax? ReceiverOf(ExpressionSyntax member) => member switch
    {
        InvocationExpressionSyntax { Expression: var called } => ReceiverOf(called),
        MemberAccessExpressionSyntax { Expression: var receiver } => receiver,
        MemberBindingExpressionSyntax => member.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault()?.Expression,
        _ => null,
    };

    /// <summary>Whether the code itself declares the member, so that it is another one of the same name. What does not bind (a missing package) is taken by its name.</summary>
    public static bool IsDeclaredInSource(ExpressionSyntax member, CodeContext context)
    {
        var info = context.SemanticModel.GetSymbolInfo(member, context.CancellationToken);
        return (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { DeclaringSyntaxReferences.Length: > 0 };
    }
}
