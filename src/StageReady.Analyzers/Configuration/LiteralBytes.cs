using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Configuration;

/// <summary>A list of bytes that the code writes down one by one, as keys are.</summary>
internal static class LiteralBytes
{
    /// <summary>The shortest key of any cipher in use.</summary>
    private const int Shortest = 16;

    /// <summary>Fewer different bytes are zeros, a pattern or an example.</summary>
    private const int FewestDifferent = 8;

    /// <summary>How many bytes it is; null if it is anything else, or no key: a text, numbers in order, the same again and again.</summary>
    public static int? CountIn(SyntaxNode list)
    {
        var bytes = list switch
        {
            InitializerExpressionSyntax { Expressions: { Count: >= Shortest } elements } => elements.Select(ByteOf).ToList(),
            CollectionExpressionSyntax { Elements: { Count: >= Shortest } elements } => elements.Select(element => element is ExpressionElementSyntax { Expression: var value } ? ByteOf(value) : -1).ToList(),
            _ => [],
        };
        return bytes.Count == 0 || bytes.Contains(-1) || bytes.Distinct().Count() < FewestDifferent || IsInOrder(bytes) ? null : bytes.Count;
    }

    private static int ByteOf(ExpressionSyntax element)
    {
        if (element is CastExpressionSyntax { Expression: var inner })
            element = inner;
        return element is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression, Token.Value: int and >= 0 and <= byte.MaxValue and var value } ? value : -1;
    }

    // 1, 2, 3, …: most steps are the same.
    private static bool IsInOrder(List<int> bytes)
    {
        var same = 0;
        for (var i = 2; i < bytes.Count; i++)
            same += bytes[i] - bytes[i - 1] == bytes[i - 1] - bytes[i - 2] ? 1 : 0;
        return same > bytes.Count / 2;
    }
}
