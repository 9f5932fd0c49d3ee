using System.Xml;
using System.Xml.Linq;

namespace StageReady.Projects;

/// <summary>Why a file cannot be used: one line, with the place.</summary>
internal sealed record ProjectProblem(string Path, int Line, int Column, string Message);

/// <summary>The XML of a project or an imported file, with places. Document types and entities are refused: a project needs none, and they can be made to explode.</summary>
internal sealed class ProjectXml
{
    private const int MaxCharacters = 16 * 1024 * 1024;

    // The deepest real project has about ten levels; the reader's own message about unclosed elements takes hours at a million.
    private const int MaxDepth = 256;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        CloseInput = true,
    };

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
        try
        {
            if (IsTooDeep(file.Text))
            {
                problem = new ProjectProblem(file.Path, 1, 1, $"elements are nested more than {MaxDepth} deep");
                return null;
            }

            using var reader = XmlReader.Create(new StringReader(file.Text), Settings);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
            if (root.Name.LocalName == "Project")
                return new ProjectXml(file, root);

            problem = new ProjectProblem(file.Path, LineOf(root), 1, $"the root element is <{Shorten(root.Name.LocalName)}>; expected <Project>");
        }
        catch (XmlException exception)
        {
            problem = new ProjectProblem(file.Path, Math.Max(1, exception.LineNumber), Math.Max(1, exception.LinePosition), Reason(exception));
        }

        return null;
    }

    private static bool IsTooDeep(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
                return true;
        }

        return false;
    }

    /// <summary>The start tag.</summary>
    public SourceSpan SpanOf(XElement element) => _lines.StartTag(element);

    private static int LineOf(IXmlLineInfo info) => info.HasLineInfo() ? info.LineNumber : 1;

    // XmlException appends the place, which the problem has already; its texts can quote the file over several lines.
    private static string Reason(XmlException exception)
    {
        var message = exception.Message;
        var place = message.IndexOf(" Line ", StringComparison.Ordinal);
        if (place > 0)
            message = message.Substring(0, place);
        return message.Contains("DTD")
            ? "a document type is not allowed in a project file"
            : $"not well-formed XML: {Shorten(message.Replace('\r', ' ').Replace('\n', ' ').TrimEnd('.', ' '))}";
    }

    private static string Shorten(string text) => text.Length <= 200 ? text : text.Substring(0, 200) + "…";
}
