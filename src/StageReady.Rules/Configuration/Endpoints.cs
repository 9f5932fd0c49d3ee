namespace StageReady.Configuration;

/// <summary>Finds the endpoints in a value by parsing it whole: a list of URIs, a connection string, a list of hosts. A sentence that mentions a host names none.</summary>
internal static class Endpoints
{
    private static readonly HashSet<string> ServerKeywords = WordSet.Of("server servername datasource address addr networkaddress host hostname endpoint failoverpartner");

    public static IReadOnlyList<Endpoint> In(string value)
    {
        value = value.Trim();
        if (value.Length == 0)
            return [];
        if (ConnectionUri.StartsWithScheme(value))
            return [.. ConnectionUri.ParseList(value).SelectMany(uri => uri.Hosts)];
        if (ConnectionString.Parse(value) is { } connectionString)
            return In(connectionString);

        return HostList(value, separators: [',', ';']) ?? [];
    }

    /// <summary>The URIs of a value: a list of them, or those in the parts of a connection string.</summary>
    public static IEnumerable<ConnectionUri> UrisIn(string value)
    {
        value = value.Trim();
        if (ConnectionUri.StartsWithScheme(value))
            return ConnectionUri.ParseList(value);
        return ConnectionString.Parse(value) is { } connectionString
            ? connectionString.Parts.Where(part => ConnectionUri.StartsWithScheme(part.Value)).SelectMany(part => ConnectionUri.ParseList(part.Value))
            : [];
    }

    public static IReadOnlyList<Endpoint> In(ConnectionString connectionString)
    {
        var endpoints = connectionString.RedisServers.Select(ParseHost).OfType<Endpoint>().ToList();
        foreach (var part in connectionString.Parts)
        {
            if (ConnectionUri.StartsWithScheme(part.Value))
                endpoints.AddRange(ConnectionUri.ParseList(part.Value).SelectMany(uri => uri.Hosts));
            else if (ServerKeywords.Contains(part.NormalizedKeyword))
                endpoints.AddRange(Servers(part.Value));
        }

        return endpoints;
    }

    /// <summary><c>host</c>, <c>host:port</c>, <c>[address]:port</c>, with or without a path; null for anything else.</summary>
    public static Endpoint? ParseHost(string text)
    {
        var slash = text.IndexOf('/');
        var authority = slash < 0 ? text : text.Substring(0, slash);
        string host;
        string? port = null;
        if (authority.StartsWith("[", StringComparison.Ordinal))
        {
            var close = authority.IndexOf(']');
            if (close < 0)
                return null;
            host = authority.Substring(1, close - 1);
            if (close + 1 < authority.Length)
                port = authority[close + 1] == ':' ? authority.Substring(close + 2) : "";
        }
        else if (authority.Count(character => character == ':') > 1)
        {
            host = authority;
        }
        else
        {
            var colon = authority.IndexOf(':');
            host = colon < 0 ? authority : authority.Substring(0, colon);
            port = colon < 0 ? null : authority.Substring(colon + 1);
        }

        return host.Any(char.IsLetterOrDigit) && host.All(IsHostCharacter) && port is not "" ? new Endpoint(host, port) : null;
    }

    public static bool IsHostCharacter(char character) => char.IsLetterOrDigit(character) || character is '.' or '-' or '_' or ':' or '%';

    /// <summary>Null unless every item is a host.</summary>
    private static IReadOnlyList<Endpoint>? HostList(string value, char[] separators)
    {
        var hosts = new List<Endpoint>();
        foreach (var item in value.Split(separators))
        {
            if (ParseHost(item.Trim()) is not { } host)
                return null;
            hosts.Add(host);
        }

        return hosts;
    }

    /// <summary>The servers that a database driver reads out of its server keyword: <c>tcp:host,1433</c>, <c>host\instance</c>, <c>host1:5432,host2</c>, <c>//host:1521/service</c>, an Oracle description.</summary>
    private static IEnumerable<Endpoint> Servers(string value)
    {
        if (value.StartsWith("(DESCRIPTION", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var item in value.Split('(', ')').Select(item => item.Split('=')))
            {
                if (item.Length == 2 && item[0].Trim().Equals("HOST", StringComparison.OrdinalIgnoreCase))
                    yield return new Endpoint(item[1].Trim(), null);
            }

            yield break;
        }

        foreach (var protocol in new[] { "tcp:", "np:", "lpc:", "admin:" })
        {
            if (value.StartsWith(protocol, StringComparison.OrdinalIgnoreCase))
                value = value.Substring(protocol.Length);
        }

        foreach (var item in value.Split(',').Select(item => item.Trim().TrimStart('\\', '/')))
        {
            var backslash = item.IndexOf('\\');
            var server = backslash < 0 ? item : item.Substring(0, backslash);
            if (LocalHost.IsLocal(server))
                yield return new Endpoint(server, null);
            else if (ParseHost(server) is { } host && !server.All(char.IsDigit))
                yield return host;
        }
    }
}
