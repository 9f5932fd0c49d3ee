namespace StageReady.Configuration;

/// <summary>What the name of a key says about its value.</summary>
internal static class KeyPath
{
    /// <summary>The name in environment variables, where ':' is not allowed everywhere.</summary>
    public static string EnvironmentVariable(string key) => key.Replace(":", "__");

    /// <summary>Whether a segment of a key is the index of an element.</summary>
    public static bool IsIndex(string key, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (key[i] is < '0' or > '9')
                return false;
        }

        return start < end;
    }

    /// <summary>The key, or that of the outermost array around it.</summary>
    public static string OfArray(string key)
    {
        for (var colon = key.IndexOf(':'); colon >= 0;)
        {
            var next = key.IndexOf(':', colon + 1);
            if (IsIndex(key, colon + 1, next < 0 ? key.Length : next))
                return key.Substring(0, colon);
            colon = next;
        }

        return key;
    }

    /// <summary>Whether a key could be one that somebody chose: longer or deeper ones are data, and dear to take apart.</summary>
    public static bool IsReadable(string key) => key.Length <= 500 && key.Count(character => character == ':') < 64;

    /// <summary>The section of the root that a key is in, or the key itself.</summary>
    public static string Root(string key) => key.IndexOf(':') is var colon and >= 0 ? key.Substring(0, colon) : key;

    /// <summary>Whether a section around the key is one of those.</summary>
    public static bool IsBelow(string key, Func<string, bool> isSection)
    {
        for (var colon = key.IndexOf(':'); colon > 0; colon = key.IndexOf(':', colon + 1))
        {
            if (isSection(key.Substring(0, colon)))
                return true;
        }

        return false;
    }

    /// <summary>The last segment of a key.</summary>
    public static string Last(string key) => key.Substring(key.LastIndexOf(':') + 1);

    /// <summary>
    /// Whether a segment of a key names a thing of the world (a host, a URL, an address, a number, an id) rather than a setting. A section with such keys is a table, and its keys are data.
    /// </summary>
    public static bool IsData(string segment) =>
        segment.Length == 0
        || !segment.Any(char.IsLetter)
        || segment.Any(character => character is '/' or '@' or '*' or '\\' or '{' || char.IsWhiteSpace(character))
        || (segment.IndexOf('.') >= 0 && !segment.Any(char.IsUpper))
        || (segment.Length is 32 or 36 && Guid.TryParse(segment, out _));

    /// <summary>A key whose address the application listens on: Kestrel's section, the host's urls, and whatever is named so.</summary>
    public static bool IsBind(string key) =>
        key.Equals("Kestrel", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("Kestrel:", StringComparison.OrdinalIgnoreCase)
        || Segments(key) is var segments && (
            IsHostUrls(segments)
            || segments.Select(Words).Any(words => words.Any(word => word is "bind" or "binding" or "bindings" or "listen" or "listener" or "listeners")));

    /// <summary>Lists of what may connect and how often, or of what is not proxied: names to compare with, not to connect to.</summary>
    public static bool IsFilter(string key) => Segments(key).Select(Words).Any(words =>
        words is ["allowed", "hosts"] or ["no", "proxy"]
        || Has(words, "known", "proxies") || Has(words, "trusted", "proxies") || Has(words, "known", "networks") || Has(words, "trusted", "hosts")
        || Has(words, "rate", "limit") || Has(words, "rate", "limiting")
        || Has(words, "allow", "list") || Has(words, "white", "list") || Has(words, "safe", "list")
        || words.Any(word => word is "allowlist" or "whitelist" or "safelist" or "bypass"));

    /// <summary>A probe asks the application itself, through loopback.</summary>
    public static bool IsHealthProbe(string key) => Segments(key).Select(Words).Any(words =>
        Has(words, "health", "check") || Has(words, "health", "checks") || words.Any(word => word is "healthcheck" or "healthchecks" or "healthz" or "probe" or "probes" or "liveness" or "readiness"));

    // "Urls" at the root, as an array too; the older name of the same setting; and as WebHost's environment variables are written into files.
    private static bool IsHostUrls(string[] segments) =>
        segments[0].ToLowerInvariant() is "urls" or "server.urls" or "aspnetcore_urls" or "dotnet_urls"
        && segments.Skip(1).All(segment => segment.All(char.IsDigit));

    private static string[] Segments(string key) => key.Split(':');

    private static bool Has(IReadOnlyList<string> words, string first, string second) =>
        Enumerable.Range(0, Math.Max(0, words.Count - 1)).Any(i => words[i] == first && words[i + 1] == second);

    /// <summary>The words of a camel-cased or separated name, in lower case: HTTPServer_url is http, server, url.</summary>
    internal static IReadOnlyList<string> Words(string name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length
                || !char.IsLetter(name[i])
                || (i > start && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))));
            if (!ends)
                continue;
            if (i > start)
                words.Add(name.Substring(start, i - start).ToLowerInvariant());
            start = i < name.Length && char.IsLetter(name[i]) ? i : i + 1;
        }

        return words;
    }
}
