namespace StageReady.Release;

/// <summary>Where a release's sources can be found again.</summary>
/// <param name="Commit">The commit in full.</param>
/// <param name="IsClean">Whether the work tree held exactly that commit.</param>
/// <param name="Address">The origin, without credentials; null if there is none that others could reach.</param>
/// <param name="Tag">A tag of that commit; null if it has none.</param>
internal sealed record ReleaseSource(string Commit, bool IsClean, string? Address, string? Tag)
{
    /// <summary>Null if there is no commit, or git cannot tell.</summary>
    public static ReleaseSource? Read(GitWorkTree tree)
    {
        if (tree is not { Root: { } root, Commit: { } commit, IsClean: { } isClean })
            return null;

        var tag = Git.Run(root, "describe --tags --exact-match HEAD");
        return new ReleaseSource(commit, isClean, Origin(root), tag.ExitCode == 0 ? tag.Output.Trim() : null);
    }

    /// <summary>The public address of the origin; null if there is none.</summary>
    public static string? Origin(string directory) => Git.OriginOf(directory) is { } origin ? PublicAddress(origin) : null;

    /// <summary>Neither credentials nor a place on this machine belong in a release.</summary>
    public static string? PublicAddress(string remote)
    {
        if (Uri.TryCreate(remote, UriKind.Absolute, out var uri) && remote.Contains("://"))
            return uri.IsFile ? null : uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

        // The short form of ssh: user@host:path. One letter before the colon is a drive.
        var colon = remote.IndexOf(':');
        return colon > 1 && remote.IndexOfAny(['/', '\\'], 0, colon) < 0 ? remote : null;
    }
}
