using System.Net;

namespace StageReady.Configuration;

/// <summary>STG1015: production talks to another machine so that everyone on the way can read and change what is said.</summary>
internal sealed class PlainHttpInProduction : ConfigurationRule
{
    /// <summary>Words of keys whose URIs are names to compare, not places to go.</summary>
    private static readonly HashSet<string> NameWords = WordSet.Of(
        """
        namespace namespaces schema schemas xmlns claim claims claimtype audience audiences realm wtrealm resource entity soap action vocabulary ontology type
        """);

    private static readonly string[] NameHosts =
    [
        "www.w3.org", "w3.org", "tempuri.org", "docs.oasis-open.org", "json-schema.org", "purl.org", "xmlns.com", "www.opengis.net", "ns.adobe.com", "xmlns.oracle.com", "www.topografix.com",
    ];

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        foreach (var use in facts.DeployedUses)
        {
            var production = use.Environments.Where(name => facts.Settings.Roles.RoleOf(name) == EnvironmentRole.Production).ToList();
            var value = use.Value;
            if (production.Count == 0 || string.IsNullOrEmpty(value.Text) || IsName(value.Key) || facts.Settings.IsExternal(value.Key))
                continue;

            if (Endpoints.UrisIn(value.Text!).Where(uri => uri.Scheme == "http").SelectMany(uri => uri.Hosts).FirstOrDefault(host => IsRemote(host.Host)) is { Host: { } host })
            {
                yield return new Finding(
                    Catalogue.PlainHttpInProduction,
                    value.Span,
                    $"{MessageText.Join(production)} {(production.Count == 1 ? "uses" : "use")} {MessageText.Quote(host)} through {MessageText.Quote(value.Key)} without encryption. Use https")
                {
                    Subject = value.Key,
                };
            }
        }
    }

    private static bool IsName(string key) =>
        key.StartsWith("$", StringComparison.Ordinal)
        || KeyPath.IsBind(key) || KeyPath.IsFilter(key) || KeyPath.IsHealthProbe(key)
        || KeyPath.Words(key.Substring(key.LastIndexOf(':') + 1)).Any(NameWords.Contains)
        || key.Split(':').Select(KeyPath.Words).Any(words => words.Any(word => word is "origins" or "origin" or "cors" or "xmlns" or "claims" or "namespaces"));

    /// <summary>Beyond this machine and the cluster, whose bare names and .svc names nobody outside resolves.</summary>
    private static bool IsRemote(string host) =>
        !LocalHost.IsLocal(host)
        && host is not ("0.0.0.0" or "::")
        && (host.IndexOf('.') > 0 || (host.IndexOf(':') >= 0 && IPAddress.TryParse(host, out _)))
        && !EndsWithAny(host, ".local", ".svc", ".internal", ".cluster.local", ".localdomain", ".consul")
        && !host.StartsWith("schemas.", StringComparison.OrdinalIgnoreCase)
        && !NameHosts.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool EndsWithAny(string host, params string[] endings) => endings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
