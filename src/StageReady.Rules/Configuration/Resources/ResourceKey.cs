namespace StageReady.Configuration;

/// <summary>What the name of a key says about the resource that its value names.</summary>
internal static class ResourceKey
{
    private static readonly HashSet<string> HostWords = WordSet.Of(
        """
        host hosts hostname hostnames server servers endpoint endpoints url urls uri uris address addresses broker brokers bootstrap domain domains origin origins authority
        cluster node nodes peer peers gateway proxy smtp sftp ftp ldap redis elasticsearch
        """);

    /// <summary>Words of keys whose URIs are names to compare, or links for people: nothing is at stake where they lead.</summary>
    private static readonly HashSet<string> NameWords = WordSet.Of(
        """
        namespace namespaces schema schemas xmlns claim claims audience audiences issuer issuers realm wtrealm scope scopes vocabulary ontology cors origin origins
        terms privacy license licence contact documentation docs faq legal imprint homepage logo icon copyright referer referrer agent algorithm
        excluded exclude allowed ignored ignore blocked trusted
        """);

    private static readonly HashSet<string> NoBucketWords = WordSet.Of(
        """
        region prefix policy size count path folder class acl endpoint key url uri type ttl window limit enabled access secret
        """);

    /// <summary>Whether a bare value is a host.</summary>
    public static bool IsHost(string key) => Words(key).Any(HostWords.Contains);

    /// <summary>The same without domains, which belong to cookies, addresses and directories, and mail relays, which a provider runs.</summary>
    public static bool IsHostOfItsOwn(string key) =>
        IsHost(key) && !Words(key).Any(word => word is "domain" or "domains") && !key.Split(':').Any(segment => KeyPath.Words(segment).Any(word => word is "smtp" or "mail" or "email"));

    /// <summary>Whether a URI under the key names or explains something instead of being used.</summary>
    public static bool IsName(string key) =>
        key.StartsWith("$", StringComparison.Ordinal) || key.Split(':').Any(segment => KeyPath.Words(segment).Any(NameWords.Contains));

    public static bool IsBucket(string key) => Words(key) is var words && words.Contains("bucket") && !words.Any(NoBucketWords.Contains);

    public static bool IsQueue(string key) => Words(key) is [.., "queue"] or [.., "queue", "name"];

    public static bool IsTenant(string key) => Words(key) is [.., "tenant", "id"] or ["tenantid"] or ["directory", "id"];

    // The name of an array says what its elements are.
    private static IReadOnlyList<string> Words(string key) => KeyPath.Words(KeyPath.Last(KeyPath.OfArray(key)));
}
