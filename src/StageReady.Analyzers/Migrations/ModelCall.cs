using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>A call of a builder in a Designer.</summary>
/// <param name="Name">The method.</param>
/// <param name="Type">Its first type argument.</param>
/// <param name="Arguments">Without what it extends.</param>
/// <param name="Provider">Of the extension that is called as a static method; null for other methods.</param>
internal sealed record ModelCall(string Name, TypeSyntax? Type, List<ExpressionSyntax> Arguments, string? Provider)
{
    /// <summary>The calls on the builder that a lambda is handed.</summary>
    public static IEnumerable<List<ModelCall>> ChainsOf(LambdaExpressionSyntax lambda) => Chains(lambda.Body, Parameter(lambda));

    /// <summary>The calls on the builder, statement by statement.</summary>
    public static IEnumerable<List<ModelCall>> Chains(SyntaxNode? body, string builder)
    {
        IEnumerable<ExpressionSyntax> expressions = body switch
        {
            BlockSyntax block => block.Statements.OfType<ExpressionStatementSyntax>().Select(statement => statement.Expression),
            ExpressionSyntax expression => [expression],
            _ => [],
        };
        return expressions.Select(expression => Chain(expression, builder)).Where(chain => chain.Count > 0);
    }

    /// <summary>The calls in their order. An extension that is called as a static method, as EF Core writes those of providers, stands behind what it extends.</summary>
    private static List<ModelCall> Chain(ExpressionSyntax expression, string builder)
    {
        var calls = new List<ModelCall>();
        var current = expression;
        while (current is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call)
        {
            var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
            var type = (member.Name as GenericNameSyntax)?.TypeArgumentList.Arguments[0];
            var isStatic = member.Expression is IdentifierNameSyntax name && name.Identifier.ValueText != builder && arguments.Count > 0;
            var provider = isStatic ? DatabaseProvider.FamilyOf(((IdentifierNameSyntax)member.Expression).Identifier.ValueText) : null;
            calls.Add(new ModelCall(member.Name.Identifier.ValueText, type, isStatic ? arguments.GetRange(1, arguments.Count - 1) : arguments, provider));
            current = isStatic ? arguments[0] : member.Expression;
        }

        if (current is not IdentifierNameSyntax root || root.Identifier.ValueText != builder)
            return [];
        calls.Reverse();
        return calls;
    }

    private static string Parameter(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var parameter, ..] } => parameter.Identifier.ValueText,
        _ => "",
    };
}
