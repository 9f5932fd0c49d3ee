using Microsoft.Build.Framework;
using StageReady.Configuration;

namespace StageReady.Build.Configuration;

/// <summary>Reads the configuration of a project from the items that a build hands to the compiler.</summary>
internal static class ConfigurationItems
{
    public static ConfigurationProject Read(IEnumerable<ITaskItem> items, string directory, string name, bool isApplication, bool isTest)
    {
        var texts = items
            .Select(item => (Kind: KindOf(item, name), Path: item.GetMetadata("FullPath")))
            .GroupBy(item => item.Path)
            .Select(group => group.First())
            .Where(item => item.Kind.Length > 0 && File.Exists(item.Path))
            .ToLookup(item => item.Kind, item => new TextFile(item.Path, File.ReadAllText(item.Path)));
        return new ConfigurationProject(directory, name, isApplication, isTest, [.. texts["Configuration"]], texts["Settings"].FirstOrDefault())
        {
            WebConfigs = [.. texts["WebConfig"]],
        };
    }

    // As the analyzer: the SDK marks what it hands in; of what the user adds by hand the name tells.
    private static string KindOf(ITaskItem item, string name)
    {
        if (item.GetMetadata("StageReadyKind") is { Length: > 0 } kind)
            return kind;

        var fileName = Path.GetFileName(item.ItemSpec);
        if (fileName.Equals(StageReadySettings.FileName, StringComparison.OrdinalIgnoreCase))
            return "Settings";
        if (ConfigurationCheck.IsWebConfig(fileName))
            return "WebConfig";
        return ConfigurationCheck.IsConfigurationFile(fileName, name) ? "Configuration" : "";
    }
}
