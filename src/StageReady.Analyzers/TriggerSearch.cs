using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace StageReady.Analyzers;

/// <summary>Looks for words in the text of a file, so that files without them are neither walked nor bound.</summary>
internal static class TriggerSearch
{
    public static bool HoldsAny(this SyntaxTree tree, ImmutableArray<string> words, CancellationToken cancellation)
    {
        var text = tree.GetText(cancellation).ToString();
        foreach (var word in words)
        {
            if (text.IndexOf(word, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
