using System.Collections.Concurrent;
using Microsoft.Build.Framework;
using NuGet.Versioning;
using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Release;

namespace StageReady.Build.Pinning;

/// <summary>The rules over the packages of one target framework, and what else the properties of a project pin: what it asks for, what restore chose, what the lock file holds.</summary>
public sealed class CheckPackageVersions : CheckTask
{
    private const string HashesKey = "StageReady.PackageHashes";

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

    /// <summary>The global.json that holds for the project; empty if there is none.</summary>
    public string GlobalJson { get; set; } = "";

    /// <summary>The properties that the rules ask for, each with its value.</summary>
    public ITaskItem[] Properties { get; set; } = [];

    /// <summary>The items of that name.</summary>
    public ITaskItem[] PackageReferences { get; set; } = [];

    /// <summary>The items of that name.</summary>
    public ITaskItem[] PackageVersions { get; set; } = [];

    /// <summary>The items of that name.</summary>
    public ITaskItem[] GlobalPackageReferences { get; set; } = [];

    /// <summary>The stamp that says for which inputs there is nothing to report as an error.</summary>
    [Required]
    public string StampFile { get; set; } = "";

    /// <summary>What the stamp then holds.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    private protected override void Run()
    {
        var assets = ReadIfExists(ProjectAssetsFile) is { } text ? ProjectAssets.Parse(text) : null;
        var project = EvaluatedProperties.Of(Properties, ProjectFile, RepositoryRoot);
        var lockText = ReadFile(LockFile);
        var lockFile = lockText is null ? null : PackagesLockFile.Parse(lockText.Text);
        var requests = Requests(assets, project);
        var findings = Versions(requests, assets, Coverage(assets, lockFile, project)).Concat(Restored(requests, assets, project));
        if (IsPrimaryBuild)
            findings = findings.Concat(Locked(requests, assets, lockText, lockFile, project)).Concat(PropertiesOf(project));

        if (!Report(findings, Rules))
            File.WriteAllText(StampFile, Stamp);
    }

    private static Rule[] Rules =>
    [
        Catalogue.FloatingPackageVersion, Catalogue.VersionHasNoLowerBound, Catalogue.VersionHasUpperBound, Catalogue.RestoreChoseAnotherVersion, Catalogue.RestoreWarningUnheeded,
        Catalogue.PackagesAreNotLocked, Catalogue.LockFileLocksNothing, Catalogue.LockedContentDiffers, Catalogue.LockFileIsEvaluatedAnew, Catalogue.RuntimeIsNotPinned, Catalogue.BaseImageIsNotPinned,
        Catalogue.VulnerablePackage,
    ];

    private IEnumerable<Finding> Versions(IReadOnlyList<PackageRequest> requests, ProjectAssets? assets, LockCoverage coverage) => requests
        .Where(request => IsPrimaryBuild || assets is null || !EarlierFrameworks().Any(framework => Asks(assets, framework, request)))
        .Select(request => request with { Resolved = assets?.Resolve(request.Id, request.Version) })
        .SelectMany(request => (Finding?[])[FloatingPackageVersion.Judge(request, coverage), VersionHasNoLowerBound.Judge(request), VersionHasUpperBound.Judge(request)])
        .OfType<Finding>();

    private IEnumerable<Finding> Restored(IReadOnlyList<PackageRequest> requests, ProjectAssets? assets, ProjectProperties project)
    {
        if (assets?.Graph(TargetFramework, TargetFrameworkMoniker) is not { } graph)
            return [];

        var hiddenBy = PackageReferences.ToLookup(reference => reference.ItemSpec, reference => reference.GetMetadata("NoWarn"), StringComparer.OrdinalIgnoreCase);
        return ProjectCheck.JudgeRestored(graph, TargetFramework, assets.Logs, project, requests, project.List("NoWarn"), hiddenBy, project.IsTrue("IsTestProject"));
    }

    private IEnumerable<Finding> Locked(IReadOnlyList<PackageRequest> requests, ProjectAssets? assets, TextFile? text, PackagesLockFile? lockFile, ProjectProperties project)
    {
        var isLocked = IsLocked(assets, project);
        if (LockFileIsEvaluatedAnew.Judge(project, isLocked) is { } forced)
            yield return forced;
        if (requests.Count == 0 && !HasChosenPackages(assets))
            yield break;

        if (isLocked)
        {
            var direct = requests.Where(request => PackageReferences.Any(reference => string.Equals(reference.ItemSpec, request.Id, StringComparison.OrdinalIgnoreCase)));
            if (LockFileLocksNothing.Judge(project, Path.GetFileNameWithoutExtension(ProjectFile), Path.GetFileName(LockFile), text is not null, IsTracked(), SharesLockFileWith()?.Name, lockFile?.FirstUnanswered(direct, TargetFramework, TargetFrameworkMoniker)) is { } nothing)
                yield return nothing;
        }
        else if (text is null)
        {
            yield return PackagesAreNotLocked.Judge(project, IsApplication(project));
        }

        if (text is null || lockFile is null)
            yield break;
        foreach (var finding in LockedContentDiffers.Judge(text, lockFile, new PackageFolders(assets?.PackageFolders ?? [], OfThisBuild<ConcurrentDictionary<string, string?>>(HashesKey)).HashOf))
            yield return finding;
    }

