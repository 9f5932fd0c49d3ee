using StageReady.Configuration;
using StageReady.Migrations;
using StageReady.Projects;

namespace StageReady.Repository.Tests.Migrations;

/// <summary>Judges a repository that is written as one text.</summary>
internal static class Scripts
{
    /// <summary>The findings as <c>ID severity path(line,column): message</c>, of the rules that are on by default.</summary>
    public static string[] Judge(string text) => [.. JudgeAll(text).Where(finding => Catalogue.Find(finding[..7])!.IsOnByDefault)];

    /// <summary>The same of all rules.</summary>
    public static string[] JudgeAll(string text)
    {
        var tree = new Files(text).Tree;
        var evaluator = new ProjectEvaluator(tree);
        Project[] projects = [.. tree.Paths.Where(Project.IsProject).Select(evaluator.Evaluate).OfType<Project>()];
        var findings = ScriptCheck.Judge(tree, "", projects).Select(judged => judged.Finding);
        return [.. new SettingsFiles(tree).Filter(new DateTime(2026, 11, 24)).Apply(findings).Findings
            .Select(finding => $"{finding.Rule.Id} {finding.Severity} {finding.Span.Path}({finding.Span.StartLine},{finding.Span.StartColumn}): {finding.Message}")];
    }

    /// <summary>The same without the messages.</summary>
    public static string[] Places(string text) => [.. Judge(text).Select(finding => finding[..finding.IndexOf(": ", StringComparison.Ordinal)])];
}
