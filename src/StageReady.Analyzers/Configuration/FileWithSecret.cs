using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.ValueFlow;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// Tells whether a C# file holds a secret by its form or its name, be it in a test, in an attribute, where a reason suppresses the finding, or in a comment. No rule reports all of these; who shows a
/// part of the file asks, and would rather leave out too much.
/// </summary>
public static class FileWithSecret
{
    private static readonly char[] CommentMarks = ['/', '*', ' ', '\t', '\r', '\n'];

    public static bool Is(SyntaxNode root) =>
        root.DescendantNodes().Any(node => IsSecret(node) || IsKey(node))
        || root.DescendantTrivia().Any(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && CommentedSecret.Holds(trivia.ToString().Trim(CommentMarks)));

    private static bool IsSecret(SyntaxNode node)
    {
        if (node is not ExpressionSyntax expression || !StageReadyAnalyzer.IsOneOf(SecretIsHardCoded.Texts, node.RawKind) || LiteralText.Of(expression) is not { } literal)
            return false;
        var text = literal.Text.Trim();
        return SecretInCode.ByForm(text, LiteralText.Hole) is not null
            || (NameOf(literal.Expression) is { } name && SecretInCode.ByUse(text, SecretInCode.ExpectationOf(name)) is not null)
            || (SecretInCode.MayBeSecret(text) && SecretIsHardCoded.IsSeed(node))
            || ScriptSecret.IsIn(text);
    }

    // The default of a column has the column's name.
    private static string? NameOf(ExpressionSyntax value) =>
        value.Parent is ArgumentSyntax { NameColon.Name.Identifier.ValueText: "defaultValue", Parent: ArgumentListSyntax { Arguments: var arguments } }
            ? (arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == "name")?.Expression as LiteralExpressionSyntax)?.Token.ValueText
            : ValueName.Of(value);

    private static bool IsKey(SyntaxNode node) =>
        StageReadyAnalyzer.IsOneOf(SecretIsHardCoded.Lists, node.RawKind) && LiteralBytes.CountIn(node) is not null
        && ValueName.Of(SecretIsHardCoded.WholeList(node)) is { } name && SecretInCode.ExpectationOf(name) is SecretExpectation.Secret or SecretExpectation.Password;
}
