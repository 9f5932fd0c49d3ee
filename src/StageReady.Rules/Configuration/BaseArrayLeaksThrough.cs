using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>STG1004: arrays merge by index, so that a longer array of a base file keeps its last elements under a shorter one of an environment.</summary>
internal sealed class BaseArrayLeaksThrough : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from layers in facts.Layers
        let loaded = layers.Files
        from file in loaded
        where file.Name.Environment is not null
        from array in file.Sections.Values
        where array.Node.Kind == JsonKind.Array && array.Count > 0 && !facts.Settings.IsExternal(array.Key)
        let longest = Longest(array, loaded)
        where longest is not null
        select Create(array, longest, layers.Environment);

    /// <summary>The longest array of that key in what is loaded earlier; null if it has no more elements, or if something later covers them.</summary>
    private static ConfigurationSection? Longest(ConfigurationSection array, IReadOnlyList<ConfigurationFile> loaded)
    {
        ConfigurationSection? longest = null;
        var isLater = false;
        foreach (var file in loaded)
        {
            if (file == array.File)
            {
                isLater = true;
            }
            else if (file.Sections.TryGetValue(array.Key, out var other) && other.Node.Kind == JsonKind.Array)
            {
                if (isLater && other.Count >= (longest?.Count ?? 0))
                    return null;
                if (!isLater && other.Count > Math.Max(array.Count, longest?.Count ?? 0))
                    longest = other;
            }
        }

        return longest;
    }

    private static Finding Create(ConfigurationSection array, ConfigurationSection longest, string environment) => new(
        Catalogue.BaseArrayLeaksThrough,
        array.Span,
        $"{environment} keeps the last {(longest.Count - array.Count == 1 ? "element" : $"{longest.Count - array.Count} elements")} of {MessageText.Quote(array.Key)} in {longest.File.FileName}, "
            + $"which has {longest.Count} where this array has {array.Count}: arrays merge by index. Move the elements of the base to the environments that use them")
    {
        Subject = array.Key,
        Related = [longest.Span],
    };
}
