using System.Text.Json;
using StageReady.Tool.Checks;

namespace StageReady.Tool.Reporting;

/// <summary>For scripts: the schema that docs/check.md describes.</summary>
internal sealed class JsonReporter(bool reportUnknown, bool reportSuppressed) : IReporter
{
    private const int SchemaVersion = 1;

    public void Write(CheckResult result, TextWriter output) => IndentedJson.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("version", SchemaVersion);
        json.WriteStartObject("summary");
        json.WriteNumber("projects", result.Projects);
        json.WriteNumber("error", result.Count(Severity.Error));
        json.WriteNumber("warning", result.Count(Severity.Warning));
        json.WriteNumber("info", result.Count(Severity.Info));
        json.WriteNumber("suppressed", result.Suppressed.Count);
        json.WriteEndObject();

        json.WriteStartArray("findings");
        foreach (var finding in result.Findings)
        {
            json.WriteStartObject();
            WriteFinding(json, finding);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("unknown");
        foreach (var verdict in reportUnknown ? result.Unknown : [])
        {
            json.WriteStartObject();
            json.WriteString("rule", verdict.Rule.Id);
            WriteSpan(json, verdict.Span);
            json.WriteString("message", verdict.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("problems");
        foreach (var problem in result.Problems)
        {
            json.WriteStartObject();
            json.WriteString("kind", problem.Kind switch { ProblemKind.Note => "note", ProblemKind.Unreadable => "unreadable", _ => "defect" });
            json.WriteString("path", problem.Path);
            json.WriteNumber("line", problem.Line);
            json.WriteNumber("column", problem.Column);
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("suppressed");
        foreach (var (finding, reason, by) in reportSuppressed ? result.Suppressed : [])
        {
            json.WriteStartObject();
            WriteFinding(json, finding);
            json.WriteString("by", by);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", finding.Severity.Name());
        WriteSpan(json, finding.Span);
        json.WriteString("message", finding.Message);
        json.WriteString("subject", finding.Subject);
        json.WriteString("help", finding.Rule.HelpLink);
        json.WriteStartArray("related");
        foreach (var related in finding.Related)
        {
            json.WriteStartObject();
            WriteSpan(json, related);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter json, SourceSpan span)
    {
        json.WriteString("path", span.Path);
        json.WriteNumber("startLine", span.StartLine);
        json.WriteNumber("startColumn", span.StartColumn);
        json.WriteNumber("endLine", span.EndLine);
        json.WriteNumber("endColumn", span.EndColumn);
    }
}
