using System.Text.RegularExpressions;
using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>
/// Tells the folders whose scripts a tool without rollback runs: those of a project that uses it, and those that the project, or for a local tool the commands beside its manifest, names.
/// </summary>
internal sealed class ForwardOnlyScripts
{
    // The folder in which grate keeps what runs once.
    private const string GrateFolder = "up";

    private static readonly string[] CommandFiles = [".sh", ".ps1", ".psm1", ".cmd", ".bat", ".yml", ".yaml", ".json", ".mk"];

    private static readonly string[] ProjectFiles = [".cs", ".fs", ".vb", ".json", ".csproj", ".fsproj", ".vbproj"];

    private static readonly Regex Tool = new(@"(?<![A-Za-z])(?:dbup|grate|evolve)(?![a-z])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Quoted = new("\"(?<path>[^\"\\r\\n]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex Word = new("""(?<path>[^\s"'=,;()\[\]{}<>]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly Regex Continued = new(@"[\\`^][ \t]*\r?\n", RegexOptions.CultureInvariant);

    private readonly RepositoryTree _tree;
    private readonly IReadOnlyList<Project> _projects;
    private readonly List<string> _manifestFolders;
    private HashSet<string>? _named;

    /// <param name="tree">The files.</param>
    /// <param name="projects">The projects that use such a tool.</param>
    /// <param name="manifests">The manifests of local tools that list one.</param>
    public ForwardOnlyScripts(RepositoryTree tree, IEnumerable<Project> projects, IEnumerable<string> manifests)
    {
        _tree = tree;
        _projects = [.. projects];
        _manifestFolders = [.. manifests.Select(FolderOf)];
    }

    /// <param name="folder">A folder of scripts.</param>
    /// <param name="owner">The nearest project, if there is one.</param>
    public bool Hold(string folder, Project? owner)
    {
        if (_projects.Count + _manifestFolders.Count == 0)
            return false;
        if (_projects.Any(project => project.Directory == owner?.Directory && IsAtOrBelow(folder, project.Directory)))
            return true;
        if (folder.Split('/').Contains(GrateFolder) && _manifestFolders.Exists(above => IsAtOrBelow(folder, above)))
            return true;

        _named ??= [.. _projects.SelectMany(NamedBy), .. _manifestFolders.SelectMany(NamedBeside)];
        return RepositoryTree.AtAndAbove(folder).Any(_named.Contains);
    }

    private IEnumerable<string> NamedBy(Project project) => _tree.Under(project.Directory)
        .Where(path => HasExtension(path, ProjectFiles))
        .Select(path => (Path: path, Text: _tree.Read(path) ?? ""))
        .Where(file => file.Path == project.Path || Tool.IsMatch(file.Text))
        .SelectMany(file => Quoted.Matches(file.Text).Cast<Match>())
        .SelectMany(match => Folders(match.Groups["path"].Value, project.Directory));

    private IEnumerable<string> NamedBeside(string folder) => _tree.Under(folder)
        .Where(path => HasExtension(path, CommandFiles) || RepositoryTree.FileNameOf(path) is "Dockerfile" or "Makefile")
        .SelectMany(path => Continued.Replace(_tree.Read(path) ?? "", " ").Split('\n'))
        .Where(line => Tool.IsMatch(line))
        .SelectMany(line => Word.Matches(line).Cast<Match>())
        .SelectMany(match => Folders(match.Groups["path"].Value, folder));

    /// <summary>What a written path may mean: nobody knows from where it is run, so that it counts from the folder and from each above. One that would hold the folder itself means something else.</summary>
    private static IEnumerable<string> Folders(string written, string folder)
    {
        var segments = written.Replace('\\', '/').Split('/').Where(segment => segment.Length > 0).SkipWhile(segment => segment is "." or "..").ToList();
        var end = segments.FindIndex(segment => segment.IndexOf('*') >= 0 || segment.EndsWith(".sql", StringComparison.OrdinalIgnoreCase));
        var path = string.Join("/", end < 0 ? segments : segments.Take(end));
        return path.Length == 0 ? [] : RepositoryTree.AtAndAbove(folder).Select(above => RepositoryTree.Join(above, path)).Where(named => !IsAtOrBelow(folder, named));
    }

    private static bool HasExtension(string path, string[] extensions) => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static bool IsAtOrBelow(string folder, string above) => folder == above || RepositoryTree.IsIn(folder, above);

    // .config/dotnet-tools.json holds for the folder that .config is in.
    private static string FolderOf(string manifest) =>
        RepositoryTree.DirectoryOf(manifest) is var folder && RepositoryTree.FileNameOf(folder) == ".config" ? RepositoryTree.DirectoryOf(folder) : folder;
}
