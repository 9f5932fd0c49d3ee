using System.Net;
using System.Net.Sockets;

namespace StageReady.Configuration;

/// <summary>How a text in code names a host.</summary>
internal enum HostForm
{
    Uri,
    ConnectionString,

    /// <summary>The whole text is a host, with or without a port.</summary>
    Bare,
}

/// <summary>A host that a text in code names, and that may be another one in another environment.</summary>
internal sealed record HostInCode(string Host, HostForm Form)
{
    /// <summary>A text without any of these names no host that the rules look for. Ends of bare hosts have their closing quote.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        "://",
        "erver=", "ource=", "ost=", "ddress=", "ndpoint=",
        ".com\"", ".net\"", ".org\"", ".io\"", ".dev\"", ".app\"", ".cloud\"", ".local\"", ".internal\"", ".corp\"", ".lan\"", ".eu\"", ".de\"", ".uk\"",
    ];

    // Schemes whose authority is a place in the network.
    private static readonly HashSet<string> Schemes = WordSet.Of(
        """
        http https ws wss ftp ftps sftp amqp amqps redis rediss mongodb mongodb+srv postgres postgresql mysql mariadb ldap ldaps tcp net.tcp
        udp smtp smtps imap nats sb grpc mqtt mqtts kafka bolt neo4j cassandra dns
        """);

    private static readonly string[] ConnectionWords = ["erver=", "ource=", "ost=", "ddress=", "ndpoint="];

    private static readonly string[] FileEndings = [".db", ".db3", ".sqlite", ".sqlite3", ".litedb", ".sdf", ".mdb", ".accdb", ".fdb", ".mdf"];

    private static readonly HashSet<string> TopLevels = WordSet.Of(
        """
        com net org io dev app cloud info biz edu gov mil local internal corp lan intra intranet online site xyz tech services systems
        """, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether <see cref="In"/> may find something: the test that every text in the code goes through.</summary>
    public static bool MayBeIn(string text) =>
        text.Length >= 4
        && (text.IndexOf("://", StringComparison.Ordinal) > 0
            || (text.IndexOf('=') > 0 && ConnectionWords.Any(word => text.IndexOf(word, StringComparison.Ordinal) >= 0))
            || IsBare(text));

    /// <summary>The hosts of a text that is a list of URIs, a connection string or a host. A sentence names none, nor does a host that is put together when the application runs.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hole">The character that stands for what is not written down.</param>
    public static IReadOnlyList<HostInCode> In(string text, char hole)
    {
        text = text.Trim();
        if (ConnectionUri.StartsWithScheme(text))
        {
            return
            [
                .. from uri in ConnectionUri.ParseList(WithPathForHole(text, hole))
                   where Schemes.Contains(uri.Scheme)
                   from endpoint in uri.Hosts
                   where IsWorthAFinding(endpoint.Host) && (endpoint.Host.IndexOf('.') > 0 || IPAddress.TryParse(endpoint.Host, out _))
                   select new HostInCode(endpoint.Host, HostForm.Uri),
            ];
        }

        if (IsBare(text))
            return Endpoints.ParseHost(text) is { } bare && IsWorthAFinding(bare.Host) ? [new HostInCode(bare.Host, HostForm.Bare)] : [];

        return ConnectionString.Parse(text) is { } connectionString && connectionString.RedisServers.Count == 0
            ? [.. Endpoints.In(connectionString).Where(endpoint => IsWorthAFinding(endpoint.Host)).Select(endpoint => new HostInCode(endpoint.Host, HostForm.ConnectionString))]
            : [];
    }

    /// <summary>An address that leads to a developer's machine for as long as a program runs there.</summary>
    public bool IsTunnel => PublicHost.IsTunnel(Host);

    public bool IsAddress => IPAddress.TryParse(Host, out _);

    // The machine itself, every address, what is reserved for examples, what all environments share.
    private static bool IsWorthAFinding(string host) =>
        host.Length > 1
        && host.IndexOf('%') < 0
        && !FileEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && !LocalHost.IsLocal(host)
        && (IPAddress.TryParse(host, out var address) ? !IsReserved(address, host) : !PublicHost.IsReserved(host) && !PublicHost.IsSharedByAllEnvironments(host));

    private static bool IsReserved(IPAddress address, string text)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return address.IsIPv6LinkLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || text.StartsWith("2001:db8:", StringComparison.OrdinalIgnoreCase);

        // Short forms such as 1.2 are numbers.
        if (text.Count(character => character == '.') != 3)
            return true;

        return address.GetAddressBytes() switch
        {
            [0, ..] or [>= 224, ..] => true, // this network; multicast and broadcast
            [192, 0, 2, _] or [198, 51, 100, _] or [203, 0, 113, _] => true, // RFC 5737
            [169, 254, ..] => true, // link-local: the metadata services of clouds
            [1, 1, 1, 1] or [1, 0, 0, 1] or [8, 8, 8, 8] or [8, 8, 4, 4] or [9, 9, 9, 9] => true, // public resolvers, asked to learn one's own address
            _ => false,
        };
    }

    private static bool IsBare(string text)
    {
        if (text.Length > 255 || !(IsAsciiLetterOrDigit(text[0]) || text[0] == '['))
            return false;

        var dots = 0;
        foreach (var character in text)
        {
            if (character == '.')
                dots++;
            else if (!IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or ':' or '[' or ']'))
                return false;
        }

        if (dots == 0 || Endpoints.ParseHost(text) is not { } endpoint)
            return false;
        return IPAddress.TryParse(endpoint.Host, out _) ? dots == 3 : EndsInTopLevel(endpoint.Host) && !IsPackageName(endpoint.Host);
    }

    // com.contoso.app
    private static bool IsPackageName(string text) =>
        text.StartsWith("com.", StringComparison.OrdinalIgnoreCase) || text.StartsWith("org.", StringComparison.OrdinalIgnoreCase) || text.StartsWith("net.", StringComparison.OrdinalIgnoreCase);

    private static bool EndsInTopLevel(string host)
    {
        var label = host.Substring(host.LastIndexOf('.') + 1);
        return host.IndexOf('.') > 0 && (TopLevels.Contains(label) || (label.Length == 2 && label.All(character => character is >= 'a' and <= 'z')));
    }

    // "https://pay.contoso.com" + path: after a whole host there can only be a path.
    private static string WithPathForHole(string text, char hole)
    {
        var position = text.IndexOf(hole);
        if (position < 0)
            return text;

        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var host = position > start ? text.Substring(start, position - start) : "";
        var isWhole = host.IndexOfAny(['/', '?', '#', '@', ':']) < 0
            && (EndsInTopLevel(host) || (IPAddress.TryParse(host, out _) && host.Count(character => character == '.') == 3))
            && (position + 1 == text.Length || text[position + 1] is '/' or '?' or '#' || text[position + 1] == hole);
        return isWhole ? text.Substring(0, position) + "/" + text.Substring(position) : text;
    }

    private static bool IsAsciiLetterOrDigit(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
