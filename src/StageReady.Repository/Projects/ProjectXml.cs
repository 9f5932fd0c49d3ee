using System.Xml;
using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>Why a file cannot be used: one line, with the place.</summary>
internal sealed record ProjectProblem(string Path, int Line, int Column, string Message);

/// <summary>The XML of a project or an imported file, with places.</summary>
internal sealed class ProjectXml
{
    private readonly TextFile _file;
    private readonly XmlLines _lines;

    private ProjectXml(TextFile file, XElement root)
    {
        _file = file;
        _lines = new XmlLines(file);
        Root = root;
    }

    public string Path => _file.Path;

    public XElement Root { get; }

    /// <summary>Null, and the problem, if the text is no project.</summary>
    public static ProjectXml? Parse(TextFile file, out ProjectProblem? problem)
    {
        problem = null;
        var (root, error) = XmlText.Read(file.Text);
        if (root is null)
            problem = new ProjectProblem(file.Path, error!.Line, error.Column, error.Message);
        else if (root.Name.LocalName != "Project")
            problem = new ProjectProblem(file.Path, LineOf(root), 1, $"the root element is <{XmlText.Shorten(root.Name.LocalName)}>; expected <Project>");
        return problem is null ? new ProjectXml(file, root!) : null;
    }

    /// <summary>The start tag.</summary>
    public SourceSpan SpanOf(XElement element) => _lines.StartTag(element);

    /// <summary>Whether it imports a file of a name: MSBuild itself imports the nearest Directory.Build.props and its like, and none above that.</summary>
    public bool Imports(string name) => Root.Descendants()
        .Any(element => element.Name.LocalName == "Import" && ((string?)element.Attribute("Project"))?.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>The element whose start tag stands at a place; null if none does.</summary>
    public XElement? At(int start) => Root.DescendantsAndSelf().FirstOrDefault(element => SpanOf(element).Start == start);

    /// <summary>Where the pieces of an element stand.</summary>
    public XmlLines Lines => _lines;

    private static int LineOf(IXmlLineInfo info) => info.HasLineInfo() ? info.LineNumber : 1;
}
