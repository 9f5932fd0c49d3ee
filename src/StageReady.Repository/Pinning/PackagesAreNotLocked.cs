using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3006: without a lock file the packages of packages are chosen anew by every restore.</summary>
internal static class PackagesAreNotLocked
{
    public const string Switch = "RestorePackagesWithLockFile";

    /// <summary>Judges a project that has packages and no lock file.</summary>
    public static Finding Judge(ProjectProperties properties, bool isApplication) => new(
        Catalogue.PackagesAreNotLocked,
        properties.PlaceOf(Switch),
        properties.IsTrue(Switch)
            ? "The packages are to be locked, but there is no lock file, so that every restore chooses them anew. Restore once and commit packages.lock.json"
            : $"The packages are not locked, so that every restore chooses those they bring with them anew. Set {Switch} to true and commit packages.lock.json")
    {
        Severity = isApplication ? Catalogue.PackagesAreNotLocked.Severity : Severity.Info,
    };
}
