using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>STG3022: whoever can move a tag or push to a branch decides what the build runs, with its secrets.</summary>
internal static class ActionIsNotPinned
{
    private const string Docker = "docker://";

    /// <param name="uses">What steps and jobs use.</param>
    /// <param name="origin">OWNER/NAME of the repository itself; null if that is not known.</param>
    public static IEnumerable<Finding> Judge(IEnumerable<PlacedText> uses, string? origin) => uses.Select(use => Judge(use, origin)).OfType<Finding>();

    private static Finding? Judge(PlacedText use, string? origin)
    {
        var text = use.Value.Trim();
        if (text.StartsWith("./", StringComparison.Ordinal) || WorkflowExpression.IsIn(text))
            return null;
        if (text.StartsWith(Docker, StringComparison.OrdinalIgnoreCase))
        {
            var image = ImageReference.Parse(text.Substring(Docker.Length));
            return image.Digest is not null ? null : At(use, image.Name, $"{MessageText.Quote(text)} is named by a tag, which its owner can move. Add the digest that was tested");
        }

        var at = text.LastIndexOf('@');
        var (name, reference) = at < 0 ? (text, "") : (text.Substring(0, at), text.Substring(at + 1));
        if (ExactVersion.IsCommit(reference))
            return null;

        var path = name.Split('/');
        if (path.Length < 2)
            return null;

        var repository = $"{path[0]}/{path[1]}";
        if (origin is not null && repository.Equals(origin, StringComparison.OrdinalIgnoreCase) && path.Length > 2)
            return At(use, name, $"{MessageText.Quote(text)} runs what another branch of this repository has. Write './{string.Join("/", path.Skip(2))}', which is the same commit");

        var what = reference.Length == 0 ? "names no commit" : $"is pinned to {MessageText.Quote(reference)}, which its owner can move";
        return At(use, name, $"{MessageText.Quote(name)} {what}. Write the full commit, and the tag in a comment behind it ('git ls-remote https://github.com/{repository} {(reference.Length == 0 ? "HEAD" : reference)}' tells it)");
    }

    private static Finding At(PlacedText use, string subject, string message) => new(Catalogue.ActionIsNotPinned, use.Span, message) { Subject = subject };
}
