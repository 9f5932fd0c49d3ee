using NuGet.Versioning;
using StageReady.Configuration.Json;

namespace StageReady.Pinning;

/// <summary>What a lock file (<c>packages.lock.json</c>) holds still.</summary>
internal sealed class PackagesLockFile
{
    private readonly Dictionary<string, LockedPackage[]> _frameworks;

    private PackagesLockFile(Dictionary<string, LockedPackage[]> frameworks) => _frameworks = frameworks;

    /// <summary>Null if the text is no lock file.</summary>
    public static PackagesLockFile? Parse(string text)
    {
        if (JsonReader.Read(text).Root.Member("dependencies") is not { Kind: JsonKind.Object } dependencies)
            return null;

        var frameworks = new Dictionary<string, LockedPackage[]>(StringComparer.OrdinalIgnoreCase);
        foreach (var framework in dependencies.Members)
            frameworks[framework.Name] = [.. framework.Value.Members().Select(Read)];
        return new PackagesLockFile(frameworks);
    }

    /// <summary>
    /// Whether it answers exactly what was restored for a framework: the same direct packages with the same ranges, and every locked version is the one in use.
    /// Computed, not taken from what restore says about itself.
    /// </summary>
    public bool IsFresh(ProjectAssets assets, string framework, string frameworkMoniker)
    {
        if (Find(framework, frameworkMoniker) is not { } entries)
            return false;

        var asked = assets.Dependencies(framework);
        var direct = entries.Where(entry => entry.Type == "Direct").ToArray();
        var libraries = new HashSet<(string, NuGetVersion)>(assets.Libraries.Select(library => (library.Id.ToUpperInvariant(), library.Version)));
        return direct.Length == asked.Count
            && direct.All(entry => asked.TryGetValue(entry.Id, out var range) && SameRange(range, entry.Requested))
            && entries.Where(entry => !entry.IsProject).All(entry =>
                NuGetVersion.TryParse(entry.Resolved, out var version) && libraries.Contains((entry.Id.ToUpperInvariant(), version)));
    }

    /// <summary>All entries.</summary>
    public IEnumerable<LockedPackage> Packages => _frameworks.Values.SelectMany(entries => entries);

    /// <summary>The first package that a target framework asks for and that the file does not lock with that range; null if it answers all of them.</summary>
    public string? FirstUnanswered(IEnumerable<PackageRequest> requests, string framework, string frameworkMoniker)
    {
        var entries = Find(framework, frameworkMoniker) ?? [];
        return requests.FirstOrDefault(request => !entries.Any(entry =>
            entry.Type == "Direct" && string.Equals(entry.Id, request.Id, StringComparison.OrdinalIgnoreCase) && SameRange(request.Version.Trim(), entry.Requested)))?.Id;
    }

    /// <summary>The first package that a referenced project asks for otherwise than when the file was written; null if there is none, or the file does not know the project.</summary>
    public string? FirstChanged(string project, IEnumerable<PackageRequest> requests, string framework, string frameworkMoniker)
    {
        var entries = Find(framework, frameworkMoniker) ?? [];
        return entries.FirstOrDefault(entry => entry.IsProject && string.Equals(entry.Id, project, StringComparison.OrdinalIgnoreCase)) is { } known
            ? requests.FirstOrDefault(request => known.Dependencies.TryGetValue(request.Id, out var range) ? !request.IsFor(range) : !IsPrunable(request.Id) && !Array.Exists(entries, entry => string.Equals(entry.Id, request.Id, StringComparison.OrdinalIgnoreCase)))?.Id
            : null;
    }

    // The SDK leaves out packages that the framework has.
    private static bool IsPrunable(string id) => id.StartsWith("System.", StringComparison.OrdinalIgnoreCase) || id.StartsWith("Microsoft.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the file locks a package directly, asked for with that range, for any framework.</summary>
    public bool Locks(string id, string range) => _frameworks.Values.Any(entries => entries.Any(entry =>
        entry.Type == "Direct" && string.Equals(entry.Id, id, StringComparison.OrdinalIgnoreCase) && SameRange(range, entry.Requested)));

    /// <summary>The version that it locks for a request of one target framework; null if it does not answer it.</summary>
    public string? VersionOf(PackageRequest request, string framework, string frameworkMoniker) => (Find(framework, frameworkMoniker) ?? []).FirstOrDefault(entry =>
        entry.Type == "Direct" && string.Equals(entry.Id, request.Id, StringComparison.OrdinalIgnoreCase) && request.IsFor(entry.Requested))?.Resolved;

    /// <summary>The versions that it locks for a request, for any framework.</summary>
    public IEnumerable<string> VersionsOf(PackageRequest request) => _frameworks.Keys.Select(framework => VersionOf(request, framework, framework)).OfType<string>();

    /// <summary>The hash of a package's content; null if the file does not lock that version.</summary>
    public string? ContentHash(string id, NuGetVersion version) => Packages.FirstOrDefault(entry =>
        string.Equals(entry.Id, id, StringComparison.OrdinalIgnoreCase) && NuGetVersion.TryParse(entry.Resolved, out var resolved) && resolved == version)?.ContentHash;

    // 'net10.0' and 'net10.0-windows7.0' are written short, '.NETStandard,Version=v2.0' long.
    private LockedPackage[]? Find(string framework, string moniker) =>
        _frameworks.TryGetValue(framework, out var entries) || _frameworks.TryGetValue(moniker, out entries)
            ? entries
            : _frameworks.FirstOrDefault(pair => !pair.Key.Contains('/') && framework.Contains('-') && pair.Key.StartsWith(framework, StringComparison.OrdinalIgnoreCase)).Value;

    private static bool SameRange(string left, string right) =>
        VersionRange.TryParse(left, out var leftRange) && VersionRange.TryParse(right, out var rightRange)
        && leftRange.ToNormalizedString() == rightRange.ToNormalizedString();

    private static LockedPackage Read(JsonMember member) => new(
        member.Name,
        member.Value.Member("type").Text() ?? "",
        member.Value.Member("requested").Text() ?? "",
        member.Value.Member("resolved").Text() ?? "",
        member.Value.Member("contentHash").Text(),
        member.Start,
        member.Length)
    {
        Dependencies = member.Value.Member("dependencies").Members().GroupBy(dependency => dependency.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.Last().Value.Text() ?? "", StringComparer.OrdinalIgnoreCase),
    };
}

/// <summary>An entry of a lock file.</summary>
/// <param name="Type"><c>Direct</c>, <c>Transitive</c>, <c>CentralTransitive</c> or <c>Project</c>.</param>
/// <param name="Requested">The range that is asked for; empty for a transitive package.</param>
/// <param name="ContentHash">Null if the file holds none.</param>
/// <param name="Start">Where the entry's name starts in the file.</param>
internal sealed record LockedPackage(string Id, string Type, string Requested, string Resolved, string? ContentHash, int Start, int Length)
{
    /// <summary>What it depends on, each with the range.</summary>
    public IReadOnlyDictionary<string, string> Dependencies { get; init; } = new Dictionary<string, string>();

    public bool IsProject => Type == "Project";
}
