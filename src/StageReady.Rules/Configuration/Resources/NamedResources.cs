using System.Text.RegularExpressions;

namespace StageReady.Configuration;

/// <summary>Finds the resources that a value names by parsing it whole: hosts of URIs, servers with their database, storage accounts, buckets, queues, tenants.</summary>
internal sealed class NamedResources(EffectiveConfiguration environment)
{
    /// <summary>URIs that lead to a database, or to a part of a broker, and name it in their path.</summary>
    private static readonly HashSet<string> DatabaseSchemes = WordSet.Of(
        """
        postgres postgresql mysql mariadb mongodb mongodb+srv sqlserver mssql amqp amqps redis rediss cassandra clickhouse oracle
        """);

    /// <summary>Names that services have inside a cluster or a composition, whose every environment has its own.</summary>
    private static readonly HashSet<string> ServiceNames = WordSet.Of(
        """
        db database postgres postgresql pg mysql mariadb mssql sqlserver sqldata redis cache mongo mongodb rabbitmq rabbit kafka zookeeper elasticsearch elastic seq minio
        nats consul vault oracle cosmosdb azurite broker mail smtp mailhog eventbus messagebus keycloak
        """, StringComparer.OrdinalIgnoreCase);

    private static readonly string[] DatabaseKeywords = ["database", "initialcatalog", "dbname", "entitypath", "defaultdatabase"];

    private static readonly string[] DatabaseKeys = ["Database", "DatabaseName", "DbName", "Db", "Catalog", "VirtualHost", "VHost"];

    /// <summary>Pages that are asked for at a host which stands under another key.</summary>
    private static readonly string[] PageEndings = [".php", ".asp", ".aspx", ".ashx", ".asmx", ".jsp", ".do", ".html", ".htm", ".json", ".xml", ".js", ".css"];

    private static readonly Regex BucketName = new("^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$", RegexOptions.CultureInvariant);

    private static readonly Regex QueueName = new("^[A-Za-z][A-Za-z0-9._/-]{1,255}$", RegexOptions.CultureInvariant);

    public IEnumerable<Resource> In(ConfigurationValue value)
    {
        var text = value.Text?.Trim() ?? "";
        if (text.Length == 0 || Placeholder.Is(text) || KeyPath.IsBind(value.Key) || KeyPath.IsFilter(value.Key) || ResourceKey.IsName(value.Key))
            return [];
        if (ConnectionUri.StartsWithScheme(text))
            return ConnectionUri.ParseList(text).SelectMany(InUri);
        if (ConnectionString.Parse(text) is { } connectionString)
            return InConnectionString(connectionString);
        if (ResourceKey.IsBucket(value.Key))
            return BucketName.IsMatch(text) && text.Any(char.IsLetter) ? [new Resource(ResourceKind.Bucket, text)] : [];
        if (ResourceKey.IsQueue(value.Key))
            return QueueName.IsMatch(text) ? [new Resource(ResourceKind.Queue, text)] : [];
        if (ResourceKey.IsTenant(value.Key))
            return IsTenant(text) ? [new Resource(ResourceKind.Tenant, text)] : [];

        return ResourceKey.IsHostOfItsOwn(value.Key) ? InHosts(value.Key, text) : [];
    }

    private static IEnumerable<Resource> InUri(ConnectionUri uri)
    {
        // What the code fills into the path is unknown, and so is the database.
        var path = uri.Path.Split('?', '#')[0].Trim('/');
        if (path.IndexOfAny(['{', '<', '%']) >= 0)
            yield break;

        foreach (var host in uri.Hosts.Select(endpoint => endpoint.Host))
        {
            if (DatabaseSchemes.Contains(uri.Scheme))
            {
                if (IsSomebodys(host, ServiceNames.Contains))
                    yield return new Resource(ResourceKind.Server, path.Length == 0 ? host : $"{host}/{path}", host);
            }
            else if (IsQueueService(host))
            {
                yield return new Resource(ResourceKind.Server, $"{host}/{path}", host);
            }
            else if (IsBucketService(host) && path.Length > 0)
            {
                yield return new Resource(ResourceKind.Server, $"{host}/{path.Split('/')[0]}", host);
            }
            else if (IsSomebodys(host, IsBare))
            {
                yield return new Resource(ResourceKind.Server, host, host);
            }
        }
    }

    private static IEnumerable<Resource> InConnectionString(ConnectionString connectionString)
    {
        if (connectionString.IsFileDatabase)
            return [];
        if (Part(connectionString, "instrumentationkey") is { } key)
            return Guid.TryParse(key, out var id) && id != Guid.Empty ? [new Resource(ResourceKind.Telemetry, key)] : [];
        if (Part(connectionString, "accountname") is { } account)
            return account == "devstoreaccount1" ? [] : [new Resource(ResourceKind.StorageAccount, account)];

        var database = DatabaseKeywords.Select(keyword => Part(connectionString, keyword)).FirstOrDefault(part => part is not null);
        return from endpoint in Endpoints.In(connectionString)
               where IsSomebodys(endpoint.Host, ServiceNames.Contains)
               select new Resource(ResourceKind.Server, database is null ? endpoint.Host : $"{endpoint.Host}/{database}", endpoint.Host);
    }

    private static string? Part(ConnectionString connectionString, string keyword) =>
        connectionString.Parts.Where(part => part.NormalizedKeyword == keyword && !Placeholder.Is(part.Value)).Select(part => part.Value).LastOrDefault();

    /// <summary>Bare hosts; the database may stand under a key beside them.</summary>
    private IEnumerable<Resource> InHosts(string key, string text)
    {
        var section = key.Substring(0, key.LastIndexOf(':') + 1);
        var database = DatabaseKeys.Select(name => environment.Values.TryGetValue(section + name, out var sibling) ? sibling.Text : null).FirstOrDefault(sibling => !string.IsNullOrEmpty(sibling));
        return from endpoint in Endpoints.In(text)
               where IsSomebodys(endpoint.Host, IsBare) && !PageEndings.Any(ending => endpoint.Host.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
               select new Resource(ResourceKind.Server, database is null ? endpoint.Host : $"{endpoint.Host}/{database}", endpoint.Host);
    }

    private static bool IsTenant(string text) => Guid.TryParse(text, out var id) ? id != Guid.Empty : text.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a host is one of an environment's: neither the machine, nor a name inside a cluster, nor a service for all the world.</summary>
    private static bool IsSomebodys(string host, Func<string, bool> isInternal) =>
        !LocalHost.IsLocal(host)
        && host is not ("0.0.0.0" or "::")
        && host.IndexOf('%') < 0
        && !isInternal(host)
        && !IsClusterName(host)
        && !Placeholder.Is(host)
        && !PublicService.Is(host);

    private static bool IsBare(string host) => host.IndexOf('.') < 0 && host.IndexOf(':') < 0;

    private static bool IsClusterName(string host) =>
        host.EndsWith(".svc", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".cluster.local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".docker.internal", StringComparison.OrdinalIgnoreCase);

    private static bool IsQueueService(string host) => host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) && host.StartsWith("sqs.", StringComparison.OrdinalIgnoreCase);

    private static bool IsBucketService(string host) =>
        host.Equals("storage.googleapis.com", StringComparison.OrdinalIgnoreCase)
        || (host.EndsWith(".amazonaws.com", StringComparison.OrdinalIgnoreCase) && (host.StartsWith("s3.", StringComparison.OrdinalIgnoreCase) || host.StartsWith("s3-", StringComparison.OrdinalIgnoreCase)));
}
