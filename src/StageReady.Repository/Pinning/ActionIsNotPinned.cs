using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>STG3022: whoever can move a tag or push to a branch decides what the build runs, with its secrets.</summary>
internal static class ActionIsNotPinned
{
    private const string Docker = "docker://";

    /// <param name="uses">What steps and jobs use.</param>
    /// <param name="origin">OWNER/NAME of the repository itself; null if that is not known.</param>
    public static IEnumerable<Finding> Judge(IEnumerable<PlacedText> uses, string? origin) => uses.Select(use => Judge(use, origin)).OfType<Finding>();

    /// <summary>The image that is used instead of an action; null if it is none.</summary>
    public static string? ImageIn(string text) => text.StartsWith(Docker, StringComparison.OrdinalIgnoreCase) ? text.Substring(Docker.Length) : null;

    private static Finding? Judge(PlacedText use, string? origin)
    {
        var text = use.Value.Trim();
        if (text.StartsWith("./", StringComparison.Ordinal) || WorkflowExpression.IsIn(text))
            return null;
        if (ImageIn(text) is { } written)
        {
            var image = ImageReference.Parse(written);
            return image.Digest is not null ? null : At(use, image.Name, $"{MessageText.Quote(text)} is named by a tag, which its owner can move. Add the digest that was tested");
        }

        if (ActionReference.Parse(text) is not { } action || ExactVersion.IsCommit(action.Reference))
            return null;

        var name = action.Path.Length == 0 ? action.Repository : $"{action.Repository}/{action.Path}";
        if (action.IsOf(origin))
            return At(use, name, $"{MessageText.Quote(text)} runs what another branch of this repository has. Write './{action.Path}', which is the same commit");

        var what = action.Reference.Length == 0 ? "names no commit" : $"is pinned to {MessageText.Quote(action.Reference)}, which its owner can move";
        return At(use, name, $"{MessageText.Quote(name)} {what}. Write the full commit, and the tag in a comment behind it ('git ls-remote https://github.com/{action.Repository} {(action.Reference.Length == 0 ? "HEAD" : $"{action.Reference} {action.Reference}^{{}}")}' tells it, the last line)");
    }

    private static Finding At(PlacedText use, string subject, string message) => new(Catalogue.ActionIsNotPinned, use.Span, message) { Subject = subject };
}
