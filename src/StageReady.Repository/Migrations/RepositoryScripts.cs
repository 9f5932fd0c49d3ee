using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>A migration of a script folder, with whose it is.</summary>
/// <param name="Project">The nearest project, or what holds for projects that might be there; null where there is neither.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Migration">The migration.</param>
/// <param name="IsOld">Whether the project judges only migrations after it.</param>
internal sealed record OwnedScript(Project? Project, ScriptFolder Folder, ScriptMigration Migration, bool IsOld);

/// <summary>The scripts of a repository that tools with a way back run against databases that matter: not those for tests, nor those of tools without rollback.</summary>
internal sealed class RepositoryScripts
{
    private const string CutOffProperty = "StageReadyMigrationsAfter";

    private readonly RepositoryTree _tree;
    private readonly string _directory;
    private readonly ILookup<string, Project> _byFolder;
    private readonly ProjectEvaluator _evaluator;
    private readonly ForwardOnlyScripts _forwardOnly;
    private readonly Dictionary<string, Project?> _owners = new(StringComparer.Ordinal);

    /// <param name="tree">The files.</param>
    /// <param name="directory">The directory of the tree whose scripts are asked for; empty for its root.</param>
    /// <param name="projects">The projects of the tree.</param>
    public RepositoryScripts(RepositoryTree tree, string directory, IReadOnlyList<Project> projects)
    {
        _tree = tree;
        _directory = directory;
        _byFolder = projects.ToLookup(project => project.Directory, StringComparer.Ordinal);
        _evaluator = new ProjectEvaluator(tree);
        Manifests = [.. tree.Under(directory).Where(ToolHasNoRollback.IsManifest)];
        _forwardOnly = new ForwardOnlyScripts(
            tree,
            projects.Where(project => ToolHasNoRollback.Judge(project) is not null),
            Manifests.Where(manifest => tree.ReadFile(manifest) is { } file && ToolHasNoRollback.JudgeManifest(file) is not null));
    }

    /// <summary>The manifests of local tools.</summary>
    public IReadOnlyList<string> Manifests { get; }

    /// <summary>In the order in which each folder's tool runs them.</summary>
    public IEnumerable<OwnedScript> Find()
    {
        foreach (var folder in ScriptFolders.Find(_tree, _directory))
        {
            var owner = OwnerOf(folder.Path);

            // Of scripts that are only named like Flyway's, one with an undo tells that they are.
            var isOfOtherTool = folder.Tool is ScriptTool.Flyway or ScriptTool.GolangMigrate && folder.Migrations.All(migration => migration.Down is null) && _forwardOnly.Hold(folder.Path, owner);
            if (isOfOtherTool || owner?.IsTest == true || IsForTests(folder.Path))
                continue;

            var cutOff = owner?.Release[CutOffProperty] is { Length: > 0 } written ? new ScriptVersion(written) : null;
            foreach (var migration in folder.Migrations)
                yield return new OwnedScript(owner, folder, migration, cutOff is not null && migration.Version.CompareTo(cutOff) <= 0);
        }
    }

    /// <summary>The nearest project; where there is none, what Directory.Build.props says to projects that might be there.</summary>
    public Project? OwnerOf(string folder)
    {
        if (!_owners.TryGetValue(folder, out var owner))
        {
            owner = RepositoryTree.AtAndAbove(folder).Select(above => _byFolder[above].FirstOrDefault()).FirstOrDefault(project => project is not null)
                ?? (_tree.NearestAbove(folder, "Directory.Build.props") is { } properties ? _evaluator.Evaluate(properties) : null);
            _owners.Add(folder, owner);
        }

        return owner;
    }

    // The folders in which Go, and Maven and Gradle, keep what only tests read.
    private bool IsForTests(string path)
    {
        var below = $"/{path.Substring(Math.Min(_directory.Length, path.Length))}/";
        return below.Contains("/testdata/") || below.Contains("/src/test/");
    }
}
