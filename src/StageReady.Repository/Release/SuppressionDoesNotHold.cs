using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Suppressions;

namespace StageReady.Release;

/// <summary>STG4008: what is suppressed must say why, until when, and still be there; else nobody knows what the release lives with.</summary>
internal static class SuppressionDoesNotHold
{
    private static readonly string[] CommentedFiles =
    [
        ".yml", ".yaml", ".config", ".props", ".targets", ".csproj", ".fsproj", ".vbproj", ".proj", ".esproj", ".dcproj", ".sqlproj", ".sql", ".env",
        ".sh", ".bash", ".ps1", ".cmd", ".bat", ".tf", ".bicep", ".bicepparam", ".dockerfile",
    ];

    // Of what JSON there is, few files are judged.
    private static readonly string[] CommentedJson = ["settings", "global", "devcontainer", "config"];

    /// <summary>Entries of stageready.json and stageready.baseline.json without a reason, or past their day.</summary>
    public static IEnumerable<Finding> Judge(StageReadySettings settings, DateTime today)
    {
        foreach (var entry in settings.Suppressions.Concat(settings.Baseline))
        {
            if (entry.Reason is null)
                yield return At(entry, "gives no reason and suppresses nothing. Say why the team lives with it, or remove it");
            else if (entry.Expires < today)
                yield return At(entry, $"expired on {entry.Expires:yyyy-MM-dd} and suppresses nothing any more. Mend what it is about, or decide anew");
        }
    }

    /// <summary>Comments without a reason.</summary>
    public static IEnumerable<Finding> Judge(TextFile file) => IgnoreCommentReader.Read(file)
        .Where(comment => comment.Reason is null)
        .Select(comment => new Finding(Catalogue.SuppressionDoesNotHold, comment.Span, $"The comment that ignores {MessageText.Join(comment.Rules)} gives no reason and suppresses nothing. Say why the team lives with it, or remove it"));

    /// <summary>An entry that finds nothing any more.</summary>
    public static Finding Stale(DeclaredSuppression entry)
    {
        var isBaseline = RepositoryTree.FileNameOf(entry.Span.Path) == StageReadySettings.BaselineFileName;
        return At(entry, $"finds nothing any more: {entry.File.Pattern}{(entry.Key is null ? "" : $", {entry.Key.Path}")}. {(isBaseline ? "'stageready baseline' removes the entry" : "Remove the entry")}");
    }

    /// <summary>A comment that finds nothing any more.</summary>
    public static Finding Stale(IgnoreComment comment, string id) => new(Catalogue.SuppressionDoesNotHold, comment.Span,
        Catalogue.Find(id) is null ? $"The comment ignores {id}, which is no rule. Name the rule that is meant" : $"The comment that ignores {id} finds nothing any more. Remove it")
    {
        Subject = id,
    };

    /// <summary>Whether comments in a file can suppress something. C# has pragmas, but in a file that stands for a project.</summary>
    public static bool CanHoldComments(string path, HashSet<string> projectFolders)
    {
        var name = RepositoryTree.FileNameOf(path);
        return FileBasedApp.CanBe(path, projectFolders)
            || CommentedFiles.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)
            || name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(".env", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Containerfile", StringComparison.OrdinalIgnoreCase)
            || (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && CommentedJson.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
    }

    private static Finding At(DeclaredSuppression entry, string what) => new(Catalogue.SuppressionDoesNotHold, entry.Span, $"The suppression of {entry.Rule.Id} {what}") { Subject = entry.Rule.Id };
}
