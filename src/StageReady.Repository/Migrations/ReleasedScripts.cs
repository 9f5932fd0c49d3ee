using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>A script migration that a release brings.</summary>
/// <param name="Place">What tells its folder, or of Liquibase its file, from the others of the release: <c>Flyway db/migrations</c>.</param>
internal sealed record ReleasedScript(string Place, Reversibility Reversibility);

/// <summary>The script migrations of a release: those in the projects that it is made of, and those that one of them carries in its assembly or among its published files.</summary>
internal static class ReleasedScripts
{
    /// <param name="tree">The files of the repository.</param>
    /// <param name="projects">The paths of the projects that the release is made of.</param>
    /// <param name="carried">The paths of the scripts that they carry, wherever these lie in the tree.</param>
    public static IReadOnlyList<ReleasedScript> Find(RepositoryTree tree, IReadOnlyCollection<string> projects, IReadOnlyCollection<string> carried)
    {
        // Whose scripts are is costly to know, and most repositories have none.
        if (!tree.Paths.Any(ScriptFolders.IsCandidate))
            return [];

        var evaluator = new ProjectEvaluator(tree);
        var scripts = new RepositoryScripts(tree, "", [.. tree.Paths.Where(Project.IsProject).Select(evaluator.Evaluate).OfType<Project>()]);
        return
        [
            .. scripts.Find()
                .Where(script => !script.Migration.IsRepeatable && ((script.Project is { } owner && projects.Contains(owner.Path)) || script.Folder.Migrations.Any(migration => carried.Contains(migration.Up.File.Path))))
                .Select(script => new ReleasedScript(PlaceOf(script), Judge(script))),
        ];
    }

    // A change set is known by its file, its author and its id.
    private static string PlaceOf(OwnedScript script) =>
        $"{script.Folder.Tool.Name()} {(script.Folder.Tool == ScriptTool.Liquibase ? script.Migration.Up.File.Path : script.Folder.Path)}".TrimEnd();

    private static Reversibility Judge(OwnedScript script)
    {
        var reversibility = Reversibility.Of(ScriptReader.Read(script.Migration)) with { Id = script.Migration.Id };

        // What stands in another file has not been read.
        var isUnread = script.IsOld || script.Migration.Undo == Undo.Elsewhere;
        return reversibility.Verdict == ReversibilityVerdict.Reversible && isUnread ? reversibility with { Verdict = ReversibilityVerdict.Unverified } : reversibility;
    }
}
