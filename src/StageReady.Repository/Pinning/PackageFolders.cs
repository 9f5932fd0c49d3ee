using System.Collections.Concurrent;
using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>The folders in which restore keeps packages.</summary>
/// <param name="folders">In the order in which restore looks.</param>
/// <param name="known">The hashes that are computed already, by file: the projects of a build share their packages.</param>
internal sealed class PackageFolders(IReadOnlyList<string> folders, ConcurrentDictionary<string, string?> known)
{
    /// <summary>The hash of a package's content, computed from its .nupkg; null if it is not on disk or cannot be read.</summary>
    public string? HashOf(LockedPackage package, NuGetVersion version)
    {
        // Both name folders, and a lock file can be written by anybody.
        var (id, number) = (package.Id.ToLowerInvariant(), version.ToNormalizedString().ToLowerInvariant());
        if (id.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || id.IndexOfAny(['/', '\\']) >= 0)
            return null;
        return folders.Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, id, number, $"{id}.{number}.nupkg")).FirstOrDefault(File.Exists) is { } path ? known.GetOrAdd(path, Compute) : null;
    }

    private static string? Compute(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return PackageContentHash.Of(stream);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
