using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>The rules over script folders and the tools that run them: the one door for the build and the command line.</summary>
internal static class ScriptCheck
{
    /// <summary>The rules that are judged here.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Catalogue.DownDoesNotReverseUp, Catalogue.DownTouchesWhatUpDidNot, Catalogue.DataNotUndone, Catalogue.UpDestroysData, Catalogue.DownFails, Catalogue.DeclaredIrreversible, Catalogue.ScriptHasNoUndo,
        Catalogue.ToolHasNoRollback, Catalogue.RollbackUnknown,
    ];

    /// <summary>All findings, each with the project whose settings hold for it.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="directory">The checked directory of the tree; empty for its root.</param>
    /// <param name="projects">The projects of the tree.</param>
    public static IReadOnlyList<(Project? Project, Finding Finding)> Judge(RepositoryTree tree, string directory, IReadOnlyList<Project> projects)
    {
        var scripts = new RepositoryScripts(tree, directory, projects);
        var findings = new List<(Project? Project, Finding Finding)>();
        foreach (var project in projects.Where(project => !project.IsTest))
        {
            if (ToolHasNoRollback.Judge(project) is { } finding)
                findings.Add((project, finding));
        }

        foreach (var path in scripts.Manifests)
        {
            if (tree.ReadFile(path) is { } file && ToolHasNoRollback.JudgeManifest(file) is { } finding)
                findings.Add((scripts.OwnerOf(RepositoryTree.DirectoryOf(path)), finding));
        }

        foreach (var script in scripts.Find())
            findings.AddRange(Judge(script).Select(finding => (script.Project, finding)));
        return findings;
    }

    /// <summary>What is found in one script.</summary>
    public static IEnumerable<Finding> Judge(OwnedScript owned)
    {
        var script = owned.Migration;
        if (script.IsRepeatable || owned.IsOld)
            return [];

        var migration = ScriptReader.Read(script);
        var findings = new List<MigrationFinding>(ScriptHasNoUndo.Judge(script, migration));

        // Where the undo is not there, that the data stays too is no news.
        if (findings.Count == 0)
            findings.AddRange(DataNotUndone.Judge(migration));
        findings.AddRange(DownDoesNotReverseUp.Judge(migration));
        findings.AddRange(DownTouchesWhatUpDidNot.Judge(migration));
        findings.AddRange(UpDestroysData.Judge(migration));
        findings.AddRange(DownFails.Judge(migration));

        // Whether a release carries the script, so that its manifest records this, is for its publish to know.
        if (migration.Declarations.Irreversible is { } reason)
            findings.Add(new MigrationFinding(Catalogue.DeclaredIrreversible, null, DeclaredIrreversible.Statement(reason)));
        if (findings.Count == 0)
            findings.AddRange(RollbackUnknown.Judge(migration));
        return findings.Select(finding => new Finding(finding.Rule, finding.Operation?.Place as SourceSpan? ?? PlaceOf(script), finding.Message)
        {
            Severity = finding.Severity,
            Subject = finding.Operation is { } operation ? $"{script.Version}: {operation}" : script.Version.Written,
        });
    }

    // At the first statement rather than at the top of the file, so that a comment above it speaks of it.
    private static SourceSpan PlaceOf(ScriptMigration script) =>
        script.Tool != ScriptTool.Liquibase && script.Up.Statements is [var first, ..] ? script.Up.Span(first.Start, first.Text.Length) : script.Place;
}
