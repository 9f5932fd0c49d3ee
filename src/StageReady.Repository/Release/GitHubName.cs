namespace StageReady.Release;

/// <summary>What GitHub calls a repository: OWNER/NAME.</summary>
internal static class GitHubName
{
    private const string Host = "github.com";
    private const string Suffix = ".git";

    private static readonly char[] Slash = ['/'];

    /// <summary>By the remote that a work tree was cloned from; null if it is another host's, or there is none.</summary>
    public static string? Of(string workTree) => Git.OriginOf(workTree) is { } origin ? Parse(origin) : null;

    /// <summary>From <c>https://github.com/OWNER/NAME.git</c> or <c>git@github.com:OWNER/NAME.git</c>.</summary>
    public static string? Parse(string remote)
    {
        var host = remote.IndexOf(Host, StringComparison.OrdinalIgnoreCase);
        if (host < 0 || (host > 0 && remote[host - 1] is not ('/' or '@')) || host + Host.Length >= remote.Length || remote[host + Host.Length] is not ('/' or ':'))
            return null;

        var path = remote.Substring(host + Host.Length + 1);
        path = path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - Suffix.Length) : path;
        var names = path.Split(Slash, StringSplitOptions.RemoveEmptyEntries);
        return names.Length == 2 ? $"{names[0]}/{names[1]}" : null;
    }
}
