using StageReady.Configuration.Fixes;

namespace StageReady.Pinning.Fixes;

/// <summary>Writes the commit that a tag or branch of an action is, and the name behind it for who reads, and for the bots that raise both.</summary>
internal static class ActionFix
{
    private static readonly char[] Quotes = ['"', '\'', ' '];
    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <param name="file">The file.</param>
    /// <param name="span">Where the action is written, with or without quotes.</param>
    /// <param name="origin">OWNER/NAME of the repository itself; null if that is not known.</param>
    /// <param name="commitOf">Asks the repository of the action; null if nobody is to be asked.</param>
    public static PinningFix For(TextFile file, SourceSpan span, string? origin, Func<ActionReference, Resolution>? commitOf)
    {
        var written = file.Text.Substring(span.Start, span.Length);
        if (ActionReference.Parse(written.Trim(Quotes)) is not { Reference.Length: > 0 } action || written.IndexOfAny(LineEnds) >= 0)
            return PinningFix.Leave("it names no tag or branch");
        if (action.IsOf(origin))
            return PinningFix.Leave($"it belongs to this repository. './{action.Path}' is the same commit, if it is checked out there");

        var command = $"git ls-remote https://github.com/{CommandWord.Of(action.Repository)} {CommandWord.Of(action.Reference)} {CommandWord.Of(action.Reference + "^{}")}";
        if (commitOf is null)
            return PinningFix.Leave("only its repository knows the commit. With --resolve it is asked; this asks it too", command);

        var commit = commitOf(action);
        if (commit.Value is null)
            return PinningFix.Leave(commit.Problem, command);

        var pin = new FileEdit(file.Path, span.Start + written.LastIndexOf('@') + 1, action.Reference.Length, commit.Value);
        return Comment(file, span.Start + span.Length, action.Reference) is { } comment
            ? PinningFix.Write($"Write the commit of {action.Reference}", pin, comment)
            : PinningFix.Write($"Write the commit of {action.Reference}", pin);
    }

    // Null where something else than a comment ends the line, and where it is there already.
    private static FileEdit? Comment(TextFile file, int end, string reference)
    {
        var lineEnd = file.Text.IndexOfAny(LineEnds, end) is >= 0 and var found ? found : file.Text.Length;
        var rest = file.Text.Substring(end, lineEnd - end);
        var comment = rest.TrimStart();
        if (comment.Length == 0)
            return new FileEdit(file.Path, end, 0, $" # {reference}");
        if (comment[0] != '#' || comment.TrimStart('#', ' ').StartsWith(reference, StringComparison.Ordinal))
            return null;
        return new FileEdit(file.Path, lineEnd - comment.Length + 1, 0, $" {reference}");
    }
}
