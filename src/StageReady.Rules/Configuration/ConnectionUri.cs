namespace StageReady.Configuration;

/// <summary>A URI with an authority, as clients read it: System.Uri refuses the several hosts of MongoDB and PostgreSQL, and placeholders.</summary>
/// <param name="Scheme">Lower case.</param>
/// <param name="User">Decoded; null if the URI has no user.</param>
/// <param name="Password">Decoded; null if the URI has none.</param>
internal sealed record ConnectionUri(string Scheme, string? User, string? Password, IReadOnlyList<Endpoint> Hosts, string Path)
{
    private static readonly char[] AuthorityEnd = ['/', '?', '#'];

    /// <summary>The parameters behind the question mark, decoded.</summary>
    public IEnumerable<(string Name, string Value)> Query
    {
        get
        {
            var query = Path.IndexOf('?');
            var fragment = Path.IndexOf('#');
            if (query < 0 || (fragment >= 0 && fragment < query))
                return [];
            return from parameter in Path.Substring(query + 1, (fragment < 0 ? Path.Length : fragment) - query - 1).Split('&')
                   let equal = parameter.IndexOf('=')
                   where equal > 0
                   select (Uri.UnescapeDataString(parameter.Substring(0, equal)), Uri.UnescapeDataString(parameter.Substring(equal + 1)));
        }
    }

    public static bool StartsWithScheme(string text) => SchemeLength(text, 0) > 0;

    /// <summary>The URIs of a list that is separated by commas, semicolons or white space; empty if the text is none.</summary>
    public static IReadOnlyList<ConnectionUri> ParseList(string text)
    {
        var uris = new List<ConnectionUri>();
        var start = 0;
        while (start < text.Length)
        {
            var end = start + 1;
            while (end < text.Length && !(IsSeparator(text[end - 1]) && SchemeLength(text, end) > 0))
                end++;

            var item = text.Substring(start, end - start).TrimEnd(' ', '\t', '\r', '\n', ',', ';');

            // White space inside means a sentence that starts with a URI, not a list.
            if (item.Any(char.IsWhiteSpace) || Parse(item) is not { } uri)
                return [];
            uris.Add(uri);
            start = end;
        }

        return uris;
    }

    private static bool IsSeparator(char character) => character is ',' or ';' || char.IsWhiteSpace(character);

    /// <summary>The length of <c>scheme://</c> at a place; 0 if there is none.</summary>
    private static int SchemeLength(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 32 && (IsAsciiLetter(text[end]) || (end > start && (text[end] is (>= '0' and <= '9') or '+' or '-' or '.'))))
            end++;
        return end > start && string.CompareOrdinal(text, end, "://", 0, 3) == 0 ? end - start + 3 : 0;
    }

    private static bool IsAsciiLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static ConnectionUri? Parse(string text)
    {
        var start = SchemeLength(text, 0);
        if (start == 0)
            return null;

        var end = text.IndexOfAny(AuthorityEnd, start);
        end = end < 0 ? text.Length : end;
        var scheme = text.Substring(0, start - 3).ToLowerInvariant();
        var at = text.LastIndexOf('@', end - 1, end - start);

        string? user = null;
        string? password = null;
        if (at >= 0)
        {
            var userInfo = text.Substring(start, at - start);
            var colon = userInfo.IndexOf(':');
            user = Uri.UnescapeDataString(colon < 0 ? userInfo : userInfo.Substring(0, colon));
            password = colon < 0 ? null : Uri.UnescapeDataString(userInfo.Substring(colon + 1));
            start = at + 1;
        }

        var hosts = text.Substring(start, end - start).Split(',')
            .Select(host => Endpoints.ParseHost(host))
            .OfType<Endpoint>()
            .Select(host => host.Port is null ? host with { Port = DefaultPort(scheme) } : host);
        return new ConnectionUri(scheme, user, password, [.. hosts], text.Substring(end));
    }

    private static string? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => "80",
        "https" or "wss" => "443",
        _ => null,
    };
}
