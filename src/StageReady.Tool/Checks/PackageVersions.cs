using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>The rules over the versions that are asked for, from the text of project files: what any target framework or configuration of a project asks for.</summary>
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
                findings.AddRange(Verdicts(request, new LockCoverage(lockFile?.Locks(request.Id, request.Version) == true, lockedMode)));
            }
            else if (request.Version.Length == 0 || FloatingPackageVersion.Floats(request.Version))
            {
                unknown.Add(new UnknownVerdict(
                    Catalogue.FloatingPackageVersion, request.Span, $"Whether the version of {request.Id} floats depends on a property that no file of the repository decides"));
            }
        }

        findings.AddRange(project.Evaluations.SelectMany(WrittenRequests.WithoutVersion).Select(VersionHasNoLowerBound.Judge).OfType<Finding>().Distinct());

        // One evaluation that decides is enough: the place needs no second, undecided line.
        return (findings, [.. unknown.Where(verdict => findings.All(finding => finding.Span != verdict.Span))]);
    }

    private static IEnumerable<Finding> Verdicts(PackageRequest request, LockCoverage coverage)
    {
        if (FloatingPackageVersion.Judge(request, coverage) is { } floats)
            yield return floats;
        // Without a version there may be one elsewhere.
        if (request.Version.Length == 0)
            yield break;
        if ((VersionHasNoLowerBound.Judge(request) ?? VersionHasUpperBound.Judge(request)) is { } range)
            yield return range;
    }

    private PackagesLockFile? LockFileOf(Project project) => LockFiles.PathOf(project, tree.Contains) is { } path && tree.Read(path) is { } text ? PackagesLockFile.Parse(text) : null;

    private static IEnumerable<(PackageRequest Request, bool IsCertain)> Requests(Evaluation evaluation) =>
        from place in Places
        from item in evaluation.ItemsOf(place.Item)
        where item.Include.Length > 0
        let version = item[place.Metadata]
        where version is not null
        select (new PackageRequest(item.Include, version.Value.Value, item.Span, place.Kind), item.IsCertain && version.Value.IsCertain);
}
