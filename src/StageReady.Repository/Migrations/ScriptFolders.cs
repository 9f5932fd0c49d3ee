using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>Finds the script folders of a repository: by the names of scripts, and by the directives in them.</summary>
internal static class ScriptFolders
{
    private static readonly string[] SkippedFolders = ["bin", "obj", "node_modules"];

    /// <summary>Whether a file can be a script of one of the tools: what a build has to watch.</summary>
    public static bool IsCandidate(string path) => path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    /// <summary>In the order of paths. Where two tools share a folder it is there for each.</summary>
    public static IReadOnlyList<ScriptFolder> Find(RepositoryTree tree, string directory)
    {
        var flyway = new FlywayScripts(tree);
        var golangMigrate = new GolangMigrateScripts(tree);
        var others = new List<ScriptMigration>();
        foreach (var path in tree.Under(directory))
        {
            if (!IsCandidate(path) || path.Split('/').Any(SkippedFolders.Contains) || flyway.TryAdd(path) || golangMigrate.TryAdd(path) || tree.ReadFile(path) is not { } file)
                continue;

            if (LiquibaseScript.Read(file) is { } changeSets)
                others.AddRange(changeSets);
            else if (MarkedScript.Read(file) is { } migration)
                others.Add(migration);
        }

        return
        [
            .. flyway.Folders()
                .Concat(golangMigrate.Folders())
                .Concat(others
                    .GroupBy(migration => (Folder: RepositoryTree.DirectoryOf(migration.Up.File.Path), migration.Tool))
                    .Select(group => new ScriptFolder(group.Key.Folder, group.Key.Tool, InOrder(group.Key.Tool, group))))
                .OrderBy(folder => folder.Path, StringComparer.Ordinal)
                .ThenBy(folder => folder.Tool),
        ];
    }

    // Change sets run as they stand, whatever their ids.
    private static IReadOnlyList<ScriptMigration> InOrder(ScriptTool tool, IEnumerable<ScriptMigration> migrations) =>
        tool == ScriptTool.Liquibase ? [.. migrations] : [.. migrations.OrderBy(migration => migration.Version)];
}
