using StageReady.Configuration;
using StageReady.Containers;
using StageReady.Projects;
using StageReady.Tool.CSharp;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>
/// Gives each project its configuration files: those in its folder and below, as far as no other project's folder is nearer, and those that it links into its output. A file-based app has those beside
/// it, unless it does nothing with settings. A folder that no project claims stands for itself.
/// </summary>
internal sealed class ConfigurationFiles
{
    private readonly CheckedDirectory _directory;
    private readonly ILookup<string, string> _byProjectDirectory;
    private readonly ILookup<string, string> _withoutProject;
    private readonly Dictionary<Project, IReadOnlyList<PublishedFile>> _links;
    private readonly AddedSettings _added;

    public ConfigurationFiles(CheckedDirectory directory, IEnumerable<Project> projects)
    {
        _directory = directory;
        _added = new AddedSettings(directory);
        _links = projects.ToDictionary(project => project, project => LinkedSettings.Of(project, directory.Tree));
        var linked = _links.Where(links => !links.Key.IsTest).SelectMany(links => links.Value, (_, file) => file.Source).ToHashSet(StringComparer.Ordinal);
        var folders = projects.Where(project => !project.IsFileBasedApp).Select(project => project.Directory).ToHashSet(StringComparer.Ordinal);
        var appFolders = projects.Where(project => project.IsFileBasedApp && ReadsSettings(project, directory.Tree)).Select(project => project.Directory).ToHashSet(StringComparer.Ordinal);
        var files = directory.Files
            .Where(path => IsSettings(path) || ConfigurationCheck.IsWebConfig(RepositoryTree.FileNameOf(path)))
            .Where(path => !path.Split('/').Any(segment => segment is "bin" or "obj" or "node_modules"))
            .Select(path => (Path: path, Folder: appFolders.Contains(RepositoryTree.DirectoryOf(path)) ? RepositoryTree.DirectoryOf(path) : NearestFolder(path, folders)))
            .ToList();
        _byProjectDirectory = files.Where(file => file.Folder is not null).ToLookup(file => file.Folder!, file => file.Path, StringComparer.Ordinal);
        _withoutProject = files.Where(file => file.Folder is null && !linked.Contains(file.Path)).ToLookup(file => RepositoryTree.DirectoryOf(file.Path), file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Whether several projects have the file among theirs, because some link it.</summary>
    public bool IsShared(string path)
    {
        var links = _links.Values.Count(files => files.Any(file => file.Source == path));
        return links > 1 || (links == 1 && _byProjectDirectory.Any(files => files.Contains(path)));
    }

    /// <summary>All files of a project that can be settings, launch settings and secrets among them, and where a publish would put them.</summary>
    public IEnumerable<PublishedFile> FilesOf(Project project) =>
    [
        .. from path in _byProjectDirectory[project.Directory]
           where !_links[project].Any(link => link.Source == path)
           select PublishedSettings.FileOf(path, project),
        .. _links[project],
    ];

    public ConfigurationProject Of(Project project) => Read(
        new ConfigurationProject(project.Directory, project.AssemblyName, project.IsApplication, project.IsTest, [], SettingsOf(project.Directory, _directory))
        {
            Baseline = BaselineOf(project.Directory),
            AddedFiles = () => _added.Of(project),
            OtherFiles = () => OthersOf(project),
            ReadOther = _directory.Tree.ReadFile,
            Links = _links[project].ToDictionary(link => link.Source, link => RepositoryTree.Join(project.Directory, link.Target), StringComparer.Ordinal),
        },
        [.. _byProjectDirectory[project.Directory].Union(_links[project].Select(link => link.Source), StringComparer.Ordinal)]);

    /// <summary>Configuration that is deployed without its project, beside a Compose file for example. Its base file counts as deployed where the folder makes a container of it.</summary>
    public IEnumerable<ConfigurationProject> WithoutProject() => _withoutProject.Select(folder => Read(
        new ConfigurationProject(folder.Key, "", IsContainer(folder.Key), IsTest: false, [], SettingsOf(folder.Key, _directory)) { Baseline = BaselineOf(folder.Key) }, folder));

    /// <summary>The nearest stageready.json, in the folder or above it.</summary>
    public static TextFile? SettingsOf(string folder, CheckedDirectory directory) => Nearest(folder, StageReadySettings.FileName, directory);

    // Those that a host does not load by itself and the code adds.
    private IEnumerable<string> OthersOf(Project project)
    {
        var added = new AddedFiles(_added.Of(project));
        return added.AreNone ? [] : _directory.Tree.Under(project.Directory).Where(path =>
            path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            && !ConfigurationCheck.IsConfigurationFile(RepositoryTree.FileNameOf(path), project.AssemblyName)
            && added.NameOf(PublishedSettings.FileOf(path, project).Target) is not null);
    }

    private TextFile? BaselineOf(string folder) => Nearest(folder, StageReadySettings.BaselineFileName, _directory);

    private static TextFile? Nearest(string folder, string fileName, CheckedDirectory directory) =>
        directory.Tree.NearestAbove(folder, fileName) is { } path ? directory.Tree.ReadFile(path) : null;

    private bool IsContainer(string folder) =>
        _directory.Files.Any(path => RepositoryTree.DirectoryOf(path) == folder && ComposeFile.IsName(RepositoryTree.FileNameOf(path)));

    private ConfigurationProject Read(ConfigurationProject project, IEnumerable<string> paths)
    {
        var files = new List<TextFile>();
        var unreadable = new List<string>();
        foreach (var path in paths.Where(path => ConfigurationCheck.IsConfigurationFile(RepositoryTree.FileNameOf(project.PlaceOf(path)), project.Name)))
        {
            if (_directory.Tree.ReadFile(path) is { } file)
                files.Add(file);
            else if (_directory.IsPresent(path))
                unreadable.Add(path);
        }

        var webConfigs = paths.Where(path => ConfigurationCheck.IsWebConfig(RepositoryTree.FileNameOf(path)));
        return project with
        {
            Files = files,
            UnreadableFiles = unreadable,
            WebConfigs = [.. webConfigs.Select(_directory.Tree.ReadFile).OfType<TextFile>()],
        };
    }

    private static bool ReadsSettings(Project app, RepositoryTree tree) =>
        app.IsHosted || (tree.Read(app.Path) is { } text && (PublishOutputHasWrongSettings.Reads(text) || text.Contains("ConfigurationBuilder", StringComparison.Ordinal) || text.Contains($"\"{app.Name}.settings", StringComparison.Ordinal)));

    private static bool IsSettings(string path) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        && (path.Contains("settings", StringComparison.OrdinalIgnoreCase) || path.EndsWith("secrets.json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(LaunchSettings.OfAppEnding, StringComparison.OrdinalIgnoreCase));

    private static string? NearestFolder(string path, HashSet<string> folders) => RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(path)).FirstOrDefault(folders.Contains);
}
