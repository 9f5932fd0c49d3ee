namespace StageReady.Configuration;

/// <summary>Absolute paths that exist on one machine, or for one user.</summary>
internal static class MachinePath
{
    /// <summary>"A path on drive C:", "a path on a network share", "a path in somebody's home folder"; null for any other text, relative and system paths among them.</summary>
    public static string? Describe(string text)
    {
        if (text.Length < 3)
            return null;
        return text[0] switch
        {
            '/' => InHome(text, "/home/") || InHome(text, "/Users/") || text.StartsWith("/root/", StringComparison.Ordinal) ? "A path in a home folder" : null,
            '\\' => IsShare(text) ? "A path on a network share" : null,
            _ => text[1] == ':' && text[2] is '\\' or '/' && IsLetter(text[0]) ? $"A path on drive {char.ToUpperInvariant(text[0])}:" : null,
        };
    }

    // What Azure App Service mounts at /home is the platform's, and the same on each of its machines.
    private static bool InHome(string text, string homes) =>
        text.Length > homes.Length
        && text.StartsWith(homes, StringComparison.Ordinal)
        && char.IsLetterOrDigit(text[homes.Length])
        && !text.StartsWith("/home/site/", StringComparison.Ordinal)
        && !text.StartsWith("/home/LogFiles", StringComparison.Ordinal);

    // \\server\share, but no device (\\.\pipe\…), no \\?\ prefix, and not the machine itself.
    private static bool IsShare(string text)
    {
        if (text[1] != '\\' || !char.IsLetterOrDigit(text[2]))
            return false;
        var end = text.IndexOf('\\', 3);
        return end > 0 && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1]) && !LocalHost.IsLocal(text.Substring(2, end - 2));
    }

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
