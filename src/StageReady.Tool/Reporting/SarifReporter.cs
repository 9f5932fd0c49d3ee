using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StageReady.Suppressions;
using StageReady.Tool.Checks;

namespace StageReady.Tool.Reporting;

/// <summary>SARIF 2.1.0, as code scanning services take it.</summary>
internal sealed class SarifReporter(string toolVersion, bool reportSuppressed) : IReporter
{
    private const string BaseId = "SRCROOT";

    public void Write(CheckResult result, TextWriter output) => IndentedJson.Write(output, json =>
    {
        IReadOnlyList<SuppressedFinding> suppressed = reportSuppressed ? result.Suppressed : [];
        Rule[] rules = [.. result.Findings.Concat(suppressed.Select(item => item.Finding)).Select(finding => finding.Rule).Distinct().OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        json.WriteStartObject();
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json, rules);
        WriteInvocation(json, result.Problems);
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in result.Findings)
            WriteResult(json, finding, Array.IndexOf(rules, finding.Rule), seen, suppression: null);
        foreach (var item in suppressed)
            WriteResult(json, item.Finding, Array.IndexOf(rules, item.Finding.Rule), seen, item);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void WriteTool(Utf8JsonWriter json, Rule[] rules)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "StageReady");
        json.WriteString("semanticVersion", toolVersion);
        json.WriteString("informationUri", "https://stageready.dev");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", rule.Id);
            json.WriteString("name", PascalCase(rule.Title));
            WriteText(json, "shortDescription", rule.Title);
            WriteText(json, "fullDescription", rule.Title);
            json.WriteString("helpUri", rule.HelpLink);
            json.WriteStartObject("help");
            json.WriteString("text", $"{rule.Title}: {rule.HelpLink}");
            json.WriteEndObject();
            json.WriteStartObject("defaultConfiguration");
            json.WriteString("level", Level(rule.Severity));
            json.WriteEndObject();
            json.WriteStartObject("properties");
            json.WriteStartArray("tags");
            json.WriteStringValue(rule.Family.ToString().ToLowerInvariant());
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteInvocation(Utf8JsonWriter json, IReadOnlyList<CheckProblem> problems)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", problems.All(problem => problem.Kind == ProblemKind.Note));
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("level", problem.Kind == ProblemKind.Note ? "warning" : "error");
            WriteText(json, "message", problem.Message);
            json.WriteStartArray("locations");
            WriteLocation(json, SourceSpan.StartOf(problem.Path) with { StartLine = problem.Line, EndLine = problem.Line, StartColumn = problem.Column, EndColumn = problem.Column }, id: null);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int ruleIndex, Dictionary<string, int> seen, SuppressedFinding? suppression)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        json.WriteNumber("ruleIndex", ruleIndex);
        json.WriteString("level", Level(finding.Severity));
        WriteText(json, "message", finding.Message);
        json.WriteStartArray("locations");
        WriteLocation(json, finding.Span, id: null);
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("stageReady/v1", Fingerprint(finding, seen));
        json.WriteEndObject();
        if (finding.Related.Count > 0)
        {
            json.WriteStartArray("relatedLocations");
            for (var i = 0; i < finding.Related.Count; i++)
                WriteLocation(json, finding.Related[i], id: i + 1);
            json.WriteEndArray();
        }

        if (suppression is not null)
            WriteSuppression(json, suppression);
        json.WriteEndObject();
    }

    private static void WriteSuppression(Utf8JsonWriter json, SuppressedFinding suppression)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", suppression.IsInSource ? "inSource" : "external");
        json.WriteString("justification", suppression.Reason);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // No line and no wording, so that a finding stays the same when the file around it changes; equal ones are numbered in their order.
    private static string Fingerprint(Finding finding, Dictionary<string, int> seen)
    {
        var identity = $"{finding.Rule.Id}\n{finding.Span.Path}\n{(finding.Subject.Length > 0 ? finding.Subject : finding.Message)}";
        var number = seen[identity] = seen.GetValueOrDefault(identity) + 1;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{identity}\n{number}")));
    }

    private static void WriteLocation(Utf8JsonWriter json, SourceSpan span, int? id)
    {
        json.WriteStartObject();
        if (id is { } number)
            json.WriteNumber("id", number);
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", string.Join('/', span.Path.Split('/').Select(Uri.EscapeDataString)));
        json.WriteString("uriBaseId", BaseId);
        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", span.StartLine);
        json.WriteNumber("startColumn", span.StartColumn);
        json.WriteNumber("endLine", span.EndLine);
        json.WriteNumber("endColumn", span.EndColumn);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string PascalCase(string title)
    {
        var name = new StringBuilder();
        var upper = true;
        foreach (var c in title)
        {
            if (char.IsAsciiLetterOrDigit(c))
                name.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = !char.IsAsciiLetterOrDigit(c);
        }

        return name.ToString();
    }
}
