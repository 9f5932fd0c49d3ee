namespace StageReady.Pinning;

/// <summary>What a step or a job uses from another repository: <c>OWNER/NAME/PATH@REFERENCE</c>.</summary>
/// <param name="Repository">OWNER/NAME on GitHub.</param>
/// <param name="Path">The folder or workflow in it; empty for its root.</param>
/// <param name="Reference">The tag, branch or commit; empty if none is named.</param>
internal sealed record ActionReference(string Repository, string Path, string Reference)
{
    /// <summary>Null if the text names no repository.</summary>
    public static ActionReference? Parse(string text)
    {
        var at = text.LastIndexOf('@');
        var (name, reference) = at < 0 ? (text, "") : (text.Substring(0, at), text.Substring(at + 1));
        var path = name.Split('/');
        return path.Length < 2 ? null : new ActionReference($"{path[0]}/{path[1]}", string.Join("/", path.Skip(2)), reference);
    }

    /// <summary>Whether it is a part of a repository itself.</summary>
    public bool IsOf(string? origin) => origin is not null && Path.Length > 0 && Repository.Equals(origin, StringComparison.OrdinalIgnoreCase);
}
