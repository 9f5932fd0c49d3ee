using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.Analyzers;

/// <summary>Looks for words in the text of a file, so that files without them are neither walked nor bound.</summary>
internal static class TriggerSearch
{
    /// <summary>How much of a file its usings take, as EF Core's tools write them.</summary>
    private const int HeadLength = 2_000;

    /// <summary>The texts of files as strings: a large one would be copied for every rule.</summary>
    private static readonly ConditionalWeakTable<SourceText, string> Texts = new();

    /// <summary>A file that a designer writes and people do not.</summary>
    public static bool IsDesigner(this SyntaxTree tree) => tree.FilePath.EndsWith(".Designer.cs", StringComparison.OrdinalIgnoreCase);

    /// <summary>A file that holds the model of a migration and calls nothing of ours. There are as many of them as migrations, and they are the largest files of their project.</summary>
    public static bool IsMigrationDesigner(this SyntaxTree tree, CancellationToken cancellation)
    {
        if (!tree.IsDesigner())
            return false;

        var text = tree.GetText(cancellation);
        return text.ToString(new TextSpan(0, Math.Min(text.Length, HeadLength))).IndexOf("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) >= 0;
    }

    public static bool HoldsAny(this SyntaxTree tree, ImmutableArray<string> words, CancellationToken cancellation) => HoldsAny(tree, words, ImmutableArray<string>.Empty, cancellation);

    /// <param name="decoys">What holds one of the words and does not count.</param>
    public static bool HoldsAny(this SyntaxTree tree, ImmutableArray<string> words, ImmutableArray<string> decoys, CancellationToken cancellation)
    {
        var text = Texts.GetValue(tree.GetText(cancellation), static text => text.ToString());
        foreach (var word in words)
        {
            for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + word.Length, StringComparison.Ordinal))
            {
                if (!IsIn(decoys, word, text, at))
                    return true;
            }
        }

        return false;
    }

    private static bool IsIn(ImmutableArray<string> decoys, string word, string text, int at)
    {
        foreach (var decoy in decoys)
        {
            var start = at - decoy.IndexOf(word, StringComparison.Ordinal);
            if (start >= 0 && start <= at && string.CompareOrdinal(text, start, decoy, 0, decoy.Length) == 0)
                return true;
        }

        return false;
    }
}
