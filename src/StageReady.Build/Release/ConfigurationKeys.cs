using StageReady.Configuration;
using StageReady.Configuration.Json;

namespace StageReady.Build.Release;

/// <summary>The configuration keys of a release, environment by environment: names and kinds, never values.</summary>
internal static class ConfigurationKeys
{
    public static string ToJson(ConfigurationFacts facts)
    {
        var secrets = new HashSet<string>(facts.Secrets.Select(secret => secret.Value.Key), StringComparer.OrdinalIgnoreCase);
        var environments = facts.Folders.Where(folder => folder.IsProjectFolder)
            .SelectMany(folder => folder.Environments.OrderBy(name => name, StringComparer.Ordinal).Select(folder.Effective))
            .OfType<EffectiveConfiguration>()
            .ToArray();
        return JsonText.Array(environments.Select(environment => JsonText.Object(
            ("environment", JsonText.String(environment.Environment)),
            ("keys", JsonText.Array(environment.Values.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => JsonText.Object(
                ("key", JsonText.String(value.Key)),
                ("kind", JsonText.String(Kind(value))),
                ("secret", secrets.Contains(value.Key) ? JsonText.Boolean(true) : null),
                ("external", facts.Settings.IsExternal(value.Key) ? JsonText.Boolean(true) : null),
                ("differs", Differs(value, environments) ? JsonText.Boolean(true) : null))))))));
    }

    private static string Kind(ConfigurationValue value) => value.Node.Kind switch
    {
        JsonKind.Number => "number",
        JsonKind.True or JsonKind.False => "boolean",
        JsonKind.String => "string",
        _ => "null",
    };

    private static bool Differs(ConfigurationValue value, IEnumerable<EffectiveConfiguration> environments) =>
        environments.Any(other => !other.Values.TryGetValue(value.Key, out var theirs) || theirs.Text != value.Text);
}
