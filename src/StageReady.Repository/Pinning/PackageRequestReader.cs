using System.Xml;
using System.Xml.Linq;

namespace StageReady.Pinning;

/// <summary>Finds package requests and their places in files as they are written, without evaluating them.</summary>
internal static class PackageRequestReader
{
    private static readonly char[] ListSeparator = [';'];

    /// <summary>The requests of a project, props or targets file; every package of a list (<c>Include="A;B"</c>) is a request of its own.</summary>
    /// <exception cref="XmlException">The text is not well-formed XML; the exception knows line and column.</exception>
    public static IReadOnlyList<PackageRequest> ReadProject(TextFile file)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(file.Text), settings);
        var root = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        var lines = new XmlLines(file);
        return [.. root.Descendants().SelectMany(item => Requests(item, lines))];
    }

    /// <summary>The <c>#:package</c> directives of a file-based app.</summary>
    public static IReadOnlyList<PackageRequest> ReadFileBasedApp(TextFile file) =>
    [
        .. from directive in AppDirective.Read(file.Text)
           where directive.Kind == "package"
           select new PackageRequest(directive.Name, directive.Value ?? "", file.Span(directive.Start, directive.End - directive.Start), PackageRequestKind.FileBasedApp),
    ];

    private static IEnumerable<PackageRequest> Requests(XElement item, XmlLines lines)
    {
        if (!Enum.TryParse(item.Name.LocalName, ignoreCase: true, out PackageRequestKind kind)
            || kind is PackageRequestKind.VersionOverride or PackageRequestKind.FileBasedApp
            || (Attribute(item, "Include") ?? Attribute(item, "Update")) is not { } ids)
            yield break;

        var version = Metadata(item, "Version");
        var versionOverride = kind == PackageRequestKind.PackageReference ? Metadata(item, "VersionOverride") : null;
        var span = lines.StartTag(item);
        foreach (var id in ids.Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries).Select(id => id.Trim()).Where(id => id.Length > 0))
        {
            if (versionOverride is not null)
                yield return new PackageRequest(id, versionOverride, span, PackageRequestKind.VersionOverride);
            if (version is not null || versionOverride is null)
                yield return new PackageRequest(id, version ?? "", span, kind);
        }
    }

    private static string? Metadata(XElement item, string name) => Attribute(item, name)
        ?? item.Elements().FirstOrDefault(child => Same(child.Name.LocalName, name))?.Value.Trim();

    private static string? Attribute(XElement item, string name) =>
        item.Attributes().FirstOrDefault(attribute => Same(attribute.Name.LocalName, name))?.Value.Trim();

    // Item and metadata names of MSBuild have no case.
    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
