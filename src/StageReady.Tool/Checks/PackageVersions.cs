using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>STG3001 from the text of project files: what any target framework or configuration of a project asks for.</summary>
internal sealed class PackageVersions(RepositoryTree tree)
{
    private static readonly (string Item, string Metadata, PackageRequestKind Kind)[] Places =
    [
        ("PackageReference", "Version", PackageRequestKind.PackageReference),
        ("PackageReference", "VersionOverride", PackageRequestKind.VersionOverride),
        ("PackageVersion", "Version", PackageRequestKind.PackageVersion),
        ("GlobalPackageReference", "Version", PackageRequestKind.GlobalPackageReference),
    ];

    public (IReadOnlyList<Finding> Findings, IReadOnlyList<UnknownVerdict> Unknown) Judge(Project project)
    {
        var lockFile = LockFileOf(project);
        // Teams lock where releases are built, so the question is what a build server's restore does.
        var lockedMode = project.ContinuousIntegration.IsTrue("RestoreLockedMode");
        var findings = new List<Finding>();
        var unknown = new List<UnknownVerdict>();
        foreach (var (request, isCertain) in project.Evaluations.SelectMany(Requests).Distinct())
        {
            if (isCertain)
            {
                if (FloatingPackageVersion.Judge(request, new LockCoverage(lockFile?.Locks(request.Id, request.Version) == true, lockedMode)) is { } finding)
                    findings.Add(finding);
            }
            else if (request.Version.Length == 0 || FloatingPackageVersion.Floats(request.Version))
            {
                unknown.Add(new UnknownVerdict(
                    Catalogue.FloatingPackageVersion, request.Span, $"Whether the version of {request.Id} floats depends on a property that no file of the repository decides"));
            }
        }

        // One evaluation that decides is enough: the place needs no second, undecided line.
        return (findings, [.. unknown.Where(verdict => findings.All(finding => finding.Span != verdict.Span))]);
    }

    private PackagesLockFile? LockFileOf(Project project)
    {
        var path = project.Release["NuGetLockFilePath"] is { Length: > 0 } written
            ? RepositoryTree.Resolve(project.Directory, written)
            : RepositoryTree.Join(project.Directory, "packages.lock.json");
        return path is not null && tree.Read(path) is { } text ? PackagesLockFile.Parse(text) : null;
    }

    private static IEnumerable<(PackageRequest Request, bool IsCertain)> Requests(Evaluation evaluation) =>
        from place in Places
        from item in evaluation.ItemsOf(place.Item)
        where item.Include.Length > 0
        let version = item[place.Metadata]
        where version is not null
        select (new PackageRequest(item.Include, version.Value.Value, item.Span, place.Kind), item.IsCertain && version.Value.IsCertain);
}
