using NuGet.Versioning;

namespace StageReady.Pinning;

/// <summary>Tells a version that names one thing from one that names whatever is there that day.</summary>
internal static class ExactVersion
{
    /// <summary>Three numbers, perhaps with a prerelease label: what the .NET SDK, Node.js and npm call a version.</summary>
    public static bool IsSemantic(string version) => SemanticVersion.TryParse(version.Trim(), out _);

    /// <summary>What NuGet takes for one version: also two or four numbers, or a range that holds only one.</summary>
    public static bool IsOfPackage(string version)
    {
        version = version.Trim();
        return NuGetVersion.TryParse(version, out _)
            || (VersionRange.TryParse(version, out var range) && range is { IsFloating: false, IsMinInclusive: true, IsMaxInclusive: true } && Equals(range.MinVersion, range.MaxVersion));
    }

    /// <summary>A whole git commit: a SHA-1, or a SHA-256 where the repository has those.</summary>
    public static bool IsCommit(string reference) => reference.Length is 40 or 64 && reference.All(IsHexDigit);

    private static bool IsHexDigit(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}
