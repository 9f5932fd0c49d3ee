using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3011: a central version looks as if it held for every project that uses the package, and does not for those that get it through another one.</summary>
internal static class TransitivePackagesAreNotPinned
{
    private const string Central = "ManagePackageVersionsCentrally", Transitive = "CentralPackageTransitivePinningEnabled";

    /// <param name="hasLockFile">Whether a project has one, which holds all its packages.</param>
    public static IEnumerable<(Project Project, Finding Finding)> Judge(IEnumerable<Project> projects, Func<Project, bool> hasLockFile) =>
        from project in projects
        where project.Release.Find(Central) is { IsCertain: true } central && IsTrue(central.Value)
        let transitive = project.Release.Find(Transitive)
        where transitive.IsCertain && !IsTrue(transitive.Value)
        where project.Release.ItemsOf("PackageReference").Any() && !hasLockFile(project)
        let place = project.Release.PlaceOf(Central)
        where place is not null
        group (project, place.Value) by place.Value into users
        select (users.First().project, new Finding(
            Catalogue.TransitivePackagesAreNotPinned,
            users.Key,
            $"The central versions do not hold for packages that come in through others, and no lock file holds those either. Set {Transitive} to true, or lock the packages of every project"));

    private static bool IsTrue(string value) => string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
}
