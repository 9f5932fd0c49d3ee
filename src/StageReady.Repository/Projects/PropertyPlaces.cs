using System.Xml.Linq;
using StageReady.Pinning;

namespace StageReady.Projects;

/// <summary>Finds where a project sets a property: in its own file, or in the files that MSBuild imports around it, the last word first.</summary>
internal sealed class PropertyPlaces
{
    private static readonly string[] Imported = ["Directory.Build.targets", "Directory.Packages.props", "Directory.Build.props"];

    private readonly Lazy<IReadOnlyList<ProjectXml>> _files;
    private readonly Lazy<AppDirectives?> _app;

    /// <param name="project">The project's file, or that of a file-based app.</param>
    /// <param name="folders">Its folder and those above it, nearest first, as paths with forward slashes.</param>
    /// <param name="read">The text of a file; null if there is none.</param>
    public PropertyPlaces(string project, IEnumerable<string> folders, Func<string, string?> read)
    {
        _files = new(() => [.. Load(project, [.. folders], read)]);
        _app = new(() => project.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && read(project) is { } text ? new AppDirectives(new TextFile(project, text)) : null);
    }

    /// <summary>Null if none of the files sets it.</summary>
    public SourceSpan? Find(string property)
    {
        if (_app.Value?.Find(property) is { } directive)
            return directive.Span;
        foreach (var file in _files.Value)
        {
            if (file.Root.Descendants().LastOrDefault(element => IsProperty(element, property)) is { } found)
                return file.SpanOf(found);
        }

        return null;
    }

    // MSBuild imports the nearest file of each name; that may import the one above it.
    private static IEnumerable<ProjectXml> Load(string project, IReadOnlyList<string> folders, Func<string, string?> read)
    {
        if (Parse(project, read(project)) is { } own)
            yield return own;
        foreach (var name in Imported)
        {
            foreach (var path in folders.Select(folder => RepositoryTree.Join(folder, name)))
            {
                if (read(path) is not { } text)
                    continue;

                var file = Parse(path, text);
                if (file is not null)
                    yield return file;
                if (file is null || !file.Imports(name))
                    break;
            }
        }
    }

    private static bool IsProperty(XElement element, string name) =>
        string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase) && element.Parent?.Name.LocalName == "PropertyGroup";

    private static ProjectXml? Parse(string path, string? text) => text is null ? null : ProjectXml.Parse(new TextFile(path, text), out _);
}
