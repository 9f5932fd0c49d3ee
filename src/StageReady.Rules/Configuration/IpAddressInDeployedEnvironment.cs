using System.Net;
using System.Net.Sockets;

namespace StageReady.Configuration;

/// <summary>STG1014: a deployed environment reaches something by its number, which only a release can change.</summary>
internal sealed class IpAddressInDeployedEnvironment : ConfigurationRule
{
    /// <summary>Words of keys whose bare numbers with dots are addresses.</summary>
    private static readonly HashSet<string> AddressWords = WordSet.Of(
        """
        ip ips ipaddress address addresses addr host hosts hostname server servers endpoint endpoints url uri dns gateway broker brokers node nodes
        peer peers machine smtp ftp redis database db cluster
        """);

    private static readonly HashSet<string> RangeWords = WordSet.Of(
        """
        cidr cidrs subnet subnets network networks mask netmask range ranges proxy proxies allow allowed allowlist whitelist whitelisted deny denied block
        blocked blacklist trusted firewall version versions build
        """);

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        foreach (var use in facts.DeployedUses)
        {
            var value = use.Value;
            if (string.IsNullOrEmpty(value.Text) || AddressIn(value) is not { } address || facts.Settings.IsExternal(value.Key))
                continue;

            yield return new Finding(
                Catalogue.IpAddressInDeployedEnvironment,
                value.Span,
                $"{use.Say("reaches", "reach")} the IP address {MessageText.Quote(address)} through {MessageText.Quote(value.Key)}. Use a host name, so that what is behind it can move without a release")
            {
                Subject = value.Key,
            };
        }
    }

    private static string? AddressIn(ConfigurationValue value)
    {
        var words = value.Key.Split(':').SelectMany(KeyPath.Words).ToList();
        if (KeyPath.IsBind(value.Key) || KeyPath.IsFilter(value.Key) || words.Any(RangeWords.Contains) || IsListOf(value.Text!, words))
            return null;

        var text = value.Text!.Trim();
        var isBare = IPAddress.TryParse(text, out _);
        if (isBare && !words.Any(AddressWords.Contains))
            return null;

        return Endpoints.In(text).Where(endpoint => IsAddressed(endpoint.Host) && !IsRange(text, endpoint.Host)).Select(endpoint => endpoint.Host).FirstOrDefault();
    }

    // "CompanyIps": "198.18.0.1, 198.18.0.2": whom to recognise. What is connected to has a port, or is a list of hosts.
    private static bool IsListOf(string text, IReadOnlyList<string> words) =>
        words is [.., "ips"] && text.Split(',', ';') is { Length: > 1 } items && items.All(item => IPAddress.TryParse(item.Trim(), out _));

    private static bool IsRange(string text, string host) =>
        text.IndexOf(host + "/", StringComparison.Ordinal) is >= 0 and var start
        && text.Length > start + host.Length + 1 && char.IsDigit(text[start + host.Length + 1])
        && !ConnectionUri.StartsWithScheme(text);

    /// <summary>An address of one machine that is neither this one nor an example.</summary>
    private static bool IsAddressed(string host)
    {
        if (!IPAddress.TryParse(host, out var address))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return host.Count(character => character == ':') >= 2 && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6Any) && !IsDocumentation(address.GetAddressBytes());

        var bytes = address.GetAddressBytes();
        return host.Count(character => character == '.') == 3 && bytes[0] is not (0 or 127 or 255) && bytes[3] != 0 && !IsDocumentation(bytes);
    }

    /// <summary>The networks of RFC 5737 and RFC 3849.</summary>
    private static bool IsDocumentation(byte[] bytes) => bytes switch
    {
        [192, 0, 2, _] or [198, 51, 100, _] or [203, 0, 113, _] => true,
        [0x20, 0x01, 0x0d, 0xb8, ..] => true,
        _ => false,
    };
}
