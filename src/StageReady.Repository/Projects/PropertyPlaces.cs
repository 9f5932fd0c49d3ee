using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>Finds where a project sets a property: in its own file, or in the files that MSBuild imports around it, the last word first.</summary>
internal sealed class PropertyPlaces
{
    private static readonly string[] Imported = ["Directory.Build.targets", "Directory.Packages.props", "Directory.Build.props"];

    private readonly string _project;
    private readonly IReadOnlyList<string> _folders;
    private readonly Func<string, string?> _read;
    private readonly Dictionary<string, ProjectXml?> _parsed = new(StringComparer.Ordinal);

    /// <param name="project">The project's file.</param>
    /// <param name="folders">Its folder and those above it, nearest first, as paths with forward slashes.</param>
    /// <param name="read">The text of a file; null if there is none.</param>
    public PropertyPlaces(string project, IEnumerable<string> folders, Func<string, string?> read)
    {
        _project = project;
        _folders = [.. folders];
        _read = read;
    }

    /// <summary>The places of a project in a tree.</summary>
    public static PropertyPlaces Of(Project project, RepositoryTree tree) => new(project.Path, RepositoryTree.AtAndAbove(project.Directory), tree.Read);

    /// <summary>Null if none of the files sets it.</summary>
    public SourceSpan? Find(string property)
    {
        foreach (var file in Files())
        {
            if (Parse(file) is { } xml && xml.Root.Descendants().LastOrDefault(element => IsProperty(element, property)) is { } found)
                return xml.SpanOf(found);
        }

        return null;
    }

    // MSBuild imports the nearest file of each name; that may import the one above it.
    private IEnumerable<string> Files()
    {
        yield return _project;
        foreach (var name in Imported)
        {
            foreach (var file in _folders.Select(folder => RepositoryTree.Join(folder, name)))
            {
                if (_read(file) is null)
                    continue;
                yield return file;
                if (Parse(file) is not { } xml || !ImportsAnother(xml, name))
                    break;
            }
        }
    }

    private static bool ImportsAnother(ProjectXml xml, string name) => xml.Root.Descendants()
        .Any(element => element.Name.LocalName == "Import" && ((string?)element.Attribute("Project"))?.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    private static bool IsProperty(XElement element, string name) =>
        string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase) && element.Parent?.Name.LocalName == "PropertyGroup";

    private ProjectXml? Parse(string file)
    {
        if (!_parsed.TryGetValue(file, out var xml))
            _parsed[file] = xml = _read(file) is { } text ? ProjectXml.Parse(new TextFile(file, text), out _) : null;
        return xml;
    }
}
