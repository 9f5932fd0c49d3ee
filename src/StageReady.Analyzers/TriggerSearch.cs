using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StageReady.Analyzers;

/// <summary>Looks for words in the text of a file, so that files without them are neither walked nor bound.</summary>
internal static class TriggerSearch
{
    /// <summary>How much of a file its usings take, as EF Core's tools write them.</summary>
    private const int HeadLength = 2_000;

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
