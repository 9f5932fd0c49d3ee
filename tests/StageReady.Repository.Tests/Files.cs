using StageReady.Configuration;
using StageReady.Projects;

namespace StageReady.Repository.Tests;

/// <summary>A repository written as one text, with a section <c>--- path</c> for each file.</summary>
internal sealed class Files
{
    private const string Section = "--- ";

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public Files(string text, string? gitHubName = null)
    {
        foreach (var section in ("\n" + text.ReplaceLineEndings("\n")).Split("\n" + Section, StringSplitOptions.RemoveEmptyEntries))
        {
            var end = section.IndexOf('\n');
            _texts.Add((end < 0 ? section : section[..end]).Trim(), end < 0 ? "" : section[(end + 1)..]);
        }

        Tree = new RepositoryTree(_texts.Keys, path => _texts[path]) { GitHubName = gitHubName, IsRepository = true };
    }

    public RepositoryTree Tree { get; }

    /// <summary>The findings of a rule over the artefacts as <c>path(line,column)</c>.</summary>
    public static string[] Places(string rule, string text, string directory = "") =>
        [.. new Files(text).Judge(directory).Where(finding => finding.Rule.Id == rule).Select(finding => $"{finding.Span.Path}({finding.Span.StartLine},{finding.Span.StartColumn})")];

    public static string[] Messages(string rule, string text, string? gitHubName = null) =>
        [.. new Files(text, gitHubName).Judge("").Where(finding => finding.Rule.Id == rule).Select(finding => finding.Message)];

    public static Finding[] Findings(string rule, string text) => [.. new Files(text).Judge("").Where(finding => finding.Rule.Id == rule)];

    /// <summary>What no rule can decide, as <c>path(line,column) id</c>.</summary>
    public static string[] Unknown(string text) =>
        [.. new Files(text).Check("").Unknown.Findings.Select(finding => $"{finding.Span.Path}({finding.Span.StartLine},{finding.Span.StartColumn}) {finding.Rule.Id}")];

    private IReadOnlyList<Finding> Judge(string directory) => Check(directory).Findings.Findings;

    private (StageReady.Suppressions.JudgedFindings Findings, StageReady.Suppressions.JudgedFindings Unknown, IReadOnlyList<ArtefactProblem> Problems) Check(string directory)
    {
        var evaluator = new ProjectEvaluator(Tree);
        Project[] projects = [.. Tree.Paths.Where(path => path.EndsWith("proj", StringComparison.Ordinal)).Select(evaluator.Evaluate).OfType<Project>()];
        return ArtefactCheck.Judge(Tree, directory, projects, apps: [], new DateTime(2026, 11, 24));
    }
}
