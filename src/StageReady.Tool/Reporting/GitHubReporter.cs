using StageReady.Tool.Checks;

namespace StageReady.Tool.Reporting;

/// <summary>Workflow commands of GitHub Actions: an annotation at the line of each finding.</summary>
internal sealed class GitHubReporter : IReporter
{
    public void Write(CheckResult result, TextWriter output)
    {
        foreach (var finding in result.Findings)
        {
            var span = finding.Span;
            var command = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
            // A column range is only allowed within one line.
            var end = span.StartLine == span.EndLine ? $",endColumn={span.EndColumn}" : "";
            output.WriteLine(
                $"::{command} file={Property(span.Path)},line={span.StartLine},endLine={span.EndLine},col={span.StartColumn}{end},title={Property(finding.Rule.Id)}::{Data($"{finding.Message} ({finding.Rule.HelpLink})")}");
        }
    }

    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
