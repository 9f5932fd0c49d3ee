using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>The apps that are one file each, and the versions that they ask for (<c>#:package ID@VERSION</c>). A file in the folder of a project is compiled by it, where a directive is an error.</summary>
internal static class FileBasedApps
{
    private const string Directive = "#:package";
    private const string LockedMode = "#:property RestoreLockedMode=true";

    /// <summary>The projects that the .NET SDK makes of them.</summary>
    public static IReadOnlyList<Project> Read(RepositoryTree tree, string directory, IEnumerable<Project> projects)
    {
        var evaluator = new ProjectEvaluator(tree);
        return
        [
            .. from file in Candidates(tree, directory, projects)
               where FileBasedApp.Is(file.Text)
               let app = evaluator.Evaluate(file.Path)
               where app is not null
               select app,
        ];
    }

    public static IEnumerable<(PackageRequest Request, Finding Finding)> Judge(RepositoryTree tree, string directory, IEnumerable<Project> projects) =>
        from file in Candidates(tree, directory, projects)
        where file.Text.Contains(Directive, StringComparison.Ordinal)
        from request in PackageRequestReader.ReadFileBasedApp(file)
        let coverage = new LockCoverage(LockFileOf(file.Path, tree.Read)?.Locks(request.Id, request.Version) == true, file.Text.Contains(LockedMode, StringComparison.OrdinalIgnoreCase))
        let finding = FloatingPackageVersion.Judge(request, coverage)
        where finding is not null
        select (request, finding);

    /// <summary>The lock file beside an app, which all apps of the folder would share.</summary>
    public static PackagesLockFile? LockFileOf(string path, Func<string, string?> read) =>
        read(RepositoryTree.Join(RepositoryTree.DirectoryOf(path), "packages.lock.json")) is { } text ? PackagesLockFile.Parse(text) : null;

    private static IEnumerable<TextFile> Candidates(RepositoryTree tree, string directory, IEnumerable<Project> projects)
    {
        var folders = projects.Select(project => project.Directory).ToHashSet(StringComparer.Ordinal);
        return tree.Under(directory)
            .Where(path => path.EndsWith(FileBasedApp.Extension, StringComparison.OrdinalIgnoreCase) && !Artefacts.IsSkipped(path) && !RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(path)).Any(folders.Contains))
            .Select(tree.ReadFile)
            .OfType<TextFile>();
    }
}
