using System.Xml.Linq;
using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>An MSBuild SDK that a project file or a file-based app names.</summary>
/// <param name="Version">Null if it gives none.</param>
/// <param name="VersionPlace">Where the version stands, or would.</param>
/// <param name="Lead">What would stand before it there.</param>
internal sealed record SdkReference(string Name, string? Version, SourceSpan Span, SourceSpan VersionPlace, string Lead)
{
    /// <summary>Whether only an evaluation could tell what is meant.</summary>
    public bool IsUnknown => Name.Contains("$(") || Version?.Contains("$(") == true;

    /// <summary>Those of a project, props or targets file, each once: the first import of an SDK speaks for all.</summary>
    public static IEnumerable<SdkReference> InProject(TextFile file) => AllInProject(file).GroupBy(sdk => sdk.Name).Select(same => same.First());

    /// <summary>Each place in a project, props or targets file.</summary>
    public static IEnumerable<SdkReference> AllInProject(TextFile file) => ProjectXml.Parse(file, out _) is { } project
        ? project.Root.DescendantsAndSelf().SelectMany(element => Of(element, project, file))
        : [];

    /// <summary>The <c>#:sdk</c> directives of a file-based app.</summary>
    public static IEnumerable<SdkReference> InFileBasedApp(TextFile file) =>
        from directive in AppDirective.Read(file.Text)
        where directive.Kind == "sdk"
        let version = directive.Value is { Length: > 0 } written ? written : null
        select new SdkReference(
            directive.Name,
            version,
            file.Span(directive.Start, directive.End - directive.Start),
            file.Span(directive.ValueStart, version?.Length ?? 0),
            directive.Value is null ? "@" : "");

    /// <summary>Gives it a version.</summary>
    public FileEdit Pin(string version) => new(
        VersionPlace.Path, VersionPlace.Start, VersionPlace.Length, Version is not null ? version : Lead.EndsWith("\"", StringComparison.Ordinal) ? $"{Lead}{version}\"" : Lead + version);

    private static IEnumerable<SdkReference> Of(XElement element, ProjectXml project, TextFile file)
    {
        var span = project.SpanOf(element);
        if (element.Parent is null)
            return element.Attribute("Sdk") is { } list ? InList(file, project.Lines.ValueOf(list), span) : [];

        var name = element.Name.LocalName == "Sdk" && element.Parent.Parent is null ? element.Attribute("Name") : element.Name.LocalName == "Import" ? element.Attribute("Sdk") : null;
        if (name is null)
            return [];
        var behindName = project.Lines.ValueOf(name);
        return element.Attribute("Version") is { } version
            ? [new SdkReference(name.Value, version.Value, span, project.Lines.ValueOf(version), "")]
            : [new SdkReference(name.Value, null, span, file.Span(behindName.Start + behindName.Length + 1, 0), " Version=\"")];
    }

    // NAME/VERSION;NAME
    private static IEnumerable<SdkReference> InList(TextFile file, SourceSpan list, SourceSpan span)
    {
        var (start, end) = (list.Start, list.Start + list.Length);
        while (start < end)
        {
            var next = file.Text.IndexOf(';', start, end - start) is >= 0 and var separator ? separator : end;
            var written = file.Text.Substring(start, next - start);
            var name = written.Trim();
            var at = start + written.IndexOf(name, StringComparison.Ordinal);
            var slash = name.IndexOf('/');
            if (slash >= 0)
                yield return new SdkReference(name.Substring(0, slash), name.Substring(slash + 1), span, file.Span(at + slash + 1, name.Length - slash - 1), "/");
            else if (name.Length > 0)
                yield return new SdkReference(name, null, span, file.Span(at + name.Length, 0), "/");
            start = next + 1;
        }
    }
}
