using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>STG1001: staging is set and production is not, or the other way round, so that what was tested is not what runs.</summary>
internal sealed class KeyMissingInOneDeployedEnvironment : ConfigurationRule
{
    /// <summary>Sections in which environments differ by their nature: how much is logged, and where the server listens.</summary>
    private static readonly HashSet<string> OwnSections = new(StringComparer.OrdinalIgnoreCase) { "Logging", "Serilog", "Kestrel" };

    public override IEnumerable<Finding> Check(ConfigurationFacts facts)
    {
        var missing = new Dictionary<(string Key, ConfigurationValue Value), (EffectiveConfiguration Has, List<string> Lacks)>();
        foreach (var pair in facts.Pairs)
        {
            var tables = Tables(pair.Staging.Values.Keys.Concat(pair.Production.Values.Keys).Where(KeyPath.IsReadable));
            Compare(pair.Staging, pair.Production, tables);
            Compare(pair.Production, pair.Staging, tables);
        }

        return missing.Select(entry => Create(entry.Key.Key, entry.Key.Value, entry.Value.Has, entry.Value.Lacks));

        void Compare(EffectiveConfiguration has, EffectiveConfiguration lacks, HashSet<string> tables)
        {
            // An array is one setting, however many elements it has.
            var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var value in has.Values.Values.Where(value => KeyPath.IsReadable(value.Key)))
            {
                var key = KeyPath.OfArray(value.Key);
                if (!seen.Add(key) || value.Node.Kind is JsonKind.Null or JsonKind.Object or JsonKind.Array || IsSupplied(key, lacks) || facts.MayBeAdded(key) || facts.Settings.IsExternal(key)
                    || OwnSections.Contains(KeyPath.Root(key)) || IsInTable(key, tables) || KeyPath.IsBelow(key, facts.IsDictionary))
                {
                    continue;
                }

                if (!missing.TryGetValue((key, value), out var entry))
                    missing.Add((key, value), entry = (has, []));
                entry.Lacks.Add(lacks.Environment);
            }
        }
    }

    // A scalar in place of a section around the key is a clash of shapes, which has a rule of its own.
    private static bool IsSupplied(string key, EffectiveConfiguration environment)
    {
        if (environment.Shapes.At(key) is not null)
            return true;

        for (var colon = key.LastIndexOf(':'); colon > 0; colon = key.LastIndexOf(':', colon - 1))
        {
            if (environment.Shapes.At(key.Substring(0, colon)) is { } section)
                return section.Scalar is not null;
        }

        return false;
    }

    /// <summary>The sections whose keys are data; the empty name stands for the root.</summary>
    private static HashSet<string> Tables(IEnumerable<string> keys)
    {
        var tables = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in keys)
        {
            var start = 0;
            foreach (var segment in key.Split(':'))
            {
                if (KeyPath.IsData(segment))
                {
                    tables.Add(key.Substring(0, Math.Max(0, start - 1)));
                    break;
                }

                start += segment.Length + 1;
            }
        }

        // A single key of the root that looks like data ("$schema", "server.urls") makes no table of all settings.
        tables.Remove("");
        return tables;
    }

    private static bool IsInTable(string key, HashSet<string> tables) =>
        KeyPath.IsBelow(key, tables.Contains) || KeyPath.IsData(KeyPath.Root(key)) || key.StartsWith("$", StringComparison.Ordinal);

    private static Finding Create(string key, ConfigurationValue value, EffectiveConfiguration has, IReadOnlyList<string> lacks) => new(
        Catalogue.KeyMissingInOneDeployedEnvironment,
        key.Length < value.Key.Length && has.Shapes.At(key) is { Section: not null } array ? array.SectionSpan : value.Span,
        $"{MessageText.Quote(key)} is set for {has.Environment} and not for {MessageText.Join(lacks, "or")}. Set it there or in the base file, "
            + $"or declare in {StageReadySettings.FileName} that the deployment supplies it (externalKeys)")
    {
        Subject = key,
    };
}
