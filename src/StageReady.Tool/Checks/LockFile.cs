using System.Text.Json;
using NuGet.Versioning;
using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>A project's packages.lock.json as far as it answers for one request: the range it was made for, and what that became.</summary>
internal sealed class LockFile
{
    // Teams lock where releases are built, so the question is what a build server's restore does.
    private readonly bool _lockedMode;
    private readonly Dictionary<string, (VersionRange Requested, string Resolved)> _direct = new(StringComparer.OrdinalIgnoreCase);

    public LockFile(RepositoryTree tree, Project project)
    {
        _lockedMode = project.ContinuousIntegration.IsTrue("RestoreLockedMode");
        var path = project.Release["NuGetLockFilePath"] is { Length: > 0 } written
            ? RepositoryTree.Resolve(project.Directory, written)
            : RepositoryTree.Join(project.Directory, "packages.lock.json");
        if (path is not null && tree.Read(path) is { } text)
            Read(text);
    }

    public LockCoverage Coverage(PackageRequest request) => new(Entry(request) is not null, _lockedMode);

    public string? Resolved(PackageRequest request) => Entry(request)?.Resolved;

    // An entry made for another range is stale.
    private (VersionRange Requested, string Resolved)? Entry(PackageRequest request) =>
        _direct.TryGetValue(request.Id, out var entry)
        && VersionRange.TryParse(request.Version.Trim(), allowFloating: true, out var range)
        && Equals(range.ToNormalizedString(), entry.Requested.ToNormalizedString())
            ? entry
            : null;

    private void Read(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var framework in json.RootElement.GetProperty("dependencies").EnumerateObject())
            {
                foreach (var package in framework.Value.EnumerateObject())
                {
                    if (package.Value.TryGetProperty("requested", out var requested)
                        && package.Value.TryGetProperty("resolved", out var resolved)
                        && VersionRange.TryParse(requested.GetString() ?? "", allowFloating: true, out var range))
                        _direct[package.Name] = (range, resolved.GetString() ?? "");
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // No lock file that NuGet would accept: it holds nothing.
            _direct.Clear();
        }
    }
}
