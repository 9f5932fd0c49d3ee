using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>Finds where a project sets a property: in its own file, or in the files that MSBuild imports around it, the last word first.</summary>
internal sealed class PropertyPlaces
{
    private static readonly string[] Imported = ["Directory.Build.targets", "Directory.Packages.props", "Directory.Build.props"];

    private readonly IReadOnlyList<string> _files;
    private readonly Func<string, string?> _read;
    private readonly Dictionary<string, ProjectXml?> _parsed = new(StringComparer.Ordinal);

    /// <param name="project">The project's file.</param>
    /// <param name="folders">Its folder and those above it, nearest first, as paths with forward slashes.</param>
    /// <param name="read">The text of a file; null if there is none.</param>
    public PropertyPlaces(string project, IEnumerable<string> folders, Func<string, string?> read)
    {
        var above = folders.ToList();
        _files = [project, .. Imported.SelectMany(name => above.Select(folder => RepositoryTree.Join(folder, name)))];
        _read = read;
    }

    /// <summary>The places of a project in a tree.</summary>
    public static PropertyPlaces Of(Project project, RepositoryTree tree) => new(project.Path, RepositoryTree.AtAndAbove(project.Directory), tree.Read);

    /// <summary>Null if none of the files sets it.</summary>
    public SourceSpan? Find(string property)
    {
        foreach (var file in _files)
        {
            if (Parse(file) is { } xml && xml.Root.Descendants().LastOrDefault(element => IsProperty(element, property)) is { } found)
                return xml.SpanOf(found);
        }

        return null;
    }

    private static bool IsProperty(XElement element, string name) =>
        string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase) && element.Parent?.Name.LocalName == "PropertyGroup";

    private ProjectXml? Parse(string file)
    {
        if (!_parsed.TryGetValue(file, out var xml))
            _parsed[file] = xml = _read(file) is { } text ? ProjectXml.Parse(new TextFile(file, text), out _) : null;
        return xml;
    }
}
