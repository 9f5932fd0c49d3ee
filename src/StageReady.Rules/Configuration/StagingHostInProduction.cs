namespace StageReady.Configuration;

/// <summary>STG1007: production uses a host that by its own name is for something else.</summary>
internal sealed class StagingHostInProduction : ConfigurationRule
{
    private static readonly HashSet<string> Marks = WordSet.Of("dev test qa uat stag stage staging preview sandbox", StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts with such a label that are in production for all the world.</summary>
    private static readonly string[] ProductionHosts = ["dev.azure.com", "dev.virtualearth.net", "dev.to", "dev.mysql.com", "dev.azuresynapse.net"];

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        var uses =
            from effective in facts.Deployed
            where facts.Settings.Roles.RoleOf(effective.Environment) == EnvironmentRole.Production
            from value in effective.Values.Values
            where !string.IsNullOrEmpty(value.Text) && !facts.Settings.IsExternal(value.Key)
            group effective.Environment by value;

        foreach (var use in uses)
        {
            if (Hosts(use.Key).Select(host => (Host: host, Mark: MarkIn(host, facts.Settings))).FirstOrDefault(host => host.Mark is not null) is not { Mark: { } mark, Host: { } marked })
                continue;

            var environments = use.ToList();
            yield return new Finding(
                Catalogue.StagingHostInProduction,
                use.Key.Span,
                $"{MessageText.Join(environments)} {(environments.Count == 1 ? "uses" : "use")} {MessageText.Quote(marked)} through {MessageText.Quote(use.Key.Key)}: {mark}. Name production's own host")
            {
                Subject = use.Key.Key,
            };
        }
    }

    private static IEnumerable<string> Hosts(ConfigurationValue value)
    {
        var text = value.Text!.Trim();
        var isUri = ConnectionUri.StartsWithScheme(text);
        if (KeyPath.IsBind(value.Key) || (KeyPath.IsFilter(value.Key) && !isUri) || (isUri && value.Key.StartsWith("$", StringComparison.Ordinal)))
            return [];

        var connectionString = isUri ? null : ConnectionString.Parse(text);
        return isUri || connectionString is { IsFileDatabase: false } || (connectionString is null && ResourceKey.IsHost(value.Key))
            ? Endpoints.In(text).Select(endpoint => endpoint.Host)
            : [];
    }

    private static string? MarkIn(string host, StageReadySettings settings)
    {
        host = host.TrimEnd('.');
        if (settings.IsHostOf(EnvironmentRole.Staging, host))
            return "it is declared as a host of staging";
        if (ProductionHosts.Any(known => host.Equals(known, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + known, StringComparison.OrdinalIgnoreCase)))
            return null;

        // The top-level name is nobody's choice of environment: shop.test, shop.dev, shop.qa.
        var labels = host.Split('.');
        return labels
            .Take(Math.Max(1, labels.Length - 1))
            .SelectMany(label => label.Split('-', '_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'))
            .FirstOrDefault(Marks.Contains) is { } mark ? $"its name says {MessageText.Quote(mark.ToLowerInvariant())}" : null;
    }
}
