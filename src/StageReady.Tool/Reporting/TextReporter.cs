using StageReady.Release;
using StageReady.Suppressions;
using StageReady.Tool.Checks;

namespace StageReady.Tool.Reporting;

/// <summary>For people: a line for each finding in the form that editors and terminals make clickable, then where to read more, then the sum.</summary>
internal sealed class TextReporter(bool colour, bool reportUnknown, bool reportSuppressed) : IReporter
{
    private const string Reset = "\e[0m";

    public void Write(CheckResult result, TextWriter output)
    {
        string? previous = null;
        foreach (var finding in result.Findings)
        {
            if (previous is not null && previous != finding.Span.Path)
                output.WriteLine();
            previous = finding.Span.Path;
            output.WriteLine($"{Place(finding.Span)}: {Paint(finding.Severity)} {finding.Rule.Id}: {finding.Message}");
            foreach (var related in finding.Related)
                output.WriteLine($"    see {Place(related)}");
        }

        if (reportUnknown && result.Unknown.Count > 0)
        {
            if (result.Findings.Count > 0)
                output.WriteLine();
            foreach (var verdict in result.Unknown)
                output.WriteLine($"{Place(verdict.Span)}: unknown {verdict.Rule.Id}: {verdict.Message}");
        }

        if (reportSuppressed && result.Suppressed.Count > 0)
        {
            if (result.Findings.Count > 0)
                output.WriteLine();
            foreach (var (finding, reason, by) in result.Suppressed)
                output.WriteLine($"{Place(finding.Span)}: suppressed {finding.Rule.Id}: {finding.Message} ({(by == SuppressedFinding.Comment ? "a comment" : by)} says: {Printable.Of(reason)})");
        }

        var rules = result.Findings.Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal).ToList();
        if (rules.Count > 0)
            output.WriteLine();
        foreach (var rule in rules)
            output.WriteLine($"{rule} ({result.Findings.Count(finding => finding.Rule == rule)}): {rule.HelpLink}");

        if (rules.Count > 0 || (reportUnknown && result.Unknown.Count > 0) || (reportSuppressed && result.Suppressed.Count > 0))
            output.WriteLine();
        output.WriteLine(Summary(result));
    }

    private string Summary(CheckResult result)
    {
        var projects = Counted.Of(result.Projects, "project");
        var rest = (reportUnknown && result.Unknown.Count > 0 ? $"; {result.Unknown.Count} unknown" : "") + (result.Suppressed.Count > 0 ? $"; {result.Suppressed.Count} suppressed" : "");
        if (result.Findings.Count == 0)
            return $"No findings in {projects}{rest}";

        string[] counts =
        [
            .. from severity in (Severity[])[Severity.Error, Severity.Warning, Severity.Info]
               let count = result.Count(severity)
               where count > 0
               select severity == Severity.Info ? $"{count} info" : Counted.Of(count, severity.Name()),
        ];
        return $"{Counted.Of(result.Findings.Count, "finding")} in {projects}: {string.Join(", ", counts)}{rest}";
    }

    private static string Place(SourceSpan span) => $"{Printable.Of(span.Path)}({span.StartLine},{span.StartColumn})";

    private string Paint(Severity severity)
    {
        var code = severity switch
        {
            Severity.Error => "\e[31m",
            Severity.Warning => "\e[33m",
            _ => "\e[36m",
        };
        return colour ? code + severity.Name() + Reset : severity.Name();
    }
}
