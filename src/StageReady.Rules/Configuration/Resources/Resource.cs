namespace StageReady.Configuration;

internal enum ResourceKind
{
    /// <summary>A host, with the database on it if the value says which.</summary>
    Server,

    StorageAccount,
    Bucket,
    Queue,
    Tenant,

    /// <summary>Where Application Insights collects.</summary>
    Telemetry,
}

/// <summary>Something beyond the application that a value names.</summary>
/// <param name="Name">What tells it from others of its kind: <c>api.example.com</c>, <c>sql.example.com/Shop</c>, the name of a bucket.</param>
/// <param name="Host">Where it is; null for what is known by its name alone.</param>
internal sealed record Resource(ResourceKind Kind, string Name, string? Host = null)
{
    /// <summary>For messages.</summary>
    public string Description => Kind switch
    {
        ResourceKind.StorageAccount => $"the storage account {MessageText.Quote(Name)}",
        ResourceKind.Bucket => $"the bucket {MessageText.Quote(Name)}",
        ResourceKind.Queue => $"the queue {MessageText.Quote(Name)}",
        ResourceKind.Tenant => $"the tenant {MessageText.Quote(Name)}",
        ResourceKind.Telemetry => "the Application Insights resource",
        _ => MessageText.Quote(Name),
    };
}
