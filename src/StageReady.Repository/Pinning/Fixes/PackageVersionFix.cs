using System.Xml.Linq;
using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning.Fixes;

/// <summary>What a project got for a package that it asks for.</summary>
/// <param name="Project">The project, as the user names it.</param>
/// <param name="Versions">What its lock file and its last restore say, for each target framework; empty if they say nothing.</param>
internal sealed record RestoredUse(string Project, IReadOnlyCollection<string> Versions);

/// <summary>Writes the version that was restored in place of one that floats, is a range or is missing.</summary>
internal static class PackageVersionFix
{
    private static readonly string[] Names = ["Include", "Update"];

    /// <param name="file">The file in which the package is asked for.</param>
    /// <param name="request">What it asks for, at its place in the file.</param>
    /// <param name="uses">The projects for which it does.</param>
    public static PinningFix For(TextFile file, PackageRequest request, IReadOnlyCollection<RestoredUse> uses)
    {
        if (uses.Count == 0)
            return PinningFix.Leave("no project uses it, so that nothing tells its version");
        if (uses.FirstOrDefault(use => use.Versions.Count == 0) is { } unknown)
            return PinningFix.Leave("neither a lock file nor a restore tells its version", $"dotnet {(request.Kind == PackageRequestKind.FileBasedApp ? "build" : "restore")} {CommandWord.Of(unknown.Project)}");

        var versions = uses.SelectMany(use => use.Versions).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(version => version, StringComparer.Ordinal).ToList();
        if (versions.Count > 1)
            return PinningFix.Leave($"{MessageText.Join(versions)} were restored for it. Choose one");

        var (edit, reason) = request.Kind == PackageRequestKind.FileBasedApp ? (InDirective(file, request, versions[0]), "") : InItem(file, request, versions[0]);
        return edit is null ? PinningFix.Leave(reason) : PinningFix.Write($"Write {versions[0]}, which was restored", edit);
    }

    // #:package ID@VERSION
    private static FileEdit InDirective(TextFile file, PackageRequest request, string version)
    {
        if (request.Version.Length == 0)
            return new FileEdit(file.Path, request.Span.Start + request.Span.Length, 0, $"@{version}");
        var start = file.Text.IndexOf('@', request.Span.Start) + 1;
        while (char.IsWhiteSpace(file.Text[start]))
            start++;
        return new FileEdit(file.Path, start, request.Version.Length, version);
    }

    private static (FileEdit? Edit, string Reason) InItem(TextFile file, PackageRequest request, string version)
    {
        if (ProjectXml.Parse(file, out _) is not { } xml || xml.At(request.Span.Start) is not { } item || item.Attributes().FirstOrDefault(attribute => Names.Contains(attribute.Name.LocalName)) is not { } name)
            return (null, "its item is not found");
        if (!name.Value.Trim().Equals(request.Id, StringComparison.OrdinalIgnoreCase))
            return (null, $"its item stands for {MessageText.Quote(name.Value.Trim())}. Write one for each package, this one with {version}");

        var metadata = request.Kind == PackageRequestKind.VersionOverride ? "VersionOverride" : "Version";
        if (PlaceOf(xml, item, metadata) is not { } place)
        {
            var include = xml.Lines.ValueOf(name);
            return (new FileEdit(file.Path, include.Start + include.Length + 1, 0, $" {metadata}=\"{version}\""), "");
        }

        var written = file.Text.Substring(place.Start, place.Length);
        var trimmed = written.Trim();
        return trimmed == request.Version.Trim()
            ? (new FileEdit(file.Path, place.Start + written.IndexOf(trimmed, StringComparison.Ordinal), trimmed.Length, version), "")
            : (null, $"its version comes from {MessageText.Quote(trimmed)}. Write {version} there");
    }

    private static SourceSpan? PlaceOf(ProjectXml xml, XElement item, string metadata)
    {
        if (item.Attributes().FirstOrDefault(attribute => Is(attribute.Name, metadata)) is { } attribute)
            return xml.Lines.ValueOf(attribute);
        return item.Elements().FirstOrDefault(child => Is(child.Name, metadata)) is { HasElements: false } element ? xml.Lines.ContentOf(element) : null;
    }

    private static bool Is(XName name, string metadata) => name.LocalName.Equals(metadata, StringComparison.OrdinalIgnoreCase);
}
