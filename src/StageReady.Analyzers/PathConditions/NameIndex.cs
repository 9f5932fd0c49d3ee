using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Where a compilation uses a name; found in the text first, so that files without it are not walked.</summary>
internal sealed class NameIndex(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>> _uses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SyntaxTree, ImplicitObjectCreationExpressionSyntax[]> _creations = new();

    public ImmutableArray<SimpleNameSyntax> UsesOf(string name, CancellationToken cancellation) => _uses.GetOrAdd(name, _ => ImmutableArray.CreateRange(
        compilation.SyntaxTrees
            .Where(tree => !tree.IsMigrationDesigner(cancellation) && tree.GetText(cancellation).ToString().Contains(name))
            .SelectMany(tree => UsesIn(tree.GetRoot(cancellation), name))));

    /// <summary>The uses of a member that one of these texts may follow; the same search with other texts starts again.</summary>
    public IEnumerable<MemberAccessExpressionSyntax> MemberUsesOf(string name, IEnumerable<string> followers, CancellationToken cancellation)
    {
        string[] texts = [.. followers.Select(follower => $".{name}{follower}")];
        return compilation.SyntaxTrees
            .Where(tree => tree.GetText(cancellation).ToString() is var text && Array.Exists(texts, text.Contains) && !tree.IsMigrationDesigner(cancellation))
            .SelectMany(tree => UsesIn(tree.GetRoot(cancellation), name))
            .Select(use => use.Parent as MemberAccessExpressionSyntax)
            .Where(access => access?.Name.Identifier.ValueText == name)
            .OfType<MemberAccessExpressionSyntax>();
    }

    /// <summary>The creations that do not name their type and may be of this one: in files that name it elsewhere, or that have to do with configuration.</summary>
    public IEnumerable<ImplicitObjectCreationExpressionSyntax> ImplicitCreations(string type, CancellationToken cancellation)
    {
        var files = new HashSet<SyntaxTree>(UsesOf(type, cancellation).Select(use => use.SyntaxTree));
        files.UnionWith(UsesOf("IConfiguration", cancellation).Concat(UsesOf("Configuration", cancellation)).Select(use => use.SyntaxTree));
        foreach (var file in files)
        {
            foreach (var creation in _creations.GetOrAdd(file, _ => [.. file.GetRoot(cancellation).DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>().Where(creation => creation.ArgumentList.Arguments.Count > 0)]))
            {
                if (DeclaredTypeOf(creation) is not { } declared || declared == type)
                    yield return creation;
            }
        }
    }

    // Sign of "Sign sign = new(…)"; null where the text does not say.
    private static string? DeclaredTypeOf(ImplicitObjectCreationExpressionSyntax creation) => creation.Parent is not EqualsValueClauseSyntax { Parent: var declaration } ? null
        : (declaration is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax variable } ? variable.Type : (declaration as PropertyDeclarationSyntax)?.Type) switch
        {
            NullableTypeSyntax { ElementType: SimpleNameSyntax name } => name.Identifier.ValueText,
            SimpleNameSyntax name => name.Identifier.ValueText,
            QualifiedNameSyntax { Right: var name } => name.Identifier.ValueText,
            _ => null,
        };

    public static IEnumerable<SimpleNameSyntax> UsesIn(SyntaxNode root, string name) =>
        root.DescendantNodes().OfType<SimpleNameSyntax>().Where(use => use.Identifier.ValueText == name);
}
