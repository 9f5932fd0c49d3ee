using Microsoft.Build.Framework;
using StageReady.Pinning;

namespace StageReady.Build.Pinning;

/// <summary>Which version a project asks for, package by package, as MSBuild evaluated it.</summary>
internal sealed class EvaluatedRequests
{
    private readonly ILookup<string, ITaskItem> _centralVersions;
    private readonly ILookup<string, ITaskItem> _globalReferences;
    private readonly PackagePlaces _places;

    public EvaluatedRequests(IEnumerable<ITaskItem> packageVersions, IEnumerable<ITaskItem> globalReferences, PackagePlaces places)
    {
        _centralVersions = ById(packageVersions);
        _globalReferences = ById(globalReferences);
        _places = places;
    }

    /// <summary>The request behind a PackageReference: what it overrides, else the central version, else its own.</summary>
    public PackageRequest Of(ITaskItem reference, bool central)
    {
        var id = reference.ItemSpec;
        if (!central)
            return Request(reference, PackageRequestKind.PackageReference, "Version");
        if (reference.GetMetadata("VersionOverride").Length > 0)
            return Request(reference, PackageRequestKind.VersionOverride, "VersionOverride");
        return _globalReferences[id].LastOrDefault() is { } global
            ? Request(global, PackageRequestKind.GlobalPackageReference, "Version")
            : OfCentralVersion(id) ?? Request(reference, PackageRequestKind.PackageReference, "Version");
    }

    /// <summary>The request of a central version, which transitive pinning applies to packages that nobody references; null if there is none.</summary>
    public PackageRequest? OfCentralVersion(string id) =>
        _centralVersions[id].LastOrDefault() is { } version ? Request(version, PackageRequestKind.PackageVersion, "Version") : null;

    private PackageRequest Request(ITaskItem item, PackageRequestKind kind, string metadata)
    {
        var version = item.GetMetadata(metadata);
        return new PackageRequest(item.ItemSpec, version, _places.Find(item.GetMetadata("DefiningProjectFullPath"), kind, item.ItemSpec, version), kind);
    }

    private static ILookup<string, ITaskItem> ById(IEnumerable<ITaskItem> items) => items.ToLookup(item => item.ItemSpec, StringComparer.OrdinalIgnoreCase);
}
