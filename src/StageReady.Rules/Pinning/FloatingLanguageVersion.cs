using System.Xml;
using System.Xml.Linq;

namespace StageReady.Pinning;

/// <summary>STG3016: 'latest' is another language with each SDK, so that the same sources mean something else, or nothing, on another machine.</summary>
internal static class FloatingLanguageVersion
{
    public const string Property = "LangVersion";

    /// <summary>Whether a value of LangVersion is decided by the compiler that is there.</summary>
    public static bool Floats(string version) => version.Trim().ToLowerInvariant() is "latest" or "latestmajor" or "preview";

    /// <summary>The finding where the value is written, or at the start of the project.</summary>
    /// <param name="version">What the project's language version is.</param>
    /// <param name="files">The project file, and the files that it certainly imports, in the order in which they are to be looked at.</param>
    public static Finding Judge(string version, IReadOnlyList<TextFile> files)
    {
        var place = files.Select(PlaceIn).FirstOrDefault(found => found is not null) ?? SourceSpan.StartOf(files[0].Path);
        return new Finding(Catalogue.LanguageVersionFloats, place, Message(version));
    }

    public static string Message(string version) =>
        $"LangVersion {MessageText.Quote(version.Trim())} is another version of C# with each SDK. Leave it out, so that the target framework decides, or write the number that is used";

    private static SourceSpan? PlaceIn(TextFile file)
    {
        if (file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            return PlaceInApp(file);
        try
        {
            using var reader = XmlReader.Create(new StringReader(file.Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var property = XDocument.Load(reader, LoadOptions.SetLineInfo).Descendants().LastOrDefault(element => element.Name.LocalName.Equals(Property, StringComparison.OrdinalIgnoreCase) && Floats(element.Value));
            return property is null ? null : new XmlLines(file).StartTag(property);
        }
        catch (XmlException)
        {
            // MSBuild has said so.
            return null;
        }
    }

    // A file-based app says it in a directive: #:property LangVersion=latest
    private static SourceSpan? PlaceInApp(TextFile file) =>
        AppDirective.Read(file.Text).LastOrDefault(directive => directive.Kind == "property" && directive.Name.Equals(Property, StringComparison.OrdinalIgnoreCase)) is { } found
            ? file.Span(found.Start, found.End - found.Start)
            : null;
}
