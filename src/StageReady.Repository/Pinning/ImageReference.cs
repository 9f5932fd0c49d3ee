namespace StageReady.Pinning;

/// <summary>A container image by its parts: <c>registry:5000/name:tag@digest</c>.</summary>
/// <param name="Tag">Null if it has none, which means <c>latest</c>.</param>
/// <param name="Digest">Null if it has none.</param>
internal sealed record ImageReference(string Name, string? Tag, string? Digest)
{
    public const string Latest = "latest";

    /// <summary>Whether it names whichever image is the newest.</summary>
    public bool Floats => Digest is null && Tag is null or Latest;

    public static ImageReference Parse(string text)
    {
        var at = text.IndexOf('@');
        var digest = at < 0 ? null : text.Substring(at + 1);
        var rest = at < 0 ? text : text.Substring(0, at);
        // A colon before a slash is a port.
        var colon = rest.LastIndexOf(':');
        return colon > rest.LastIndexOf('/')
            ? new ImageReference(rest.Substring(0, colon), rest.Substring(colon + 1), digest)
            : new ImageReference(rest, null, digest);
    }
}
