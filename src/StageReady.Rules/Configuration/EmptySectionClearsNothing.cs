using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>STG1005: an empty section, or null, over a section of a base file looks as if it cleared it. It does not.</summary>
internal sealed class EmptySectionClearsNothing : ConfigurationRule
{
    public override IEnumerable<Finding> Check(ConfigurationFacts facts) =>
        from layers in facts.Layers
        let loaded = layers.Files
        from file in loaded
        where file.Name.Environment is not null
        from value in file.Values.Values
        where value.Node.Kind is JsonKind.Null or JsonKind.Object or JsonKind.Array && !facts.Settings.IsExternal(value.Key)
        let section = Covered(value, loaded)
        where section is not null
        select Create(value, section, layers.Environment);

    /// <summary>The section that the value stands over, in what is loaded earlier; null if there is none or it is empty.</summary>
    private static ConfigurationSection? Covered(ConfigurationValue value, IReadOnlyList<ConfigurationFile> loaded) =>
        loaded.TakeWhile(file => file != value.File).Select(file => file.Sections.TryGetValue(value.Key, out var section) ? section : null).LastOrDefault(section => section?.Count > 0);

    private static Finding Create(ConfigurationValue value, ConfigurationSection section, string environment)
    {
        var written = value.Node.Kind switch
        {
            JsonKind.Array => "[]",
            JsonKind.Object => "{}",
            _ => "null",
        };
        return new Finding(
            Catalogue.EmptySectionClearsNothing,
            value.Span,
            $"'{written}' clears nothing: {environment} keeps {MessageText.Quote(value.Key)} of {section.File.FileName}. Override each of its values, or move them to the environments that use them")
        {
            Subject = value.Key,
            Related = [section.Span],
        };
    }
}
