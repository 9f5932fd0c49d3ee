namespace StageReady.Configuration;

/// <summary>STG1010: a connection string, parsed as its driver parses it, carries a password or a key that everyone with the repository can read.</summary>
internal sealed class SecretInConnectionString : ConfigurationRule
{
    /// <summary>By normalised keyword, what it holds in plain words.</summary>
    private static readonly Dictionary<string, string> SecretKeywords = new(StringComparer.Ordinal)
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
    private static readonly HashSet<string> ConnectionKeywords = new(StringComparer.Ordinal)
    {
        "server", "servername", "datasource", "address", "addr", "networkaddress", "host", "hostname", "endpoint", "port", "database", "initialcatalog", "attachdbfilename",
        "filename", "user", "userid", "uid", "username", "driver", "provider", "dsn", "accountname", "accountendpoint", "blobendpoint", "queueendpoint", "tableendpoint",
        "fileendpoint", "defaultendpointsprotocol", "sharedaccesskeyname", "sharedsecretissuer", "entitypath", "virtualhost", "id", "ssl", "abortconnect",
    };

    private static readonly HashSet<string> UriSchemes = new(StringComparer.Ordinal)
    {
        "postgres", "postgresql", "amqp", "amqps", "redis", "rediss", "mongodb", "mongodb+srv",
    };

    /// <summary>The keys of Microsoft's storage and Cosmos DB emulators, the same on every machine and printed in their documentation.</summary>
    private static readonly string[] EmulatorKeyStarts = ["Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq", "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw"];

    private static readonly string[] FileExtensions = [".db", ".db3", ".sqlite", ".sqlite3", ".litedb", ".sdf", ".mdb", ".accdb", ".fdb"];

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        foreach (var file in facts.Files)
        {
            foreach (var value in file.Values.Values)
            {
                if (!string.IsNullOrEmpty(value.Text) && !Placeholder.Is(value.Text!) && SecretsIn(value.Text!.Trim()) is { Count: > 0 } secrets)
                    yield return Create(value, secrets, SeverityIn(file, facts));
            }
        }
    }

    private static Severity SeverityIn(ConfigurationFile file, ConfigurationFacts facts)
    {
        var role = file.Name.Environment is { } environment ? facts.Settings.Roles.RoleOf(environment) : null;
        return facts.Project.IsTest || role is EnvironmentRole.Development or EnvironmentRole.Test ? Severity.Info : Severity.Error;
    }

    private static Finding Create(ConfigurationValue value, IReadOnlyList<Secret> secrets, Severity severity) => new(
        Catalogue.SecretInConnectionString,
        value.Span,
        $"The connection string {MessageText.Quote(value.Key)} holds {MessageText.Join([.. secrets.Select(secret => $"{secret.Kind} ({secret.Length} characters)")])}. "
            + $"Take it out and let a vault, user secrets or the environment variable {MessageText.Quote(KeyPath.EnvironmentVariable(value.Key))} supply it")
    {
        Severity = severity,
        Subject = value.Key,
    };

    private static IReadOnlyList<Secret> SecretsIn(string text)
    {
        if (ConnectionUri.StartsWithScheme(text))
            return SecretsIn(ConnectionUri.ParseList(text));
        return ConnectionString.Parse(text) is { } connectionString ? SecretsIn(connectionString) : [];
    }

    // A user that is its own password is a default that everyone knows (guest:guest) and no secret.
    private static IReadOnlyList<Secret> SecretsIn(IReadOnlyList<ConnectionUri> uris) =>
    [
        .. from uri in uris
           where UriSchemes.Contains(uri.Scheme) && uri.Password is not null && uri.Password != uri.User && !Placeholder.Is(uri.Password)
           select new Secret("a password", uri.Password!.Length),
    ];

    private static IReadOnlyList<Secret> SecretsIn(ConnectionString connectionString)
    {
        var parts = connectionString.Parts;
        if (!connectionString.RedisServers.Any() && !parts.Any(part => ConnectionKeywords.Contains(part.NormalizedKeyword)))
            return [];
        if (UsesIdentity(parts) || IsFileDatabase(parts) || IsEmulator(parts))
            return [];

        return
        [
            .. from part in parts
               where SecretKeywords.ContainsKey(part.NormalizedKeyword)
               where !Placeholder.Is(part.Value) && !EmulatorKeyStarts.Any(start => part.Value.StartsWith(start, StringComparison.Ordinal))
               select new Secret(SecretKeywords[part.NormalizedKeyword], part.Value.Length),
        ];
    }

    /// <summary>The drivers ignore a password beside an integrated or managed identity.</summary>
    private static bool UsesIdentity(IReadOnlyList<ConnectionStringPart> parts) => parts.Any(part => part.NormalizedKeyword switch
    {
        "integratedsecurity" or "trustedconnection" => part.Value.ToLowerInvariant() is "true" or "yes" or "sspi",
        "authentication" => part.Value.Replace(" ", "").ToLowerInvariant() is "activedirectoryintegrated" or "activedirectorymanagedidentity" or "activedirectorymsi"
            or "activedirectorydefault" or "activedirectoryworkloadidentity" or "activedirectoryinteractive" or "activedirectorydevicecodeflow",
        _ => false,
    });

    private static bool IsFileDatabase(IReadOnlyList<ConnectionStringPart> parts) => parts.Any(part =>
        part.NormalizedKeyword is "filename"
        || (part.NormalizedKeyword is "datasource" && (part.Value == ":memory:" || FileExtensions.Any(extension => part.Value.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))));

    private static bool IsEmulator(IReadOnlyList<ConnectionStringPart> parts) => parts.Any(part =>
        part.NormalizedKeyword is "usedevelopmentstorage" or "usedevelopmentemulator" && part.Value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private readonly record struct Secret(string Kind, int Length);
}
