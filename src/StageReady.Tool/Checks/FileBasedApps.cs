using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>The apps that are one file each: what they ask for (<c>#:package ID@VERSION</c>), and what their lock file holds.</summary>
internal static class FileBasedApps
{
    private const string CentralVersions = "Directory.Packages.props";

    /// <summary>The projects that the .NET SDK makes of them.</summary>
    public static IReadOnlyList<Project> Read(RepositoryTree tree, string directory, IEnumerable<Project> projects)
    {
        var evaluator = new ProjectEvaluator(tree);
        return
        [
            .. from file in Files(tree, directory, projects)
               let app = evaluator.Evaluate(file.Path)
               where app is not null
               select app,
        ];
    }

    public static IEnumerable<Finding> Judge(CheckedDirectory directory, IEnumerable<Project> projects) =>
        Files(directory.Tree, directory.Scope, projects).SelectMany(file => Judge(new AppDirectives(file), directory));

    /// <summary>The lock file beside an app, which all apps of the folder would share.</summary>
    public static PackagesLockFile? LockFileOf(string path, Func<string, string?> read) => read(LockPathOf(path)) is { } text ? PackagesLockFile.Parse(text) : null;

    private static IEnumerable<TextFile> Files(RepositoryTree tree, string directory, IEnumerable<Project> projects)
    {
        var folders = FileBasedApp.ProjectFolders(projects);
        return tree.Under(directory)
            .Where(path => FileBasedApp.CanBe(path, folders) && !Artefacts.IsSkipped(path))
            .Select(tree.ReadFile)
            .OfType<TextFile>()
            .Where(file => FileBasedApp.Is(file.Text));
    }

    private static string LockPathOf(string path) => RepositoryTree.Join(RepositoryTree.DirectoryOf(path), "packages.lock.json");

    private static IEnumerable<Finding> Judge(AppDirectives app, CheckedDirectory directory)
    {
        var tree = directory.Tree;
        var isCentral = tree.NearestAbove(RepositoryTree.DirectoryOf(app.Path), CentralVersions) is not null;
        var isLocked = app.Properties.IsTrue(LockFileLocksNothing.Switch);
        var lockFile = LockFileOf(app.Path, tree.Read);
        var other = isLocked || lockFile is not null ? app.SharesLockFileWith(Neighbours(app, tree)) : null;
        foreach (var request in app.Packages)
        {
            var coverage = new LockCoverage(other is null && lockFile?.Locks(request.Id, request.Version) == true, isLocked);
            var finding = FloatingPackageVersion.Judge(request, coverage) ?? (request.Version.Length == 0 && isCentral ? null : VersionHasNoLowerBound.Judge(request)) ?? VersionHasUpperBound.Judge(request);
            if (finding is not null)
                yield return finding;
        }

        if (app.Find("LangVersion") is { } language && FloatingLanguageVersion.Floats(language.Value))
            yield return new Finding(Catalogue.LanguageVersionFloats, language.Span, FloatingLanguageVersion.Message(language.Value));

        if (!isLocked || app.Packages.Count == 0 || app.Find("NuGetLockFilePath") is not null)
            yield break;
        var path = LockPathOf(app.Path);
        var unanswered = isCentral ? null : app.Packages.FirstOrDefault(request => lockFile?.Locks(request.Id, request.Version) == false)?.Id;
        if (LockFileLocksNothing.Judge(app.Properties, app.Name, RepositoryTree.FileNameOf(path), directory.IsPresent(path), tree.Contains(path), other?.Name, unanswered) is { } nothing)
            yield return nothing;
    }

    private static IEnumerable<TextFile> Neighbours(AppDirectives app, RepositoryTree tree)
    {
        var folder = RepositoryTree.DirectoryOf(app.Path);
        return tree.Under(folder).Where(path => RepositoryTree.DirectoryOf(path) == folder && path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)).Select(tree.ReadFile).OfType<TextFile>();
    }
}
