using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>The versions that file-based apps ask for (<c>#:package ID@VERSION</c>). A file in the folder of a project is compiled by it, where a directive is an error.</summary>
internal static class FileBasedApps
{
    private const string Directive = "#:package";
    private const string LockedMode = "#:property RestoreLockedMode=true";

    public static IEnumerable<(PackageRequest Request, Finding Finding)> Judge(RepositoryTree tree, string directory, IEnumerable<Project> projects)
    {
        var folders = projects.Select(project => project.Directory).ToHashSet(StringComparer.Ordinal);
        return
            from path in tree.Under(directory)
            where path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && !Artefacts.IsSkipped(path) && !RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(path)).Any(folders.Contains)
            let file = tree.ReadFile(path)
            where file?.Text.Contains(Directive, StringComparison.Ordinal) == true
            from request in PackageRequestReader.ReadFileBasedApp(file)
            let coverage = new LockCoverage(LockFileOf(path, tree.Read)?.Locks(request.Id, request.Version) == true, file.Text.Contains(LockedMode, StringComparison.OrdinalIgnoreCase))
            let finding = FloatingPackageVersion.Judge(request, coverage)
            where finding is not null
            select (request, finding);
    }

    /// <summary>The lock file beside an app, which all apps of the folder would share.</summary>
    public static PackagesLockFile? LockFileOf(string path, Func<string, string?> read) =>
        read(RepositoryTree.Join(RepositoryTree.DirectoryOf(path), "packages.lock.json")) is { } text ? PackagesLockFile.Parse(text) : null;
}
