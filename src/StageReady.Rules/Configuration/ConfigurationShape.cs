using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>What an environment holds at a key: a scalar, a section below it, or (configuration allows it) both.</summary>
internal sealed class ConfigurationShape(string key)
{
    public string Key => key;

    /// <summary>A value that is neither null nor an empty section; null if there is none.</summary>
    public ConfigurationValue? Scalar { get; set; }

    /// <summary>A value that makes it a section: its first one, or an empty section; null if it is none.</summary>
    public ConfigurationValue? Section { get; set; }

    /// <summary>Whether a name that is no index is below it, or it is an empty object.</summary>
    public bool HasNames { get; set; }

    public bool IsArray => Section is not null && !HasNames;

    public bool IsObject => Section is not null && HasNames;

    /// <summary>Where it stands as a section.</summary>
    public SourceSpan SectionSpan => Section!.File.Sections.TryGetValue(key, out var section) ? section.Span : Section.Span;
}

/// <summary>The shapes of an effective configuration: at each readable key that has a value, and at each section around one.</summary>
internal sealed class ConfigurationShapes
{
    private readonly Dictionary<string, ConfigurationShape> _byKey = new(StringComparer.OrdinalIgnoreCase);

    public ConfigurationShapes(IEnumerable<ConfigurationValue> values)
    {
        foreach (var value in values.Where(value => KeyPath.IsReadable(value.Key)))
            Add(value);
    }

    public IEnumerable<ConfigurationShape> All => _byKey.Values;

    /// <summary>Null if the environment has neither a value nor a section of that key.</summary>
    public ConfigurationShape? At(string key) => _byKey.TryGetValue(key, out var shape) ? shape : null;

    private void Add(ConfigurationValue value)
    {
        var shape = ShapeAt(value.Key);
        switch (value.Node.Kind)
        {
            case JsonKind.Object or JsonKind.Array:
                shape.Section ??= value;
                shape.HasNames |= value.Node.Kind == JsonKind.Object;
                break;
            case not JsonKind.Null:
                shape.Scalar = value;
                break;
        }

        var key = value.Key;
        for (var colon = key.LastIndexOf(':'); colon >= 0; colon = key.LastIndexOf(':'))
        {
            var isIndex = KeyPath.IsIndex(key, colon + 1, key.Length);
            key = key.Substring(0, colon);
            var isKnown = _byKey.TryGetValue(key, out var section) && section.Section is not null;
            section = ShapeAt(key);
            section.Section ??= value;
            section.HasNames |= !isIndex;

            // The sections around a known one are known.
            if (isKnown)
                break;
        }
    }

    private ConfigurationShape ShapeAt(string key)
    {
        if (!_byKey.TryGetValue(key, out var shape))
            _byKey.Add(key, shape = new ConfigurationShape(key));
        return shape;
    }
}
