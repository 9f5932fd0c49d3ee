using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.Migrations;

/// <summary>An expression of FluentMigrator as the chain of its members: <c>Create</c>, <c>Table("Notes")</c>, <c>WithColumn("Id")</c>, …</summary>
internal sealed class FluentExpression
{
    private static readonly HashSet<string> Roots = WordSet.Of("Create Alter Delete Rename Insert Update Execute IfDatabase");

    private FluentExpression(ExpressionSyntax syntax, List<FluentPart> parts) => (Syntax, Parts) = (syntax, parts);

    public List<FluentPart> Parts { get; }

    private ExpressionSyntax Syntax { get; }

    /// <summary>Nobody can go on with it: what it does not say is the default.</summary>
    public bool IsStatement => Syntax.Parent is ExpressionStatementSyntax or LambdaExpressionSyntax
        or ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax } or LocalFunctionStatementSyntax { ReturnType: PredefinedTypeSyntax } };

    /// <summary>Null for a call that does not begin with one of FluentMigrator's roots.</summary>
    /// <param name="expression">The call.</param>
    /// <param name="migration">What a helper calls the migration; empty in the migration itself.</param>
    public static FluentExpression? Of(ExpressionSyntax expression, string migration)
    {
        var parts = new List<FluentPart>();
        for (var current = expression; ;)
        {
            var arguments = current is InvocationExpressionSyntax call ? call.ArgumentList.Arguments : default;
            var member = current is InvocationExpressionSyntax invoked ? invoked.Expression : current;
            switch (member)
            {
                case MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax or BaseExpressionSyntax } own:
                    parts.Add(new FluentPart(own.Name, arguments));
                    return Finished();
                case MemberAccessExpressionSyntax access:
                    parts.Add(new FluentPart(access.Name, arguments));
                    current = access.Expression;
                    break;
                case SimpleNameSyntax name when name.Identifier.ValueText == migration && parts.Count > 0:
                    return Finished();
                case SimpleNameSyntax name:
                    parts.Add(new FluentPart(name, arguments));
                    return Finished();
                default:
                    return null;
            }
        }

        FluentExpression? Finished()
        {
            parts.Reverse();
            return Roots.Contains(parts[0].Name) ? new FluentExpression(expression, parts) : null;
        }
    }

    public static bool IsRoot(string name) => Roots.Contains(name);
}

/// <param name="Syntax">The member's name, where a finding stands.</param>
/// <param name="Arguments">None for a property.</param>
internal sealed record FluentPart(SimpleNameSyntax Syntax, Microsoft.CodeAnalysis.SeparatedSyntaxList<ArgumentSyntax> Arguments)
{
    public string Name => Syntax.Identifier.ValueText;
}
