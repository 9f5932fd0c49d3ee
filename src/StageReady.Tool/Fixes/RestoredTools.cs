using System.Globalization;
using NuGet.Versioning;

namespace StageReady.Tool.Fixes;

/// <summary>The .NET tools that were restored on this machine: which runtimes they were built for is in the folders of their packages.</summary>
internal sealed class RestoredTools(InstalledSdk sdk)
{
    private const string Framework = "net";

    /// <summary>Whether a version of a tool was built for the runtime that comes with the SDK of a folder; null if that version is not here, or the SDK is not known.</summary>
    public bool? RunsIn(string folder, string id, string version)
    {
        if (!NuGetVersion.TryParse(version, out var parsed) || id.IndexOfAny(['/', '\\']) >= 0 || sdk.VersionIn(folder) is not { } used)
            return null;

        var tools = Path.Combine(Packages(), id.ToLowerInvariant(), parsed.ToNormalizedString().ToLowerInvariant(), "tools");
        string[] frameworks = Directory.Exists(tools) ? [.. Directory.EnumerateDirectories(tools, Framework + "*").Select(path => Path.GetFileName(path))] : [];
        return frameworks.Length == 0 ? null : frameworks.Contains(string.Create(CultureInfo.InvariantCulture, $"{Framework}{used.Split('.')[0]}.0"), StringComparer.OrdinalIgnoreCase);
    }

    private static string Packages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
