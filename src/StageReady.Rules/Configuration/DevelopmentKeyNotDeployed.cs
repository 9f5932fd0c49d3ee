using StageReady.Configuration.Json;

namespace StageReady.Configuration;

/// <summary>STG1002: code reads a key that only the developers' file sets, so that it works on every machine but the deployed ones.</summary>
internal static class DevelopmentKeyNotDeployed
{
    /// <summary>The keys that a read would turn into findings.</summary>
    public static IReadOnlyCollection<string> Keys(ConfigurationFacts facts) => new HashSet<string>(Candidates(facts).Select(candidate => candidate.Key), StringComparer.OrdinalIgnoreCase);

    /// <summary>The environments that such a read has to reach.</summary>
    public static IReadOnlyCollection<string> Environments(ConfigurationFacts facts) =>
        new HashSet<string>(facts.Deployed.Select(effective => effective.Environment), StringComparer.OrdinalIgnoreCase) { "Staging", "Production" };

    public static IEnumerable<Finding> Check(ConfigurationFacts facts, IEnumerable<ConfigurationRead> reads)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var sections = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var read in reads)
            (read.HasSection ? sections : keys).Add(read.Key);

        return from candidate in Candidates(facts)
               where keys.Contains(candidate.Key) || sections.Contains(candidate.Key) || KeyPath.IsBelow(candidate.Key, sections.Contains)
               select new Finding(
                   Catalogue.DevelopmentKeyNotDeployed,
                   candidate.Value.Span,
                   $"The code reads {MessageText.Quote(candidate.Key)}, which is set here and not for {MessageText.Join(candidate.Lacks, "or")}. Set it there, give the read a default, "
                       + $"or declare in {StageReadySettings.FileName} that the deployment supplies it (externalKeys)")
               {
                   Subject = candidate.Key,
               };
    }

    /// <summary>The keys of development files that a deployed environment of the same folder lacks.</summary>
    private static IEnumerable<(string Key, ConfigurationValue Value, IReadOnlyList<string> Lacks)> Candidates(ConfigurationFacts facts)
    {
        foreach (var (folder, deployed) in facts.DeployedByFolder.Where(folder => folder.Deployed.Count > 0))
        {
            foreach (var file in folder.Files.Where(file => file.Name.Environment is { } name && facts.Settings.Roles.RoleOf(name) == EnvironmentRole.Development && file.Loads))
            {
                var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                foreach (var value in file.Values.Values.Where(value => KeyPath.IsReadable(value.Key) && value.Node.Kind is not (JsonKind.Null or JsonKind.Object or JsonKind.Array)))
                {
                    var key = KeyPath.OfArray(value.Key);
                    if (!seen.Add(key) || facts.Settings.IsExternal(key) || facts.MayBeAdded(key))
                        continue;
                    IReadOnlyList<string> lacks = [.. deployed.Where(effective => effective.Shapes.At(key) is null).Select(effective => effective.Environment)];
                    if (lacks.Count > 0)
                        yield return (key, value, lacks);
                }
            }
        }
    }
}
