using StageReady.Projects;
using StageReady.Suppressions;

namespace StageReady.Configuration;

/// <summary>The stageready.json and stageready.baseline.json files of a tree, each read once.</summary>
internal sealed class SettingsFiles(RepositoryTree tree)
{
    private readonly Dictionary<(string, string), StageReadySettings> _settings = [];

    /// <summary>The settings that hold for a file: those of the nearest stageready.json and stageready.baseline.json beside or above it.</summary>
    public StageReadySettings For(string path)
    {
        var folder = RepositoryTree.DirectoryOf(path);
        var (file, baseline) = (tree.NearestAbove(folder, StageReadySettings.FileName) ?? "", tree.NearestAbove(folder, StageReadySettings.BaselineFileName) ?? "");
        if (!_settings.TryGetValue((file, baseline), out var settings))
            _settings[(file, baseline)] = settings = StageReadySettings.From(tree.ReadFile(file), tree.ReadFile(baseline));
        return settings;
    }

    /// <summary>What suppresses findings in the files of the tree.</summary>
    public SuppressionFilter Filter(DateTime today) => new(tree.ReadFile, For, today);
}
