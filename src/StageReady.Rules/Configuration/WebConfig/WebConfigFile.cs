using System.Xml;
using System.Xml.Linq;

namespace StageReady.Configuration;

/// <summary>A web.config, or a transform of it.</summary>
/// <param name="Transform">What stands between "web." and ".config": a build configuration or an environment; null for web.config itself.</param>
internal sealed record WebConfigFile(string? Transform, XDocument Document, XmlLines Lines)
{
    private const int MaxCharacters = 4_000_000;

    /// <summary>Null if IIS reads no file of that name, or the text is no XML: IIS says so itself.</summary>
    public static WebConfigFile? Read(TextFile source)
    {
        var name = source.Path.Substring(source.Path.LastIndexOfAny(['/', '\\']) + 1);
        if (!IsName(name))
            return null;

        try
        {
            using var reader = XmlReader.Create(new StringReader(source.Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters });
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo);
            return new WebConfigFile(name.Length == "web.config".Length ? null : name.Substring(4, name.Length - "web.".Length - ".config".Length), document, new XmlLines(source));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary><c>web.config</c> and <c>web.Release.config</c>, in any case.</summary>
    public static bool IsName(string fileName) =>
        fileName.StartsWith("web.", StringComparison.OrdinalIgnoreCase) && fileName.EndsWith(".config", StringComparison.OrdinalIgnoreCase) && fileName.Length is 10 or > 11;

    /// <summary>The elements at a path below the root, or below a location in it.</summary>
    public IReadOnlyList<XElement> Find(params string[] path)
    {
        IEnumerable<XElement> elements = Document.Root is { } root ? [root, .. root.Elements().Where(element => element.Name.LocalName == "location")] : [];
        foreach (var name in path)
            elements = elements.Elements().Where(element => element.Name.LocalName == name);
        return [.. elements];
    }
}
