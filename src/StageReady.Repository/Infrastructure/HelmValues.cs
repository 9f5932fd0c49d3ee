using StageReady.Configuration;
using StageReady.Yaml;

namespace StageReady.Infrastructure;

/// <summary>The values of a chart (<c>values.yaml</c>, <c>values-staging.yaml</c>), as far as they name environments: charts hand them on as environment variables, each under keys of its own.</summary>
internal sealed record HelmValues(TextFile File, IReadOnlyList<(string Name, PlacedText Value)> Variables)
{
    public static bool IsName(string fileName) => fileName.StartsWith("values", StringComparison.Ordinal) && fileName.IndexOf('.') is var dot && (dot == "values".Length || fileName["values".Length] is '-' or '_');

    /// <summary>Null if it names none.</summary>
    public static HelmValues? Read(TextFile file)
    {
        if (!EnvironmentSetting.Variables.Any(variable => file.Text.IndexOf(variable, StringComparison.Ordinal) >= 0))
            return null;

        var variables = new List<(string, PlacedText)>();
        var seen = new HashSet<YamlNode>();
        foreach (var document in YamlReader.Read(file).Documents)
            Add(document, variables, seen);
        return variables.Count > 0 ? new HelmValues(file, variables) : null;
    }

    // NAME: value, or { name: NAME, value: value }; an alias is looked at once.
    private static void Add(YamlNode node, List<(string, PlacedText)> variables, HashSet<YamlNode> seen)
    {
        if (!seen.Add(node))
            return;
        if (node["name"]?.Scalar is { } name && EnvironmentSetting.IsEnvironment(name) && node["value"]?.PlacedScalar is { } given)
            variables.Add((name, given));
        foreach (var entry in node.OwnEntries)
        {
            if (EnvironmentSetting.IsEnvironment(entry.Key.Text) && entry.Value.PlacedScalar is { } value)
                variables.Add((entry.Key.Text, value));
            Add(entry.Value, variables, seen);
        }

        foreach (var item in node.Items)
            Add(item, variables, seen);
    }
}
