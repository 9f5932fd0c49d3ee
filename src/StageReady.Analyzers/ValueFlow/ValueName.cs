using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.ValueFlow;

/// <summary>What the code calls a value, as far as the syntax tells: the variable or member that it is given to, the parameter, the key beside it.</summary>
internal static class ValueName
{
    /// <summary>A member with its type in front (<c>JwtOptions:Key</c>), as configuration would name it; null if nothing names the value.</summary>
    public static string? Of(ExpressionSyntax value)
    {
        for (SyntaxNode node = value; ;)
        {
            switch (node.Parent)
            {
                case ParenthesizedExpressionSyntax or CastExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax:
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }:
                case ConditionalExpressionSyntax choice when choice.Condition != node:
                    node = node.Parent!;
                    break;
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } when IsBytesOf(call):
                    node = call;
                    break;
                case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray", Parent: InvocationExpressionSyntax call }:
                    node = call;
                    break;
                default:
                    return OfPlace(node);
            }
        }
    }

    /// <summary><c>Encoding.UTF8.GetBytes(value)</c></summary>
    public static bool IsBytesOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetBytes" or "FromBase64String" or "FromHexString" };

    private static string? OfPlace(SyntaxNode value) => value.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field } => Member(field, field.Identifier),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => Member(property, property.Identifier),
        EqualsValueClauseSyntax { Parent: ParameterSyntax parameter } => parameter.Identifier.ValueText,
        ArrowExpressionClauseSyntax { Parent: { } member } => OfMember(member),
        ReturnStatementSyntax { Parent: BlockSyntax { Parent: { } member } } => OfMember(member),
        AssignmentExpressionSyntax assignment when assignment.Right == value => OfTarget(assignment),
        AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var name } => name,
        ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name } => name,
        ArgumentSyntax { Parent: BaseArgumentListSyntax list } argument => KeyBefore(list.Arguments.IndexOf(argument), i => list.Arguments[i].Expression),
        InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ComplexElementInitializerExpression } pair when value is ExpressionSyntax own => KeyBefore(pair.Expressions.IndexOf(own), i => pair.Expressions[i]),
        _ => null,
    };

    private static string? OfMember(SyntaxNode member) => member switch
    {
        PropertyDeclarationSyntax property => Member(property, property.Identifier),
        AccessorDeclarationSyntax { RawKind: (int)SyntaxKind.GetAccessorDeclaration, Parent.Parent: PropertyDeclarationSyntax property } => Member(property, property.Identifier),
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        _ => null,
    };

    private static string Member(SyntaxNode declaration, SyntaxToken name) =>
        declaration.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>() is { Identifier.ValueText: var type } ? $"{type}:{name.ValueText}" : name.ValueText;

    private static string? OfTarget(AssignmentExpressionSyntax assignment) => assignment.Left switch
    {
        SimpleNameSyntax { Identifier.ValueText: var name } => assignment.Parent is InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax { Type: SimpleNameSyntax type } } ? $"{type.Identifier.ValueText}:{name}" : name,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } => Key(key),
        ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: var key }] } => Key(key),
        _ => null,
    };

    // Add("Password", value)
    private static string? KeyBefore(int index, Func<int, ExpressionSyntax> at) => index == 1 ? Key(at(0)) : null;

    private static string? Key(ExpressionSyntax key) =>
        key is LiteralExpressionSyntax { Token.Value: string text } && text.Length <= 100 && text.All(character => char.IsLetterOrDigit(character) || character is ':' or '_' or '-' or '.') ? text.Replace("__", ":") : null;
}
