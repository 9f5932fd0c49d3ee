using StageReady.Projects;
using StageReady.Suppressions;

namespace StageReady.Configuration;

/// <summary>The stageready.json files of a tree, each read once.</summary>
internal sealed class SettingsFiles(RepositoryTree tree)
{
    private readonly Dictionary<string, StageReadySettings> _settings = new(StringComparer.Ordinal);

    /// <summary>The settings that hold for a file: those of the nearest stageready.json beside or above it.</summary>
    public StageReadySettings For(string path)
    {
        var file = tree.NearestAbove(RepositoryTree.DirectoryOf(path), StageReadySettings.FileName) ?? "";
        if (!_settings.TryGetValue(file, out var settings))
            _settings[file] = settings = StageReadySettings.From(tree.Read(file) is { } text ? new TextFile(file, text) : null);
        return settings;
    }

    /// <summary>What suppresses findings in the files of the tree.</summary>
    public SuppressionFilter Filter(DateTime today) => new(path => tree.Read(path) is { } text ? new TextFile(path, text) : null, For, today);
}
