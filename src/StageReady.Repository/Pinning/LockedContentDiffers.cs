using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>STG3009: the packages on disk are hashed anew; what restore noted about them can have been written by anybody.</summary>
internal static class LockedContentDiffers
{
    /// <param name="hashOf">The hash of a package on disk; null if it is not known: that is not different.</param>
    public static IEnumerable<Finding> Judge(TextFile file, PackagesLockFile lockFile, Func<LockedPackage, NuGetVersion, string?> hashOf)
    {
        var judged = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in lockFile.Packages.Where(package => !package.IsProject))
        {
            if (!judged.Add($"{package.Id}/{package.Resolved}/{package.ContentHash}"))
                continue;
            if (string.IsNullOrEmpty(package.ContentHash))
                yield return At(package, $"{package.Id} is locked without the hash of its content, so that a source can give something else under this version. Restore with --force-evaluate");
            else if (NuGetVersion.TryParse(package.Resolved, out var version) && hashOf(package, version) is { } hash && hash != package.ContentHash)
                yield return At(package, $"{package.Id} {version.ToNormalizedString()} on disk is not the package that was locked: its content has another hash. Find out which of the two is genuine; clear the package folder and restore from a source that you trust");
        }

        Finding At(LockedPackage package, string message) => new(Catalogue.LockedContentDiffers, file.Span(package.Start, package.Length), message) { Subject = package.Id };
    }
}
