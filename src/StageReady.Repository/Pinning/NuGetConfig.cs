using System.Xml.Linq;
using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>What a <c>nuget.config</c> says of package sources. Names of elements have no case for NuGet, and neither has the file's own.</summary>
internal sealed class NuGetConfig
{
    public const string FileName = "nuget.config";

    private readonly XElement _root;
    private readonly XmlLines _lines;

    private NuGetConfig(TextFile file, XElement root)
    {
        Path = file.Path;
        _root = root;
        _lines = new XmlLines(file);
    }

    public string Path { get; }

    /// <summary>The start tag of the sources; null if the file names none.</summary>
    public SourceSpan? Sources => Section("packageSources") is { } sources ? _lines.StartTag(sources) : null;

    /// <summary>Whether the sources of files above, and of whoever builds, are taken away.</summary>
    public bool ClearsSources => Section("packageSources")?.Elements().Any(element => Is(element, "clear")) == true;

    /// <summary>The offset behind the sources, for a file that names some.</summary>
    public int EndOfSources => Section("packageSources") is { } sources ? _lines.EndOf(sources) : 0;

    /// <summary>The sources that it adds, in their order, those before a <c>clear</c> left out.</summary>
    public IEnumerable<PackageSource> AddedSources => Section("packageSources") is { } sources
        ? sources.Elements().Reverse().TakeWhile(element => !Is(element, "clear")).Where(element => Is(element, "add")).Select(element => new PackageSource(Key(element), (string?)element.Attribute("value") ?? "", Path)).Reverse()
        : [];

    /// <summary>The names of the sources that it switches off.</summary>
    public IEnumerable<string> DisabledSources => Section("disabledPackageSources") is { } sources
        ? sources.Elements().Where(element => Is(element, "add") && string.Equals((string?)element.Attribute("value"), "true", StringComparison.OrdinalIgnoreCase)).Select(Key)
        : [];

    /// <summary>Whether it has a place for what <see cref="MapsSources"/> asks for, be it empty.</summary>
    public bool HasMapping => Section("packageSourceMapping") is not null;

    /// <summary>Whether it says which packages come from which source.</summary>
    public bool MapsSources => Section("packageSourceMapping")?.Elements().Any(element => Is(element, "packageSource")) == true;

    public static bool IsPath(string path) => RepositoryTree.FileNameOf(path).Equals(FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null if the text is no XML: restore refuses it by itself.</summary>
    public static NuGetConfig? Read(TextFile file) => XmlText.Read(file.Text).Root is { } root ? new NuGetConfig(file, root) : null;

    private XElement? Section(string name) => _root.Elements().FirstOrDefault(element => Is(element, name));

    private static string Key(XElement element) => (string?)element.Attribute("key") ?? "";

    private static bool Is(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A source of packages.</summary>
/// <param name="Value">Its address or folder, as it is written.</param>
/// <param name="Path">The file that adds it.</param>
internal sealed record PackageSource(string Key, string Value, string Path);
