using StageReady.Configuration.Json;
using StageReady.Pinning;
using StageReady.Pinning.Fixes;
using StageReady.Projects;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>Where the packages, tools and MSBuild SDKs of a folder came from: restore writes it beside each package.</summary>
internal sealed class RestoredSources(CheckedDirectory directory, IReadOnlyList<Project> projects, LastRestore restores)
{
    private const string MetadataName = ".nupkg.metadata";

    public PackageOrigins Below(string folder)
    {
        var below = projects.Where(project => RepositoryTree.IsIn(project.Path, folder)).ToList();
        if (below.Find(project => restores.Of(project) is null) is { } unrestored)
            return new PackageOrigins([], $"no restore of {unrestored.Name} tells where its packages come from", $"dotnet restore {CommandWord.Of(directory.Display(unrestored.Path))}");

        var packages = below.SelectMany(project => restores.Of(project)!.Libraries).Select(library => (library.Id, Version: library.Version.ToNormalizedString())).Concat(Others(folder)).Distinct().ToList();
        string[] folders = [.. below.SelectMany(project => restores.Of(project)!.PackageFolders).Distinct(StringComparer.Ordinal)];
        var origins = new HashSet<(string Id, string Source)>();
        foreach (var (id, version) in packages)
        {
            if (folders.Select(root => SourceIn(root, id, version)).FirstOrDefault(source => source is not null) is not { } origin)
                return new PackageOrigins([], $"nothing tells where {id} {version} comes from", "dotnet restore && dotnet tool restore");
            origins.Add((id, origin));
        }

        return new PackageOrigins(origins, null, null);
    }

    // What no project asks for comes from the same sources.
    private IEnumerable<(string Id, string Version)> Others(string folder)
    {
        foreach (var file in directory.Tree.Under(folder).Where(path => !Artefacts.IsSkipped(path)).Where(IsManifest).Select(directory.Tree.ReadFile).OfType<TextFile>())
        {
            var tools = JsonReader.Read(file.Text).Root.Member("tools").Members().Select(tool => (tool.Name, Version: tool.Value.Member("version").Text()));
            var sdks = GlobalJson.Read(file)?.MSBuildSdks.Select(sdk => (sdk.Name, (string?)sdk.Version.Value)) ?? [];
            foreach (var (id, version) in RepositoryTree.FileNameOf(file.Path) == GlobalJson.FileName ? sdks : tools)
            {
                if (version is not null)
                    yield return (id, version);
            }
        }
    }

    private static bool IsManifest(string path) => RepositoryTree.FileNameOf(path) is GlobalJson.FileName or DotNetToolIsNotPinned.ManifestName;

    // Both name folders, and whoever wrote the assets file chose them.
    private static string? SourceIn(string root, string id, string version)
    {
        var folder = Path.GetFullPath(Path.Combine(root, id.ToLowerInvariant(), version.ToLowerInvariant()));
        if (!Path.IsPathFullyQualified(root) || !folder.StartsWith(Path.GetFullPath(root), StringComparison.Ordinal))
            return null;
        try
        {
            var path = Path.Combine(folder, MetadataName);
            return File.Exists(path) && JsonReader.Read(File.ReadAllText(path)).Root.Member("source").Text() is { Length: > 0 } source ? source : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