    private IEnumerable<Finding> PropertiesOf(ProjectProperties project) =>
        ProjectCheck.JudgeProperties(project, IsApplication(project), project.IsTrue("IsTestProject"), ReadFile(GlobalJson) is { } file ? StageReady.Pinning.GlobalJson.Read(file) : null);

    // What the .NET SDK adds may come in its form for a runtime, too: runtime.linux-x64.ID.
    private bool HasChosenPackages(ProjectAssets? assets)
    {
        if (assets is null)
            return false;

        var ofSdk = PackageReferences.Where(IsOfSdk).Select(reference => reference.ItemSpec).Concat(assets.AddedBySdk).ToList();
        return !assets.Libraries.All(library => ofSdk.Any(id =>
            string.Equals(library.Id, id, StringComparison.OrdinalIgnoreCase)
            || (library.Id.StartsWith("runtime.", StringComparison.OrdinalIgnoreCase) && library.Id.EndsWith("." + id, StringComparison.OrdinalIgnoreCase))));
    }

    // The SDK decides on the version. F# does not mark its own reference.
    private static bool IsOfSdk(ITaskItem reference) => IsTrue(reference.GetMetadata("IsImplicitlyDefined")) || reference.GetMetadata("DefiningProjectName") == "Microsoft.FSharp.NetSdk";

    private bool? IsTracked()
    {
        if (!File.Exists(LockFile))
            return null;
        var tracked = Git.Run(Path.GetDirectoryName(LockFile)!, "ls-files -z");
        return tracked.ExitCode == 0 ? tracked.Output.Split('\0').Contains(Path.GetFileName(LockFile)) : null;
    }

    private AppDirectives? SharesLockFileWith()
    {
        if (!ProjectFile.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) || ReadFile(ProjectFile) is not { } file)
            return null;
        return new AppDirectives(file).SharesLockFileWith(Directory.EnumerateFiles(Path.GetDirectoryName(ProjectFile)!, "*.cs").Select(ReadFile).OfType<TextFile>());
    }

    private static bool IsApplication(ProjectProperties project) =>
        !project.IsTrue("IsTestProject") && !project.IsFalse("IsPublishable") && project["OutputType"]!.EndsWith("Exe", StringComparison.OrdinalIgnoreCase);

    private List<PackageRequest> Requests(ProjectAssets? assets, ProjectProperties project)
    {
        var central = project.IsTrue("ManagePackageVersionsCentrally");
        var evaluated = new EvaluatedRequests(PackageVersions, GlobalPackageReferences, new PackagePlaces(ReadIfExists));
        var requests = PackageReferences
            .Where(reference => !IsOfSdk(reference))
            .Select(reference => evaluated.Of(reference, central))
            .ToList();
        if (assets is null)
            return requests;

        // References that targets add while restore runs are in no evaluation.
        var known = new HashSet<string>(PackageReferences.Select(reference => reference.ItemSpec), StringComparer.OrdinalIgnoreCase);
        requests.AddRange(assets.Dependencies(TargetFramework)
            .Where(dependency => !assets.AddedBySdk.Contains(dependency.Key) && known.Add(dependency.Key))
            .Select(dependency => new PackageRequest(dependency.Key, dependency.Value, SourceSpan.StartOf(ProjectFile), PackageRequestKind.PackageReference)));
        if (central && project.IsTrue("CentralPackageTransitivePinningEnabled"))
            requests.AddRange(assets.Libraries.Where(library => known.Add(library.Id)).Select(library => evaluated.OfCentralVersion(library.Id)).OfType<PackageRequest>());
        return requests;
    }

    private LockCoverage Coverage(ProjectAssets? assets, PackagesLockFile? lockFile, ProjectProperties project) => assets is null || lockFile is null
        ? LockCoverage.None
        : new LockCoverage(SharesLockFileWith() is null && lockFile.IsFresh(assets, TargetFramework, TargetFrameworkMoniker), IsLocked(assets, project));

    private static bool IsLocked(ProjectAssets? assets, ProjectProperties project) => project.IsTrue("RestoreLockedMode") || assets?.LockedMode == true;

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
