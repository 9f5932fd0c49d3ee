using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace StageReady.Analyzers.PathConditions;

/// <summary>Where a compilation uses a name; found in the text first, so that files without it are not walked.</summary>
internal sealed class NameIndex(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<SimpleNameSyntax>> _uses = new(StringComparer.Ordinal);

    public ImmutableArray<SimpleNameSyntax> UsesOf(string name, CancellationToken cancellation) => _uses.GetOrAdd(name, _ => ImmutableArray.CreateRange(
        compilation.SyntaxTrees
            .Where(tree => !tree.IsMigrationDesigner(cancellation) && tree.GetText(cancellation).ToString().Contains(name))
            .SelectMany(tree => UsesIn(tree.GetRoot(cancellation), name))));

    /// <summary>The creations that do not name their type and may be of this one: in files that name it elsewhere, or configuration.</summary>
    public IEnumerable<ImplicitObjectCreationExpressionSyntax> ImplicitCreations(string type, CancellationToken cancellation)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = tree.GetText(cancellation).ToString();
            if (!text.Contains("new(") || !(text.Contains(type) || text.Contains("onfiguration")) || tree.IsMigrationDesigner(cancellation))
                continue;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is ImplicitObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation)
                    yield return creation;
            }
        }
    }

    public static IEnumerable<SimpleNameSyntax> UsesIn(SyntaxNode root, string name) =>
        root.DescendantNodes().OfType<SimpleNameSyntax>().Where(use => use.Identifier.ValueText == name);
}
