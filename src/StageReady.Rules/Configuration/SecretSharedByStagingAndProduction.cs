namespace StageReady.Configuration;

/// <summary>STG1012: whoever has staging's secret has production's, and staging's is known to more people and machines.</summary>
internal sealed class SecretSharedByStagingAndProduction : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        var secrets = facts.Pairs.Count == 0
            ? new Dictionary<ConfigurationValue, HeldSecret>()
            : facts.Secrets.Where(entry => !facts.Settings.IsExternal(entry.Value.Key)).ToDictionary(entry => entry.Value, entry => entry.Secret);
        var shared =
            from pair in facts.Pairs
            let production = In(pair.Production, secrets).ToLookup(secret => secret.Text, secret => secret.Value, StringComparer.Ordinal)
            from staging in In(pair.Staging, secrets)
            let other = production[staging.Text].OrderByDescending(value => value.Key.Equals(staging.Value.Key, StringComparison.OrdinalIgnoreCase)).FirstOrDefault()
            where other is not null
            group (pair, staging, other) by staging.Value;

        foreach (var group in shared)
        {
            var first = group.First();
            yield return Create(
                group.Key,
                first.other,
                MessageText.Join([.. group.Select(entry => $"{entry.staging.Kind} ({entry.staging.Text.Length} characters)").Distinct(StringComparer.Ordinal)]),
                [.. group.Select(entry => entry.pair.Staging.Environment).Concat(group.Select(entry => entry.pair.Production.Environment)).Distinct(StringComparer.Ordinal)]);
        }
    }

    private static IEnumerable<(string Kind, string Text, ConfigurationValue Value)> In(EffectiveConfiguration environment, Dictionary<ConfigurationValue, HeldSecret> secrets) =>
        from value in environment.Values.Values
        where secrets.ContainsKey(value)
        from part in secrets[value].Parts
        select (part.Kind, part.Value, value);

    private static Finding Create(ConfigurationValue staging, ConfigurationValue production, string secrets, IReadOnlyList<string> environments)
    {
        var isInherited = staging == production;
        var keys = production.Key.Equals(staging.Key, StringComparison.OrdinalIgnoreCase)
            ? $"under {MessageText.Quote(staging.Key)}"
            : $"under {MessageText.Quote(staging.Key)} and {MessageText.Quote(production.Key)}";
        return new Finding(
            Catalogue.SecretSharedByStagingAndProduction,
            staging.Span,
            $"{MessageText.Join(environments)} share {secrets} {keys}. Replace it, and give each its own from a vault or an environment variable")
        {
            Subject = staging.Key,
            Related = isInherited ? [] : [production.Span],
        };
    }
}
