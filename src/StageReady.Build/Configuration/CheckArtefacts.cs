using System.Globalization;
using Microsoft.Build.Framework;
using StageReady.Configuration;
using StageReady.Migrations;
using StageReady.Pinning;
using StageReady.Projects;
using StageReady.Release;
using StageReady.Suppressions;
using StageReady.Workflows;

namespace StageReady.Build.Configuration;

/// <summary>The rules over files that no project owns, once for a repository.</summary>
public sealed class CheckArtefacts : CheckTask
{
    /// <summary>The stamp that says for which state of the repository there is nothing to report as an error.</summary>
    [Required]
    public string StampFile { get; set; } = "";

    /// <summary>What the stamp then holds.</summary>
    [Required]
    public string Stamp { get; set; } = "";

    private protected override void Run()
    {
        // Builds of other projects may be under way in other processes: the first one judges.
        using (StampLock.Take(StampFile))
        {
            if (File.Exists(StampFile) && File.ReadAllText(StampFile) == Stamp)
                return;

            Directory.CreateDirectory(Path.GetDirectoryName(StampFile)!);
            if (!Judge())
                File.WriteAllText(StampFile, Stamp);
        }
    }

    private bool Judge()
    {
        var root = RepositoryRoot.TrimEnd('/', '\\');
        var listed = RepositoryListing.Read(root);
        var code = new SortedSet<string>(StringComparer.Ordinal);
        var tree = new RepositoryTree(listed.Paths, ReadAndRemember) { GitHubName = listed.GitHubName, IsRepository = listed.IsRepository };
        var evaluator = new ProjectEvaluator(tree);
        var projects = tree.Paths
            .Where(Project.IsProject)
            .Select(evaluator.Evaluate)
            .OfType<Project>()
            .ToList();
        var (findings, _, problems) = ArtefactCheck.Judge(tree, "", projects, apps: [], DateTime.UtcNow.Date);
        foreach (var problem in problems)
            Log.LogMessage(null, null, null, Path.Combine(root, problem.Span.Path), problem.Span.StartLine, problem.Span.StartColumn, 0, 0, MessageImportance.High, $"Not checked: {problem.Message}");
        var pipelines = new Pipelines(tree);
        var judgedByProject = ScriptCheck.Judge(tree, "", projects)
            .Concat(LockCheck.Judge(tree, pipelines, projects))
            .Concat(LanguageVersions.JudgeShared(tree, projects))
            .Concat(ReleaseCheck.Judge(tree, "", pipelines, projects, DateTime.UtcNow.Date))
            .Where(judged => judged.Project?.NoWarn.Contains(judged.Finding.Rule.Id, StringComparer.OrdinalIgnoreCase) != true)
            .Select(judged => judged.Finding)
            .Distinct();
        findings = findings.And(new SettingsFiles(tree).Filter(DateTime.UtcNow.Date).Apply(judgedByProject));
        File.WriteAllLines(Path.ChangeExtension(StampFile, ".code"), code.Select(path => Path.Combine(root, path)).Select(path => $"{path}|{ModifiedTime(path)}"));
        return Report(
            new JudgedFindings(
                [.. findings.Findings.Select(InPlace)],
                [.. findings.Suppressed.Select(suppressed => suppressed with { Finding = InPlace(suppressed.Finding) })]),
            [.. ArtefactCheck.Rules, .. ScriptCheck.Rules, .. LockCheck.Rules, Catalogue.LanguageVersionFloats, .. ReleaseCheck.Rules]);

        string? ReadAndRemember(string path)
        {
            if (path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
                code.Add(path);
            return listed.Read(path);
        }

        Finding InPlace(Finding finding) => finding with { Span = finding.Span with { Path = Path.Combine(root, finding.Span.Path) } };
    }

    /// <summary>As MSBuild writes that metadata.</summary>
    private static string ModifiedTime(string path) => File.GetLastWriteTime(path).ToString("yyyy'-'MM'-'dd HH':'mm':'ss'.'fffffff", CultureInfo.InvariantCulture);
}
