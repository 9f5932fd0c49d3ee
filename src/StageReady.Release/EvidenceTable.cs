using System.Globalization;
using System.Text.Json;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>What the evidence of a manifest says, for people and for programs.</summary>
internal static class EvidenceTable
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static void Write(IReadOnlyList<ManifestLine> lines, string? release)
    {
        var rows = new List<string[]> { new[] { "line", "kind", "environment", "suite or role", "result", "time", "signed by" } };
        rows.AddRange(lines.Where(line => line.Evidence is not null).Select(line => Row(line, line.Evidence!, release)));
        if (rows.Count == 1)
            return;
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        Console.Out.WriteLine("Evidence:");
        foreach (var row in rows)
            Console.Out.WriteLine(Printable.Of($"  {string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))}".TrimEnd()));
    }

    public static void WriteJson(Utf8JsonWriter writer, EvidenceStatement evidence)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", evidence.Kind.Name);
        writer.WriteString("release", evidence.Release);
        writer.WriteString("application", evidence.Application);
        writer.WriteString("environment", evidence.Environment);
        writer.WriteString("suite", evidence.Suite);
        writer.WriteString("role", evidence.Role);
        writer.WriteString("result", ResultOf(evidence));
        writer.WriteString("time", Text(evidence.Time));
        writer.WriteString("expires", evidence.Expires is { } expires ? Text(expires) : null);
        writer.WriteString("runId", evidence.RunId);
        writer.WriteEndObject();
    }

    /// <summary>Who signed a line, as far as it says so.</summary>
    public static string SignersOf(ManifestLine line) => string.Join(", ", line.Envelope.Signatures.Select(signature => signature.KeyId ?? "an unnamed key"));

    private static string[] Row(ManifestLine line, EvidenceStatement evidence, string? release) =>
    [
        line.Number.ToString(CultureInfo.InvariantCulture),
        evidence.Kind.Name,
        evidence.Environment,
        evidence.Suite ?? evidence.Role ?? "",
        $"{ResultOf(evidence)}{(evidence.Expires is { } expires ? $" until {Text(expires)}" : "")}{(evidence.Release == release ? "" : ", of another release")}",
        Text(evidence.Time),
        line.Envelope.Signatures.Count == 0 ? "nobody" : SignersOf(line),
    ];

    private static string ResultOf(EvidenceStatement evidence) => evidence.Kind switch
    {
        var kind when kind == EvidenceKind.Approval => evidence.Passed ? "approved" : "rejected",
        var kind when kind == EvidenceKind.Acknowledgement => "acknowledged",
        var kind when kind == EvidenceKind.Rollback => "permitted",
        _ => evidence.Passed ? "passed" : "failed",
    };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
