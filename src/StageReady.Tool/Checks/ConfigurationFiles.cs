using StageReady.Configuration;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>Gives each project its configuration files: those in its folder and below, as far as no other project's folder is nearer.</summary>
internal sealed class ConfigurationFiles
{
    private readonly CheckedDirectory _directory;
    private readonly ILookup<string, string> _byProjectDirectory;

    public ConfigurationFiles(CheckedDirectory directory, IEnumerable<Project> projects)
    {
        _directory = directory;
        var folders = projects.Select(project => project.Directory).ToHashSet(StringComparer.Ordinal);
        _byProjectDirectory = directory.Files
            .Where(path => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && path.Contains("settings", StringComparison.OrdinalIgnoreCase))
            .Where(path => !path.Split('/').Any(segment => segment is "bin" or "obj" or "node_modules"))
            .Select(path => (Path: path, Folder: NearestFolder(path, folders)))
            .Where(file => file.Folder is not null)
            .ToLookup(file => file.Folder!, file => file.Path, StringComparer.Ordinal);
    }

    public ConfigurationProject Of(Project project)
    {
        var files = new List<TextFile>();
        var unreadable = new List<string>();
        foreach (var path in _byProjectDirectory[project.Directory].Where(path => ConfigurationCheck.IsConfigurationFile(RepositoryTree.FileNameOf(path), project.AssemblyName)))
        {
            if (_directory.Tree.Read(path) is { } text)
                files.Add(new TextFile(path, text));
            else if (_directory.IsPresent(path))
                unreadable.Add(path);
        }

        return new ConfigurationProject(project.Directory, project.AssemblyName, project.IsApplication, project.IsTest, files, SettingsOf(project, _directory))
        {
            UnreadableFiles = unreadable,
        };
    }

    /// <summary>The nearest stageready.json, in the project's folder or above it.</summary>
    public static TextFile? SettingsOf(Project project, CheckedDirectory directory) =>
        directory.Tree.NearestAbove(project.Directory, StageReadySettings.FileName) is { } path && directory.Tree.Read(path) is { } text ? new TextFile(path, text) : null;

    private static string? NearestFolder(string path, HashSet<string> folders)
    {
        for (var current = RepositoryTree.DirectoryOf(path); ; current = RepositoryTree.DirectoryOf(current))
        {
            if (folders.Contains(current))
                return current;
            if (current.Length == 0)
                return null;
        }
    }
}
