using NuGet.Versioning;
using StageReady.Configuration.Json;
using StageReady.Pinning.Fixes;
using StageReady.Shell;

namespace StageReady.Pinning;

/// <summary>The full versions that files of a repository give: what one of them leaves open, another may tell.</summary>
internal sealed class VersionsInUse
{
    private readonly ILookup<string, string> _sdks;
    private readonly ILookup<string, string> _tools;
    private readonly ILookup<string, string> _packages;

    public VersionsInUse(IEnumerable<GlobalJson> globalJsons, IEnumerable<SdkReference> sdks, IEnumerable<TextFile> manifests, IEnumerable<ShellCommand> commands)
    {
        var installs = commands.Select(InstallCommand.Read).OfType<InstallCommand>().Where(install => !install.IsUnknown).ToList();
        _sdks = Exact(globalJsons.SelectMany(globalJson => globalJson.MSBuildSdks).Select(listed => (listed.Name, (string?)listed.Version.Value)).Concat(sdks.Select(sdk => (sdk.Name, sdk.Version))));
        _tools = Exact(manifests.SelectMany(Tools).Concat(installs.Where(install => !install.IsPackage).Select(install => (install.Id, install.Version))));
        _packages = Exact(installs.Where(install => install.IsPackage).Select(install => (install.Id, install.Version)));
    }

    /// <param name="name">The SDK.</param>
    /// <param name="asked">The range in which the version must lie; null if none is written.</param>
    public Resolution OfSdk(string name, string? asked) => Agreed(_sdks[name], asked);

    /// <inheritdoc cref="OfSdk"/>
    public Resolution OfTool(string name, string? asked) => Agreed(_tools[name], asked);

    /// <inheritdoc cref="OfSdk"/>
    public Resolution OfPackage(string name, string? asked) => Agreed(_packages[name], asked);

    private static Resolution Agreed(IEnumerable<string> versions, string? asked)
    {
        var agreed = versions.Where(version => asked is null || Allows(asked, NuGetVersion.Parse(version)))
            .Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(version => version, StringComparer.Ordinal).ToList();
        return agreed.Count switch
        {
            0 => Resolution.None("no other file gives its full version"),
            1 => Resolution.Of(agreed[0]),
            _ => Resolution.None($"{MessageText.Join(agreed)} are used in other files. Choose one"),
        };
    }

    // A range that floats has no upper bound for NuGet, which takes the lowest that there is.
    private static bool Allows(string asked, NuGetVersion version) =>
        VersionRange.TryParse(asked, out var range) && range.Satisfies(version) && (!range.IsFloating || range.Float.Satisfies(version));

    private static ILookup<string, string> Exact(IEnumerable<(string Name, string? Version)> written) =>
        written.Where(pair => NuGetVersion.TryParse(pair.Version, out _)).ToLookup(pair => pair.Name, pair => pair.Version!, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<(string, string?)> Tools(TextFile manifest) =>
        JsonReader.Read(manifest.Text).Root.Member("tools").Members().Select(tool => (tool.Name, tool.Value.Member("version").Text()));
}
