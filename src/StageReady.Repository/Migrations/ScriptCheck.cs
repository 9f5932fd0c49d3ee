using StageReady.Projects;

namespace StageReady.Migrations;

/// <summary>The rules over script folders and the tools that run them: the one door for the build and the command line.</summary>
internal sealed class ScriptCheck
{
    private const string CutOffProperty = "StageReadyMigrationsAfter";

    private readonly RepositoryTree _tree;
    private readonly ILookup<string, Project> _byFolder;
    private readonly ProjectEvaluator _evaluator;
    private readonly Dictionary<string, Project?> _owners = new(StringComparer.Ordinal);

    private ScriptCheck(RepositoryTree tree, IReadOnlyList<Project> projects)
    {
        _tree = tree;
        _byFolder = projects.ToLookup(project => project.Directory, StringComparer.Ordinal);
        _evaluator = new ProjectEvaluator(tree);
    }

    /// <summary>The rules that are judged here.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        Catalogue.DownDoesNotReverseUp, Catalogue.DownTouchesWhatUpDidNot, Catalogue.DataNotUndone, Catalogue.UpDestroysData, Catalogue.DownFails, Catalogue.DeclaredIrreversible, Catalogue.ScriptHasNoUndo,
        Catalogue.ToolHasNoRollback,
    ];

    /// <summary>All findings, each with the project whose settings hold for it.</summary>
    /// <param name="tree">The files.</param>
    /// <param name="directory">The checked directory of the tree; empty for its root.</param>
    /// <param name="projects">The projects of the tree.</param>
    public static IReadOnlyList<(Project? Project, Finding Finding)> Judge(RepositoryTree tree, string directory, IReadOnlyList<Project> projects)
    {
        var check = new ScriptCheck(tree, projects);
        var tools = check.JudgeTools(directory, projects).ToList();
        var forwardOnly = tools.Count > 0 || projects.Any(project => project.IsTest && ToolHasNoRollback.Judge(project) is not null);
        return [.. tools, .. check.JudgeFolders(directory, forwardOnly)];
    }

    private IEnumerable<(Project? Project, Finding Finding)> JudgeTools(string directory, IReadOnlyList<Project> projects)
    {
        foreach (var project in projects.Where(project => !project.IsTest))
        {
            if (ToolHasNoRollback.Judge(project) is { } finding)
                yield return (project, finding);
        }

        foreach (var path in _tree.Under(directory).Where(ToolHasNoRollback.IsManifest))
        {
            if (_tree.ReadFile(path) is { } file && ToolHasNoRollback.JudgeManifest(file) is { } finding)
                yield return (OwnerOf(RepositoryTree.DirectoryOf(path)), finding);
        }
    }

    /// <param name="forwardOnly">A tool without rollback is in use. Scripts with names like Flyway's are its own then, unless one of them has an undo.</param>
    private IEnumerable<(Project? Project, Finding Finding)> JudgeFolders(string directory, bool forwardOnly)
    {
        foreach (var folder in ScriptFolders.Find(_tree, directory))
        {
            var owner = OwnerOf(folder.Path);
            var isOfOtherTool = forwardOnly && folder.Tool is ScriptTool.Flyway or ScriptTool.GolangMigrate && folder.Migrations.All(migration => migration.Down is null);
            if (isOfOtherTool || owner?.IsTest == true || IsForTests(folder.Path, directory))
                continue;

            var cutOff = owner?.Release[CutOffProperty] is { Length: > 0 } written ? new ScriptVersion(written) : null;
            foreach (var script in folder.Migrations)
            {
                if (script.IsRepeatable || (cutOff is not null && script.Version.CompareTo(cutOff) <= 0))
                    continue;
                foreach (var finding in Judge(script))
                    yield return (owner, finding);
            }
        }
    }

    private static IEnumerable<Finding> Judge(ScriptMigration script)
    {
        var migration = ScriptReader.Read(script);
        var findings = new List<MigrationFinding>(ScriptHasNoUndo.Judge(script, migration));

        // Where the undo is not there, that the data stays too is no news.
        if (findings.Count == 0)
            findings.AddRange(DataNotUndone.Judge(migration));
        findings.AddRange(DownDoesNotReverseUp.Judge(migration));
        findings.AddRange(DownTouchesWhatUpDidNot.Judge(migration));
        findings.AddRange(UpDestroysData.Judge(migration));
        findings.AddRange(DownFails.Judge(migration));

        // The release manifest knows the migrations of assemblies only.
        if (migration.Declarations.Irreversible is { } reason)
            findings.Add(new MigrationFinding(Catalogue.DeclaredIrreversible, null, DeclaredIrreversible.Statement(reason)));
        return findings.Select(finding => new Finding(finding.Rule, finding.Operation?.Place as SourceSpan? ?? PlaceOf(script), finding.Message)
        {
            Severity = finding.Severity,
            Subject = finding.Operation is { } operation ? $"{script.Version}: {operation}" : script.Version.Written,
        });
    }

    // At the first statement rather than at the top of the file, so that a comment above it speaks of it.
    private static SourceSpan PlaceOf(ScriptMigration script) =>
        script.Tool != ScriptTool.Liquibase && script.Up.Statements is [var first, ..] ? script.Up.Span(first.Start, first.Text.Length) : script.Place;

    // The folders in which Go, and Maven and Gradle, keep what only tests read.
    private static bool IsForTests(string path, string directory)
    {
        var below = $"/{path.Substring(Math.Min(directory.Length, path.Length))}/";
        return below.Contains("/testdata/") || below.Contains("/src/test/");
    }

    /// <summary>The nearest project; where there is none, what Directory.Build.props says to projects that might be there.</summary>
    private Project? OwnerOf(string folder)
    {
        if (!_owners.TryGetValue(folder, out var owner))
        {
            owner = RepositoryTree.AtAndAbove(folder).Select(above => _byFolder[above].FirstOrDefault()).FirstOrDefault(project => project is not null)
                ?? (_tree.NearestAbove(folder, "Directory.Build.props") is { } properties ? _evaluator.Evaluate(properties) : null);
            _owners.Add(folder, owner);
        }

        return owner;
    }
}
