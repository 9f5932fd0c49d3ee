using StageReady.Projects;
using StageReady.Release;
using StageReady.Workflows;

namespace StageReady.Repository.Tests.Release;

/// <summary>Judges a repository, written as one text, as a release.</summary>
internal static class ReleaseFiles
{
    public static string[] Judge(string rule, params string[] files) => [.. Findings(rule, files).Select(finding => $"{finding.Span.Path}({finding.Span.StartLine},{finding.Span.StartColumn})")];

    public static string[] Messages(string rule, params string[] files) => [.. Findings(rule, files).Select(finding => finding.Message)];

    private static IEnumerable<Finding> Findings(string rule, string[] files)
    {
        var tree = new Files(string.Join('\n', files)).Tree;
        var evaluator = new ProjectEvaluator(tree);
        Project[] projects = [.. tree.Paths.Where(Project.IsProject).Select(evaluator.Evaluate).OfType<Project>()];
        return ReleaseCheck.Judge(tree, "", new Pipelines(tree), projects, new DateTime(2026, 11, 24)).Select(judged => judged.Finding).Where(finding => finding.Rule.Id == rule);
    }
}
