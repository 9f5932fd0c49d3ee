namespace StageReady.Configuration;

/// <summary>The secret-bearing parts of connection strings.</summary>
internal static class ConnectionSecrets
{
    /// <summary>By normalised keyword, what it holds in plain words.</summary>
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["password"] = "a password",
        ["pwd"] = "a password",
        ["userpassword"] = "a password",
        ["proxypassword"] = "a password",
        ["sslpassword"] = "a certificate password",
        ["certificatepassword"] = "a certificate password",
        ["jetoledb:databasepassword"] = "a password",
        ["accountkey"] = "an account key",
        ["sharedaccesskey"] = "a shared access key",
        ["sharedaccesssignature"] = "a shared access signature",
        ["sharedsecretvalue"] = "a shared secret",
        ["accesskey"] = "an access key",
        ["secret"] = "a secret",
        ["clientsecret"] = "a client secret",
        ["appkey"] = "an application key",
        ["applicationkey"] = "an application key",
    };

    /// <summary>Keywords that only occur where something is connected to; without one, pairs are not a connection string.</summary>
    private static readonly HashSet<string> ConnectionKeywords = WordSet.Of(
        """
        server servername datasource address addr networkaddress host hostname endpoint port database initialcatalog attachdbfilename
        filename user userid uid username driver provider dsn accountname accountendpoint blobendpoint queueendpoint tableendpoint
        fileendpoint defaultendpointsprotocol sharedaccesskeyname sharedsecretissuer entitypath virtualhost id ssl abortconnect
        """);

    /// <summary>The schemes of URIs that are the connection strings of their drivers.</summary>
    private static readonly HashSet<string> Schemes = WordSet.Of("postgres postgresql amqp amqps redis rediss mongodb mongodb+srv");

    /// <summary>The keys of Microsoft's storage and Cosmos DB emulators, the same on every machine and printed in their documentation.</summary>
    private static readonly string[] EmulatorKeyStarts = ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw"];

    /// <summary>Whether a URI of that scheme is what a database or broker's driver takes.</summary>
    public static bool IsDriverScheme(string scheme) => Schemes.Contains(scheme);

    /// <summary>Whether a text is the key of an emulator.</summary>
    public static bool IsEmulatorKey(string text) => EmulatorKeyStarts.Any(start => text.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Whether a secret stands behind a normalised keyword.</summary>
    public static bool IsSecretKeyword(string keyword) => Keywords.ContainsKey(keyword);

    /// <summary>Whether the pairs say where to connect to.</summary>
    public static bool IsConnection(ConnectionString connectionString) =>
        connectionString.RedisServers.Count > 0 || connectionString.Parts.Any(part => ConnectionKeywords.Contains(part.NormalizedKeyword));

    /// <summary>The parts where a secret stands or should stand, with placeholders; none where the driver needs or asks no secret.</summary>
    public static IEnumerable<(string Kind, string Value)> PartsOf(ConnectionString connectionString)
    {
        var parts = connectionString.Parts;
        if (!IsConnection(connectionString) || UsesIdentity(parts) || connectionString.IsFileDatabase || IsEmulator(parts))
            return [];

        return
            from part in parts
            where Keywords.ContainsKey(part.NormalizedKeyword) && !IsEmulatorKey(part.Value)
            select (Keywords[part.NormalizedKeyword], part.Value);
    }

    /// <summary>The drivers ignore a password beside an integrated or managed identity.</summary>
    private static bool UsesIdentity(IReadOnlyList<ConnectionStringPart> parts) => parts.Any(part => part.NormalizedKeyword switch
    {
        "integratedsecurity" or "trustedconnection" => part.Value.ToLowerInvariant() is "true" or "yes" or "sspi",
        "authentication" => part.Value.Replace(" ", "").ToLowerInvariant() is "activedirectoryintegrated" or "activedirectorymanagedidentity" or "activedirectorymsi"
            or "activedirectorydefault" or "activedirectoryworkloadidentity" or "activedirectoryinteractive" or "activedirectorydevicecodeflow",
        _ => false,
    });

    private static bool IsEmulator(IReadOnlyList<ConnectionStringPart> parts) => parts.Any(part =>
        part.NormalizedKeyword is "usedevelopmentstorage" or "usedevelopmentemulator" && part.Value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
