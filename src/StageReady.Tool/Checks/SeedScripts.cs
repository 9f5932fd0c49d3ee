using StageReady.Privacy;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>Judges the SQL scripts of a directory. Those of a test project fill no database that anybody keeps.</summary>
internal sealed class SeedScripts(CheckedDirectory directory, IReadOnlyList<Project> projects)
{
    private readonly ILookup<string, Project> _byFolder = projects.ToLookup(project => project.Directory, StringComparer.Ordinal);

    /// <summary>The findings of each script that has any, with the project whose folder it is in.</summary>
    public IEnumerable<(Project? Project, IReadOnlyList<Finding> Findings)> Judge()
    {
        foreach (var path in directory.Files.Where(IsScript))
        {
            var project = NearestProject(path);
            if (project?.IsTest != true && directory.Tree.Read(path) is { } text && PersonalDataInSeedData.In(new TextFile(path, text)).ToList() is { Count: > 0 } findings)
                yield return (project, findings);
        }
    }

    private static bool IsScript(string path) =>
        path.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) && !path.Split('/').Any(segment => segment is "bin" or "obj" or "node_modules");

    private Project? NearestProject(string path) =>
        RepositoryTree.AtAndAbove(RepositoryTree.DirectoryOf(path)).Select(folder => _byFolder[folder].FirstOrDefault()).FirstOrDefault(project => project is not null);
}
