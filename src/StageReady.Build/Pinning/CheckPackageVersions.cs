using Microsoft.Build.Framework;
using NuGet.Versioning;
using StageReady.Pinning;

namespace StageReady.Build.Pinning;

/// <summary>Rules over the packages of one target framework: what the project asks for, what restore chose, what the lock file holds.</summary>
public sealed class CheckPackageVersions : CheckTask
{
    /// <summary>The target framework that is built, as the project names it.</summary>
    public string TargetFramework { get; set; } = "";

    /// <summary>The same as NuGet writes it in a lock file.</summary>
    public string TargetFrameworkMoniker { get; set; } = "";

    /// <summary>All target frameworks of the project, separated by semicolons.</summary>
    public string TargetFrameworks { get; set; } = "";

    /// <summary>Whether this build also reports what the other target frameworks have in common with it.</summary>
    public bool IsPrimaryBuild { get; set; } = true;

    /// <summary>obj/project.assets.json.</summary>
    public string ProjectAssetsFile { get; set; } = "";

    /// <summary>The lock file, whether it exists or not.</summary>
    public string LockFile { get; set; } = "";

    /// <summary>The property RestoreLockedMode.</summary>
    public bool RestoreLockedMode { get; set; }

    /// <summary>The items of that name.</summary>
    public ITaskItem[] PackageReferences { get; set; } = [];

    /// <summary>The items of that name.</summary>
    public ITaskItem[] PackageVersions { get; set; } = [];

    /// <summary>The items of that name.</summary>
    public ITaskItem[] GlobalPackageReferences { get; set; } = [];

    /// <summary>The property ManagePackageVersionsCentrally.</summary>
    public bool ManagePackageVersionsCentrally { get; set; }

    /// <summary>The property CentralPackageTransitivePinningEnabled.</summary>
    public bool CentralPackageTransitivePinningEnabled { get; set; }

    /// <summary>The stamp that says for which inputs there is nothing to report as an error.</summary>
    [Required]
    public string StampFile { get; set; } = "";

    /// <summary>What the stamp then holds.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    private protected override void Run()
    {
        var assets = ReadIfExists(ProjectAssetsFile) is { } text ? ProjectAssets.Parse(text) : null;
        var coverage = Coverage(assets);
        var findings = Requests(assets)
            .Where(request => IsPrimaryBuild || assets is null || !EarlierFrameworks().Any(framework => Asks(assets, framework, request)))
            .Select(request => request with { Resolved = assets?.Resolve(request.Id, request.Version) })
            .Select(request => FloatingPackageVersion.Judge(request, coverage))
            .OfType<Finding>();

        if (!Report(findings, Catalogue.FloatingPackageVersion))
            File.WriteAllText(StampFile, Stamp);
    }

    private List<PackageRequest> Requests(ProjectAssets? assets)
    {
        var evaluated = new EvaluatedRequests(PackageVersions, GlobalPackageReferences, new PackagePlaces(ReadIfExists));
        var requests = PackageReferences
            .Where(reference => !IsTrue(reference.GetMetadata("IsImplicitlyDefined")))
            .Select(reference => evaluated.Of(reference, ManagePackageVersionsCentrally))
            .ToList();
        if (assets is null)
            return requests;

        // References that targets add while restore runs are in no evaluation.
        var known = new HashSet<string>(PackageReferences.Select(reference => reference.ItemSpec), StringComparer.OrdinalIgnoreCase);
        requests.AddRange(assets.Dependencies(TargetFramework)
            .Where(dependency => known.Add(dependency.Key))
            .Select(dependency => new PackageRequest(dependency.Key, dependency.Value, SourceSpan.StartOf(ProjectFile), PackageRequestKind.PackageReference)));
        if (ManagePackageVersionsCentrally && CentralPackageTransitivePinningEnabled)
            requests.AddRange(assets.Libraries.Where(library => known.Add(library.Id)).Select(library => evaluated.OfCentralVersion(library.Id)).OfType<PackageRequest>());
        return requests;
    }

    private LockCoverage Coverage(ProjectAssets? assets)
    {
        if (assets is null || ReadIfExists(LockFile) is not { } text || PackagesLockFile.Parse(text) is not { } lockFile)
            return LockCoverage.None;
        return new LockCoverage(lockFile.IsFresh(assets, TargetFramework, TargetFrameworkMoniker), RestoreLockedMode || assets.LockedMode);
    }

    private IEnumerable<string> EarlierFrameworks() => TargetFrameworks
        .Split([';'], StringSplitOptions.RemoveEmptyEntries)
        .Select(framework => framework.Trim())
        .TakeWhile(framework => !string.Equals(framework, TargetFramework, StringComparison.OrdinalIgnoreCase));

    private static bool Asks(ProjectAssets assets, string framework, PackageRequest request) =>
        assets.Dependencies(framework).TryGetValue(request.Id, out var range)
        && VersionRange.TryParse(range, out var theirs) && VersionRange.TryParse(request.Version, out var ours)
        && theirs.ToNormalizedString() == ours.ToNormalizedString();

    private static string? ReadIfExists(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
