using System.Text.RegularExpressions;
using StageReady.Configuration;
using StageReady.Projects;

namespace StageReady.Release;

/// <summary>STG4006: a runbook that nobody wrote helps nobody at night.</summary>
internal static class RequiredDocumentMissing
{
    private static readonly Regex Numbered = new(@"^[ ]{0,3}#{1,6}[ \t]+(?<text>.*?)(?:[ \t]+#+)?[ \t]*$", RegexOptions.CultureInvariant);

    private static readonly Regex Underline = new(@"^[ ]{0,3}(=+|-+)[ \t]*$", RegexOptions.CultureInvariant);

    /// <param name="settingsFile">The path of stageready.json.</param>
    public static IEnumerable<Finding> Judge(string settingsFile, IEnumerable<RequiredDocument> documents, RepositoryTree tree)
    {
        foreach (var document in documents)
        {
            if (RepositoryTree.Resolve(RepositoryTree.DirectoryOf(settingsFile), document.Path) is not { } path || tree.Read(path) is not { } text)
                yield return At(document, $"The required document {MessageText.Quote(document.Path)} is missing. Write and commit it, or do not require it");
            else if (document.Headings.Except(HeadingsOf(text), StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } missing)
                yield return At(document, $"The required document {MessageText.Quote(document.Path)} has no heading {MessageText.Join([.. missing.Select(MessageText.Quote)], "or")}. Write what belongs there");
        }
    }

    private static Finding At(RequiredDocument document, string message) => new(Catalogue.RequiredDocumentMissing, document.Span, message) { Subject = document.Path };

    /// <summary>The headings of a Markdown text, without their marks; what stands in a fence is code.</summary>
    private static IEnumerable<string> HeadingsOf(string text)
    {
        var fence = "";
        var previous = "";
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            var mark = line.TrimStart().StartsWith("```", StringComparison.Ordinal) ? "```" : line.TrimStart().StartsWith("~~~", StringComparison.Ordinal) ? "~~~" : "";
            if (mark.Length > 0)
                fence = fence.Length == 0 ? mark : fence == mark ? "" : fence;
            else if (fence.Length == 0 && Numbered.Match(line) is { Success: true } heading)
                yield return heading.Groups["text"].Value.Trim();
            else if (fence.Length == 0 && previous.Trim().Length > 0 && Underline.IsMatch(line))
                yield return previous.Trim();
            previous = fence.Length == 0 ? line : "";
        }
    }
}
