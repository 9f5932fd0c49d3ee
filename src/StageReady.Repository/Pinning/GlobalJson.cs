using StageReady.Configuration.Json;
using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>A <c>global.json</c>: which SDK builds what lies below it.</summary>
internal sealed class GlobalJson
{
    public const string FileName = "global.json";

    private readonly TextFile _file;
    private readonly JsonNode _root;

    private GlobalJson(TextFile file, JsonNode root)
    {
        _file = file;
        _root = root;
    }

    public string Path => _file.Path;

    /// <summary>Where <c>sdk</c> is written; the start of the file if it is not.</summary>
    public SourceSpan SdkSpan => _root.Members().LastOrDefault(member => member.Name == "sdk") is { } sdk ? _file.Span(sdk.Start, sdk.Length) : SourceSpan.StartOf(_file.Path);

    /// <summary>Whether it says anything of the SDK.</summary>
    public bool HasSdk => _root.Member("sdk").Members().Count > 0;

    /// <summary>Whether it names folders with SDKs, which can lie in the repository.</summary>
    public bool NamesPaths => Sdk("paths") is not null;

    public PlacedText? Version => Sdk("version").PlacedText(_file);

    public PlacedText? RollForward => Sdk("rollForward").PlacedText(_file);

    /// <summary>Whether it names the SDK, up to patches.</summary>
    public bool PinsFeatureBand => Version is { } version && ExactVersion.IsSemantic(version.Value) && !DotNetSdkRollsForward.LeavesFeatureBand(this);

    /// <summary>Where prereleases are allowed; null if they are not, or nothing is said.</summary>
    public SourceSpan? AllowsPrerelease => Sdk("allowPrerelease") is { Kind: JsonKind.True } value ? _file.Span(value.Start, value.Length) : null;

    /// <summary>The versions of MSBuild SDKs.</summary>
    public IEnumerable<(string Name, PlacedText Version)> MSBuildSdks =>
        from member in _root.Member("msbuild-sdks").Members()
        let version = member.Value.PlacedText(_file)
        where version is not null
        select (member.Name, version.Value);

    /// <summary>Null if the text is no JSON object: the SDK refuses it by itself.</summary>
    public static GlobalJson? Read(TextFile file) => JsonReader.Read(file.Text).Root is { Kind: JsonKind.Object } root ? new GlobalJson(file, root) : null;

    /// <summary>The one that holds for a folder.</summary>
    public static GlobalJson? NearestAbove(RepositoryTree tree, string directory) =>
        tree.NearestAbove(directory, FileName) is { } path && tree.ReadFile(path) is { } file ? Read(file) : null;

    private JsonNode? Sdk(string name) => _root.Member("sdk").Member(name);
}
