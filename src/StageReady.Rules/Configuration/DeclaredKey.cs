namespace StageReady.Configuration;

/// <summary>A key of the configuration that stageready.json names, with all keys below it.</summary>
internal sealed record DeclaredKey
{
    private DeclaredKey(string path) => Path = path;

    /// <summary>Segments joined by ':'.</summary>
    public string Path { get; }

    /// <summary><c>Smtp:Password</c>, as an environment variable <c>Smtp__Password</c>, or <c>Smtp:*</c>, which says the same as <c>Smtp</c>; null for anything that is no key.</summary>
    public static DeclaredKey? Parse(string text)
    {
        var path = text.Trim().Replace("__", ":");
        path = path.EndsWith(":*", StringComparison.Ordinal) ? path.Substring(0, path.Length - 2) : path;
        return path.Length > 0 && path.IndexOf('*') < 0 ? new DeclaredKey(path) : null;
    }

    public bool Covers(string key) =>
        key.StartsWith(Path, StringComparison.OrdinalIgnoreCase) && (key.Length == Path.Length || key[Path.Length] == ':');
}
