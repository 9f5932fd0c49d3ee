namespace StageReady.Configuration;

/// <summary>Names of hosts that belong to everybody: reserved ones, public services that have one address for all their users, and tunnels.</summary>
internal static class PublicHost
{
    // RFC 2606, RFC 6761 and RFC 9476; the names that clusters give; and the identifiers of schemas, at which nothing answers.
    private static readonly string[] Reserved =
    [
        "example.com", "example.net", "example.org", "example.edu", "example", "test", "invalid", "localhost", "alt",
        "svc", "cluster.local", "svc.cluster.local", "docker.internal",
        "w3.org", "tempuri.org", "xmlsoap.org", "openxmlformats.org", "oasis-open.org", "json-schema.org", "schema.org", "purl.org", "xmlns.com", "ns.adobe.com", "opengis.net", "relaxng.org", "xml.org",
    ];

    // What the list of public services does not have: names of companies, data that anybody may ask for.
    private static readonly string[] Shared =
    [
        "microsoft.com", "windows.com", "dot.net", "asp.net", "powershellgallery.com", "ghcr.io", "sourceforge.net", "android.com", "mozilla.com", "t.me", "discord.gg", "patreon.com", "opencollective.com",
        "cloudflare-dns.com", "pushover.net", "fastly.com", "trakt.tv", "plex.tv", "musicbrainz.org", "mongodb.com",
    ];

    // What one tenant has for itself.
    private static readonly string[] OfOneTenant = ["sharepoint.com", "crm.dynamics.com", "github.io", "myshopify.com", "atlassian.net", "azureedge.net", "azurefd.net", "cloudfront.net", "azconfig.azure.com"];

    private static readonly string[] Tunnels =
    [
        "ngrok.io", "ngrok.app", "ngrok.dev", "ngrok.com", "ngrok-free.app", "ngrok-free.dev", "ngrok.pizza", "trycloudflare.com", "cfargotunnel.com", "loca.lt", "localtunnel.me", "localhost.run", "lhr.life",
        "lhr.rocks", "serveo.net", "devtunnels.ms", "tunnelmole.net", "bore.pub", "pagekite.me", "telebit.io", "packetriot.net", "pinggy.link", "pinggy.online", "zrok.io", "beeceptor.com", "webhook.site",
    ];

    /// <summary>Labels by which a service tells its environments apart: then its host is no longer the same in all of them.</summary>
    private static readonly string[] EnvironmentLabels = ["sandbox", "staging", "stage", "test", "dev", "uat", "qa"];

    public static bool IsReserved(string host) =>
        IsBelow(host, Reserved)
        || host.StartsWith("schemas.", StringComparison.OrdinalIgnoreCase)
        || host.StartsWith("xmlns.", StringComparison.OrdinalIgnoreCase);

    public static bool IsTunnel(string host) => IsBelow(host, Tunnels);

    public static bool IsSharedByAllEnvironments(string host) =>
        (PublicService.Is(host) || IsBelow(host, Shared))
        && !IsBelow(host, OfOneTenant)
        && !host.Split('.', '-').Any(label => EnvironmentLabels.Contains(label, StringComparer.OrdinalIgnoreCase));

    private static bool IsBelow(string host, string[] domains)
    {
        host = host.TrimEnd('.');
        return domains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.'));
    }
}
