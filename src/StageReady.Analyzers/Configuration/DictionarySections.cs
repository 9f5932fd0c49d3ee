using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StageReady.Analyzers.PathConditions;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// The sections whose keys are data because of what the code makes of them: it binds them to a dictionary, or goes through their children. Asked only where a key
/// is missing in one environment, so that most compilations never search for it.
/// </summary>
public sealed class DictionarySections
{
    private const int MaxDepth = 5;

    private readonly HashSet<string> _paths = new(StringComparer.OrdinalIgnoreCase);

    private DictionarySections()
    {
    }

    /// <summary>Finds them in the C# of a project.</summary>
    public static IReadOnlyCollection<string> In(Compilation compilation, CancellationToken cancellation)
    {
        var found = new DictionarySections();
        var sections = new ConfigurationSections(new NameIndex(compilation), new SemanticModels(compilation, cancellation)) { TakesUncalled = true };
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (!tree.HoldsAny(ConfigurationReads.TriggerWords, cancellation))
                continue;
            foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
            {
                if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } call)
                    found.Add(call, member, sections);
            }
        }

        return found._paths;
    }

    private void Add(InvocationExpressionSyntax call, MemberAccessExpressionSyntax member, ConfigurationSections sections)
    {
        switch (member.Name.Identifier.ValueText)
        {
            case "GetChildren" or "AsEnumerable":
                foreach (var section in sections.Paths(member.Expression))
                    AddPath(section.Path);
                break;
            case "Get" or "Bind" or "BindConfiguration" or "Configure":
                foreach (var (section, type) in sections.BoundBy(call, member))
                    AddType(section.Path, type, MaxDepth);
                break;
        }
    }

    private void AddType(string path, ITypeSymbol type, int depth)
    {
        if (BoundType.IsDictionary(type))
        {
            AddPath(path);
        }
        else if (depth > 0 && BoundType.IsByMembers(type))
        {
            foreach (var property in BoundType.Properties(type))
                AddType(ConfigurationSections.Join(path, BoundType.KeyOf(property)), property.Type, depth - 1);
        }
    }

    // Who goes through all of the configuration, to print it, says nothing about its sections.
    private void AddPath(string path)
    {
        if (path.Length > 0)
            _paths.Add(path);
    }
}
