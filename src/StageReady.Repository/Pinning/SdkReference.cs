using System.Text.RegularExpressions;
using System.Xml.Linq;
using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>An MSBuild SDK that a project file or a file-based app names.</summary>
/// <param name="Version">Null if it gives none.</param>
internal sealed record SdkReference(string Name, string? Version, SourceSpan Span)
{
    private static readonly Regex Directive = new(
        @"^[ \t]*(?<directive>#:sdk[ \t]+(?<name>[^@\s]+)(?:[ \t]*@[ \t]*(?<version>[^\s]+))?)", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly char[] ListSeparator = [';'];

    /// <summary>Whether only an evaluation could tell what is meant.</summary>
    public bool IsUnknown => Name.Contains("$(") || Version?.Contains("$(") == true;

    /// <summary>Those of a project, props or targets file, each once: the first import of an SDK speaks for all.</summary>
    public static IEnumerable<SdkReference> InProject(TextFile file) => ProjectXml.Parse(file, out _) is { } project
        ? project.Root.DescendantsAndSelf().SelectMany(element => Of(element, project)).GroupBy(sdk => sdk.Name).Select(same => same.First())
        : [];

    /// <summary>The <c>#:sdk</c> directives of a file-based app.</summary>
    public static IEnumerable<SdkReference> InFileBasedApp(TextFile file) =>
        from Match match in Directive.Matches(file.Text)
        let directive = match.Groups["directive"]
        select new SdkReference(
            match.Groups["name"].Value, match.Groups["version"].Success ? match.Groups["version"].Value : null, file.Span(directive.Index, directive.Length));

    private static IEnumerable<SdkReference> Of(XElement element, ProjectXml project)
    {
        var span = project.SpanOf(element);
        if (element.Parent is null)
            return ((string?)element.Attribute("Sdk") ?? "").Split(ListSeparator, StringSplitOptions.RemoveEmptyEntries).Select(written => Parse(written.Trim(), span));
        if (element.Name.LocalName == "Sdk" && element.Parent.Parent is null && (string?)element.Attribute("Name") is { } name)
            return [new SdkReference(name, (string?)element.Attribute("Version"), span)];
        return element.Name.LocalName == "Import" && (string?)element.Attribute("Sdk") is { } sdk ? [new SdkReference(sdk, (string?)element.Attribute("Version"), span)] : [];
    }

    // NAME/VERSION
    private static SdkReference Parse(string written, SourceSpan span)
    {
        var slash = written.IndexOf('/');
        return slash < 0 ? new SdkReference(written, null, span) : new SdkReference(written.Substring(0, slash), written.Substring(slash + 1), span);
    }
}
