namespace StageReady.Configuration;

/// <summary>STG1006: staging reads and writes what is production's, so that a test there changes real data, and takes production down with it.</summary>
internal sealed class ResourceSharedByStagingAndProduction : ConfigurationRule
{
    private static readonly HashSet<string> BrokerWords = WordSet.Of("rabbit rabbitmq kafka bus servicebus eventbus broker amqp sqs queue queues mq nats mqtt messaging storage");

    private static readonly string[] EndpointKeys = ["ServiceUrl", "Endpoint", "EndpointUrl", "Url", "BaseUrl", "Host", "AccountId"];

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        var uses = new Dictionary<EffectiveConfiguration, IReadOnlyList<ResourceUse>>();
        var shared =
            from pair in facts.Pairs
            let production = Uses(pair.Production).ToLookup(use => use.Resource.Name, StringComparer.OrdinalIgnoreCase)
            from staging in Uses(pair.Staging)
            let other = production[staging.Resource.Name].OrderByDescending(use => use.Value.Key.Equals(staging.Value.Key, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(use => AreSame(staging, use, pair))
            where other is not null
            group (pair, staging, other) by staging.Value;

        foreach (var group in shared)
        {
            var first = group.First();
            yield return Create(
                first.staging,
                first.other,
                MessageText.Join([.. group.Select(entry => entry.staging.Resource.Description).Distinct(StringComparer.OrdinalIgnoreCase)]),
                [.. group.Select(entry => entry.pair.Staging.Environment).Concat(group.Select(entry => entry.pair.Production.Environment)).Distinct(StringComparer.Ordinal)]);
        }

        IReadOnlyList<ResourceUse> Uses(EffectiveConfiguration environment)
        {
            if (!uses.TryGetValue(environment, out var known))
                uses.Add(environment, known = UsesIn(environment, facts.Settings));
            return known;
        }
    }

    private static IReadOnlyList<ResourceUse> UsesIn(EffectiveConfiguration environment, StageReadySettings settings)
    {
        var resources = new NamedResources(environment);
        return
        [
            .. from value in environment.Values.Values
               where KeyPath.IsReadable(value.Key) && !settings.IsExternal(value.Key)
               from resource in resources.In(value)
               where !settings.IsShared(resource.Name, value.Key) && !(resource.Host is { } host && (settings.IsShared(host, value.Key) || settings.IsSidecar(new Endpoint(host, null))))
               select new ResourceUse(resource, value),
        ];
    }

    /// <summary>A name alone makes a resource only where the names are of one place.</summary>
    private static bool AreSame(ResourceUse staging, ResourceUse production, EnvironmentPair pair) => staging.Resource.Kind == production.Resource.Kind && staging.Resource.Kind switch
    {
        ResourceKind.Queue => staging.Value.File.Name.Environment is not null && production.Value.File.Name.Environment is not null && !HaveOwnBrokers(pair),
        ResourceKind.Bucket => EndpointKeys.All(name => Sibling(staging.Value, name, pair.Staging) == Sibling(production.Value, name, pair.Production)),
        _ => true,
    };

    private static bool HaveOwnBrokers(EnvironmentPair pair) =>
        pair.Staging.Values.Values.Any(value => IsBroker(value.Key) && pair.Production.Values.TryGetValue(value.Key, out var other) && other.Text != value.Text && Endpoints.In(value.Text ?? "").Count > 0);

    private static bool IsBroker(string key) => !ResourceKey.IsQueue(key) && key.Split(':').Any(segment => KeyPath.Words(segment).Any(BrokerWords.Contains));

    private static string? Sibling(ConfigurationValue value, string name, EffectiveConfiguration environment) =>
        environment.Values.TryGetValue(value.Key.Substring(0, value.Key.LastIndexOf(':') + 1) + name, out var sibling) ? sibling.Text : null;

    private static Finding Create(ResourceUse staging, ResourceUse production, string resources, IReadOnlyList<string> environments)
    {
        var isInherited = staging.Value == production.Value;
        var key = production.Value.Key.Equals(staging.Value.Key, StringComparison.OrdinalIgnoreCase)
            ? $"through {MessageText.Quote(staging.Value.Key)}"
            : $"through {MessageText.Quote(staging.Value.Key)} and {MessageText.Quote(production.Value.Key)}";
        return new Finding(
            Catalogue.ResourceSharedByStagingAndProduction,
            staging.Value.Span,
            $"{MessageText.Join(environments)} share {resources} {key}. Give each its own{(isInherited ? " in its own file" : "")}, or declare in {StageReadySettings.FileName} that it is shared on purpose (sharedResources)")
        {
            Subject = staging.Value.Key,
            Related = isInherited ? [] : [production.Value.Span],
        };
    }

    private sealed record ResourceUse(Resource Resource, ConfigurationValue Value);
}
