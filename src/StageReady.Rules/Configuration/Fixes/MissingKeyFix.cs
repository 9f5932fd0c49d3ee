namespace StageReady.Configuration.Fixes;

/// <summary>
/// Adds a key to the files of the deployed environments that lack it. Its value is a placeholder, which STG1009 reports until somebody who knows the value writes
/// it there.
/// </summary>
internal static class MissingKeyFix
{
    private const string Placeholder = "\"TODO\"";

    public static ConfigurationFix? For(string key, ConfigurationFile source, ConfigurationFacts facts)
    {
        var (folder, deployed) = facts.DeployedByFolder.First(folder => folder.Folder.Files.Contains(source));
        var isArray = source.Sections.TryGetValue(key, out var section) && section.Node.Elements.Count > 0;
        var edits = new List<FileEdit>();
        var names = new List<string>();
        foreach (var environment in deployed.Where(environment => environment.Shapes.At(key) is null))
        {
            if (FileOf(environment.Environment, folder) is not { } file || names.Contains(file.FileName))
                continue;
            if (JsonInsertion.Of(file.Source, key, isArray ? $"[{Placeholder}]" : Placeholder) is not { } insertion)
                return null;
            edits.AddRange(insertion);
            names.Add(file.FileName);
        }

        return edits.Count == 0 ? null : new ConfigurationFix($"Add {MessageText.Quote(key)} as a placeholder to {MessageText.Join(names)}", edits);
    }

    // Without a file of its own an environment has what the base file says.
    private static ConfigurationFile? FileOf(string environment, ConfigurationFolder folder)
    {
        var loaded = folder.LoadedFor(environment);
        return loaded.FirstOrDefault(file => file.Name.Environment is not null) ?? loaded.FirstOrDefault();
    }
}
