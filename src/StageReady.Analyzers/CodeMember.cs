using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers;

/// <summary>What a finding in C# is about, apart from lines and wording: the member that it stands in.</summary>
public static class CodeMember
{
    /// <summary>The name of the member with those of its types and namespaces, joined by dots; empty for what stands in none, and in a file that is no C#. Overloads have one name.</summary>
    public static string Of(Location location)
    {
        var names = new List<string>();
        for (var node = location.SourceTree?.GetRoot().FindNode(location.SourceSpan); node is not null; node = node.Parent)
        {
            if (NameOf(node) is { } name)
                names.Add(name);
        }

        names.Reverse();
        return string.Join(".", names);
    }

    private static string? NameOf(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax member => member.Name.ToString(),
        BaseTypeDeclarationSyntax member => member.Identifier.ValueText,
        MethodDeclarationSyntax member => member.Identifier.ValueText,
        PropertyDeclarationSyntax member => member.Identifier.ValueText,
        EventDeclarationSyntax member => member.Identifier.ValueText,
        ConstructorDeclarationSyntax member => member.Identifier.ValueText,
        DelegateDeclarationSyntax member => member.Identifier.ValueText,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } member => member.Identifier.ValueText,
        _ => null,
    };
}
