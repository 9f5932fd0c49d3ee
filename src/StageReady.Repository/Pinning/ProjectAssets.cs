using NuGet.Versioning;
using StageReady.Configuration.Json;

namespace StageReady.Pinning;

/// <summary>What a restore was asked for and what it chose: <c>obj/project.assets.json</c>.</summary>
internal sealed class ProjectAssets
{
    private readonly Dictionary<string, JsonNode> _frameworks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonNode> _targets = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, ResolvedPackage> _libraries;
    private readonly bool _pinsTransitive;

    private ProjectAssets(JsonNode root)
    {
        var project = root.Member("project");
        foreach (var target in root.Member("targets").Members())
            _targets[target.Name] = target.Value;
        foreach (var framework in project.Member("frameworks").Members())
            _frameworks[framework.Value.Member("targetAlias").Text() ?? framework.Name] = framework.Value;
        Libraries =
        [
            .. from member in root.Member("libraries").Members()
               where member.Value.Member("type").Text() == "package"
               let name = member.Name.Split('/')
               let version = NuGetVersion.TryParse(name[name.Length - 1], out var parsed) ? parsed : null
               where name.Length == 2 && version is not null
               select new ResolvedPackage(name[0], version, member.Value.Member("sha512").Text(), member.Value.Member("path").Text()),
        ];
        _libraries = Libraries.ToLookup(library => library.Id, StringComparer.OrdinalIgnoreCase);
        PackageFolders = [.. root.Member("packageFolders").Members().Select(folder => folder.Name)];
        Logs = [.. (root.Member("logs")?.Elements ?? []).Select(RestoreLog.Of).OfType<RestoreLog>()];
        _pinsTransitive = project.Member("restore").Member("CentralPackageTransitivePinningEnabled") is { Kind: JsonKind.True };
        ProjectPath = project.Member("restore").Member("projectPath").Text();
        AddedBySdk = new HashSet<string>(
            from framework in project.Member("frameworks").Members()
            from dependency in framework.Value.Member("dependencies").Members()
            where dependency.Value.Member("autoReferenced") is { Kind: JsonKind.True }
            select dependency.Name,
            StringComparer.OrdinalIgnoreCase);
        LockedMode = project.Member("restore").Member("restoreLockProperties").Member("restoreLockedMode") is { Kind: JsonKind.True };
    }

    /// <summary>The full path of the project that was restored.</summary>
    public string? ProjectPath { get; }

    /// <summary>The target frameworks, as the project names them.</summary>
    public IEnumerable<string> Frameworks => _frameworks.Keys;

    /// <summary>Whether that restore would have failed rather than changed the lock file.</summary>
    public bool LockedMode { get; }

    /// <summary>The packages that were resolved for any framework, direct and transitive.</summary>
    public IReadOnlyList<ResolvedPackage> Libraries { get; }

    /// <summary>The direct dependencies that the .NET SDK adds and whose versions it decides (the linker, the native compiler).</summary>
    public ISet<string> AddedBySdk { get; }

    /// <summary>The folders in which restore keeps packages, in the order in which it looks.</summary>
    public IReadOnlyList<string> PackageFolders { get; }

    /// <summary>What restore warned of.</summary>
    public IReadOnlyList<RestoreLog> Logs { get; }

    /// <summary>Null if the text is no assets file; restore writes it anew.</summary>
    public static ProjectAssets? Parse(string text) => JsonReader.Read(text).Root is { Kind: JsonKind.Object } root ? new ProjectAssets(root) : null;

    /// <summary>The direct dependencies of a target framework with the ranges that were asked for; empty for a framework that was not restored.</summary>
    public IReadOnlyDictionary<string, string> Dependencies(string framework)
    {
        var dependencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (_frameworks.TryGetValue(framework, out var node))
        {
            foreach (var member in node.Member("dependencies").Members())
            {
                if (member.Value.Member("target").Text() == "Package")
                    dependencies[member.Name] = member.Value.Member("version").Text() ?? "";
            }
        }

        return dependencies;
    }

    /// <summary>The packages and projects that a target framework uses, and who asks for them; null for a framework that was not restored.</summary>
    /// <param name="framework">As the project names it.</param>
    /// <param name="moniker">As NuGet names some of them, in long form.</param>
    public RestoredGraph? Graph(string framework, string moniker)
    {
        if (!_targets.TryGetValue(framework, out var target) && !_targets.TryGetValue(moniker, out target)
            && !(_frameworks.TryGetValue(framework, out var named) && _targets.TryGetValue(named.Member("framework").Text() ?? "", out target)))
            return null;

        var pins = _pinsTransitive && _frameworks.TryGetValue(framework, out var node) ? node.Member("centralPackageVersions").Members() : [];
        return new RestoredGraph(target, Dependencies(framework), pins);
    }

    /// <summary>The version that was restored for a request of one target framework; null if it was not made.</summary>
    public string? VersionOf(PackageRequest request, string framework, string moniker) => Dependencies(framework).TryGetValue(request.Id, out var range) && request.IsFor(range)
        ? Graph(framework, moniker)?.Packages.FirstOrDefault(node => string.Equals(node.Id, request.Id, StringComparison.OrdinalIgnoreCase))?.Version.ToNormalizedString()
        : null;

    /// <summary>The version of a package that answers a range; null if none does.</summary>
    public string? Resolve(string id, string range) => VersionRange.TryParse(range.Trim().Length == 0 ? "0.0.0" : range, allowFloating: true, out var parsed)
        ? parsed.FindBestMatch(_libraries[id].Select(library => library.Version))?.ToNormalizedString()
        : null;
}

/// <summary>A package that restore chose.</summary>
/// <param name="Sha512">The hash of its file, as NuGet writes it; null if it is not known.</param>
/// <param name="Path">Its folder below that of all packages; null if it is not known.</param>
internal sealed record ResolvedPackage(string Id, NuGetVersion Version, string? Sha512, string? Path);
