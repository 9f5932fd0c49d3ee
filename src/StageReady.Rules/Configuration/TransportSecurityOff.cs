namespace StageReady.Configuration;

/// <summary>STG1017: a deployed environment talks without encryption to its database, or accepts any certificate.</summary>
internal sealed class TransportSecurityOff : ConfigurationRule
{
    /// <summary>Keys that are true when certificates are checked, in lower case without separators.</summary>
    private static readonly HashSet<string> Checks = WordSet.Of(
        """
        validatecertificate validatecertificates validateservercertificate validatesslcertificate verifyssl verifytls verifycertificate verifycertificates sslverify checkcertificate
        """);

    /// <summary>Keys that are true when they are not.</summary>
    private static readonly HashSet<string> Disables = WordSet.Of(
        """
        trustservercertificate ignoresslerrors ignorecertificateerrors ignoresslcertificateerrors skipcertificatevalidation skipsslvalidation skipsslverification allowinvalidcertificates
        acceptanycertificate acceptallcertificates allowuntrustedcertificates trustallcertificates dangerousacceptanyservercertificate dangerousacceptanyservercertificates
        dangerousacceptanyservercertificatevalidator disablesslverification disablecertificatevalidation bypasscertificatevalidation
        """);

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        foreach (var use in facts.DeployedUses)
        {
            var value = use.Value;
            if (string.IsNullOrEmpty(value.Text) || WeaknessOf(value) is not { } weakness || facts.Settings.IsExternal(value.Key))
                continue;

            yield return new Finding(
                Catalogue.TransportSecurityOff,
                value.Span,
                $"{use.Say("turns", "turn")} transport security off: {weakness}. {(use.OverridingFiles is { } files ? $"Turn it on in {files}" : "Turn it on")}")
            {
                Subject = value.Key,
            };
        }
    }

    private static string? WeaknessOf(ConfigurationValue value)
    {
        var text = value.Text!.Trim();
        if (OfSwitch(value.Key, text) is { } ofSwitch)
            return ofSwitch;
        if (ConnectionUri.StartsWithScheme(text))
            return OfUri(value.Key, ConnectionUri.ParseList(text));
        return ConnectionString.Parse(text) is { } connectionString ? OfConnection(value.Key, connectionString) : null;
    }

    private static string? OfSwitch(string key, string text)
    {
        var name = string.Concat(key.Substring(key.LastIndexOf(':') + 1).Where(char.IsLetter)).ToLowerInvariant();
        var isOff = Checks.Contains(name) ? IsFalse(text)
            : Disables.Contains(name) ? IsTrue(text)
            : name.EndsWith("certificatevalidationmode", StringComparison.Ordinal) && text.Equals("None", StringComparison.OrdinalIgnoreCase);
        return isOff ? $"{MessageText.Quote(key)} is {text.ToLowerInvariant()}" : null;
    }

    private static string? OfConnection(string key, ConnectionString connectionString)
    {
        var servers = Endpoints.In(connectionString);
        if (!ConnectionSecrets.IsConnection(connectionString) || (servers.Count > 0 && servers.All(server => LocalHost.IsLocal(server.Host))))
            return null;

        foreach (var part in connectionString.Parts)
        {
            var isOff = part.NormalizedKeyword switch
            {
                "trustservercertificate" => IsTrue(part.Value),
                "encrypt" => IsFalse(part.Value) || part.Value.Equals("optional", StringComparison.OrdinalIgnoreCase),
                "sslmode" => IsDisabled(part.Value),
                _ => false,
            };
            if (isOff)
                return $"the connection string {MessageText.Quote(key)} says {part.Keyword}={part.Value}";
        }

        return null;
    }

    private static string? OfUri(string key, IReadOnlyList<ConnectionUri> uris)
    {
        foreach (var uri in uris.Where(uri => ConnectionSecrets.IsDriverScheme(uri.Scheme) && !uri.Hosts.All(host => LocalHost.IsLocal(host.Host))))
        {
            foreach (var (name, setting) in uri.Query)
            {
                var isOff = name.ToLowerInvariant() switch
                {
                    "sslmode" => IsDisabled(setting),
                    "tlsinsecure" or "tlsallowinvalidcertificates" => IsTrue(setting),
                    _ => false,
                };
                if (isOff)
                    return $"the URI in {MessageText.Quote(key)} says {name}={setting}";
            }
        }

        return null;
    }

    private static bool IsTrue(string text) => text.Equals("true", StringComparison.OrdinalIgnoreCase) || text.Equals("yes", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(string text) => text.Equals("false", StringComparison.OrdinalIgnoreCase) || text.Equals("no", StringComparison.OrdinalIgnoreCase);

    private static bool IsDisabled(string text) => text.ToLowerInvariant() is "disable" or "disabled" or "none";
}
