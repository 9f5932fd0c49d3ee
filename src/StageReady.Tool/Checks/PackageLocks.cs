using System.Collections.Concurrent;
using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>The rules over what holds a project's packages, its runtime and its image: its properties, its lock file as git has it, and what the last restore chose, where there is one that fits the text.</summary>
internal sealed class PackageLocks(CheckedDirectory directory, IReadOnlyList<Project> projects)
{
    private readonly LastRestore _restores = new(directory);
    private readonly ILookup<string, Project> _projects = projects.ToLookup(project => project.Path, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string?> _hashes = new(StringComparer.Ordinal);

    public IEnumerable<Finding> Judge(Project project)
    {
        var assets = _restores.Of(project);
        return Locks(project, assets).Concat(Properties(project)).Concat(assets is null ? [] : project.Evaluations.Where(evaluation => evaluation["Configuration"] != "Debug").SelectMany(evaluation => Restored(project, evaluation, assets)));
    }

    private IEnumerable<Finding> Locks(Project project, ProjectAssets? assets)
    {
        if (LockFiles.PathOf(project, directory.IsPresent) is not { } path)
            yield break;

        var properties = PropertiesOf(project, project.ContinuousIntegration);
        var isLocked = properties.IsTrue(LockFileLocksNothing.Switch);
        if (LockFileIsEvaluatedAnew.Judge(properties, isLocked) is { } forced)
            yield return forced;

        var text = directory.Tree.ReadFile(path);
        var lockFile = text is null ? null : PackagesLockFile.Parse(text.Text);
        if (HasPackages(project))
        {
            if (isLocked)
            {
                var unanswered = lockFile is null ? null : FirstChanged(project, lockFile) ?? project.Evaluations.Where(LastRestore.IsNamed).Select(evaluation => lockFile.FirstUnanswered(WrittenRequests.Of(evaluation), evaluation["TargetFramework"], LastRestore.MonikerOf(evaluation["TargetFramework"]))).FirstOrDefault(id => id is not null);
                if (LockFileLocksNothing.Judge(properties, project.Name, RepositoryTree.FileNameOf(path), directory.IsPresent(path), directory.Tree.Contains(path), sharedWith: null, unanswered) is { } nothing)
                    yield return nothing;
            }
            else if (text is null && properties[LockFileLocksNothing.Switch] is not null)
            {
                yield return PackagesAreNotLocked.Judge(properties, project.IsPublished);
            }
        }

        if (text is not null && lockFile is not null)
        {
            foreach (var finding in LockedContentDiffers.Judge(text, lockFile, new PackageFolders(assets?.PackageFolders ?? [], _hashes).HashOf))
                yield return finding;
        }
    }

    private IEnumerable<Finding> Properties(Project project) =>
        ProjectCheck.JudgeProperties(PropertiesOf(project, project.Release), project.IsPublished, project.IsTest, GlobalJson.NearestAbove(directory.Tree, project.Directory));

    private IEnumerable<Finding> Restored(Project project, Evaluation evaluation, ProjectAssets assets)
    {
        var framework = evaluation["TargetFramework"];
        if (assets.Graph(framework, LastRestore.MonikerOf(framework)) is not { } graph)
            return [];

        var hiddenBy = evaluation.ItemsOf("PackageReference").ToLookup(item => item.Include, item => item["NoWarn"]?.Value ?? "", StringComparer.OrdinalIgnoreCase);
        return ProjectCheck.JudgeRestored(graph, framework, assets.Logs, PropertiesOf(project, evaluation), WrittenRequests.Of(evaluation), project.NoWarn, hiddenBy, project.IsTest);
    }

    private static ProjectProperties PropertiesOf(Project project, Evaluation evaluation) => new(evaluation.Find, evaluation.PlaceOf, project.Path);

    // A lock file knows the packages of the projects that are referenced, too. What their text does not decide says nothing, and neither does one of several target frameworks.
    private string? FirstChanged(Project project, PackagesLockFile lockFile) => (
        from evaluation in project.Evaluations.Where(LastRestore.IsNamed)
        from part in Closure(project)
        where part != project && part.Evaluations.All(LastRestore.IsNamed) && part.Evaluations.Select(other => other["TargetFramework"]).Distinct().Count() == 1
        select lockFile.FirstChanged(part.Name, Handed(part.Release), evaluation["TargetFramework"], LastRestore.MonikerOf(evaluation["TargetFramework"]))).FirstOrDefault(id => id is not null);

    // What a project keeps for itself is in no other lock file.
    private static IEnumerable<PackageRequest> Handed(Evaluation evaluation)
    {
        var own = evaluation.ItemsOf("PackageReference").Where(item => item["PrivateAssets"] is { } assets && (!assets.IsCertain || assets.Value.Contains("all", StringComparison.OrdinalIgnoreCase)))
            .Select(item => item.Include).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return WrittenRequests.Of(evaluation).Where(request => request.Kind != PackageRequestKind.GlobalPackageReference && !own.Contains(request.Id));
    }

    private bool HasPackages(Project project) => Closure(project).Any(part => part.Evaluations.Any(evaluation =>
        evaluation.ItemsOf("PackageReference").Any(item => item.IsCertain) || WrittenRequests.Of(evaluation).Any(request => request.Kind == PackageRequestKind.GlobalPackageReference)));

    private HashSet<Project> Closure(Project project)
    {
        var found = new HashSet<Project>();
        var pending = new Stack<Project>([project]);
        while (pending.TryPop(out var next))
        {
            if (!found.Add(next))
                continue;
            foreach (var reference in next.References.SelectMany(path => _projects[path]))
                pending.Push(reference);
        }

        return found;
    }
}
