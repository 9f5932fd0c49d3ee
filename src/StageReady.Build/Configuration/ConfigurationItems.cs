using Microsoft.Build.Framework;
using StageReady.Configuration;

namespace StageReady.Build.Configuration;

/// <summary>Reads the configuration of a project from the items that a build hands to the compiler.</summary>
internal static class ConfigurationItems
{
    private const string Script = "Script";

    public static ConfigurationProject Read(IEnumerable<ITaskItem> items, string directory, string name, bool isApplication, bool isTest)
    {
        var files = items
            .Select(item => (Kind: ConfigurationCheck.KindOf(item.GetMetadata("StageReadyKind"), Path.GetFileName(item.ItemSpec), name), Path: item.GetMetadata("FullPath"), Place: item.GetMetadata("StageReadyPlace")))
            .GroupBy(item => item.Path)
            .Select(group => group.First())
            .Where(item => item.Kind is not (null or Script) && File.Exists(item.Path))
            .ToList();
        var texts = files.ToLookup(item => item.Kind!, item => new TextFile(item.Path, File.ReadAllText(item.Path)));
        return new ConfigurationProject(directory, name, isApplication, isTest, [.. texts["Configuration"]], texts["Settings"].FirstOrDefault())
        {
            Links = files.Where(item => item.Place.Length > 0).ToDictionary(item => item.Path, item => item.Place, StringComparer.Ordinal),
            Baseline = texts["Baseline"].FirstOrDefault(),
            WebConfigs = [.. texts["WebConfig"]],
        };
    }

    /// <summary>The SQL scripts among them.</summary>
    public static IEnumerable<TextFile> ScriptsIn(IEnumerable<ITaskItem> items) =>
        from item in items
        where item.GetMetadata("StageReadyKind") == Script
        let path = item.GetMetadata("FullPath")
        where File.Exists(path)
        select new TextFile(path, File.ReadAllText(path));
}
