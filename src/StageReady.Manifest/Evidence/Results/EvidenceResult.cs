using System.Text.Json;

namespace StageReady.Manifest;

/// <summary>What the files of a tool come to: passed or failed, and what the predicate says of it.</summary>
public sealed class EvidenceResult
{
    private readonly Action<Utf8JsonWriter> _write;

    private EvidenceResult(bool passed, string summary, Action<Utf8JsonWriter> write) => (Passed, Summary, _write) = (passed, summary, write);

    /// <summary>Whether it passed.</summary>
    public bool Passed { get; }

    /// <summary>The numbers, for people.</summary>
    public string Summary { get; }

    /// <summary>Writes the members of the predicate.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(Utf8JsonWriter writer) => _write(writer);

    /// <summary>Reads the files of a tool; they are judged by what they list one by one, never by the totals that they state.</summary>
    /// <param name="kind">The kind of evidence; not approval or acknowledgement, which are nobody's output.</param>
    /// <param name="files">At least one file.</param>
    /// <param name="time">When it was made.</param>
    /// <exception cref="UnusableInputException">There is no file, or one is not what it should be; the message says where.</exception>
    public static EvidenceResult Read(EvidenceKind kind, IReadOnlyList<ResultFile> files, DateTimeOffset time)
    {
        if (files.Count == 0)
            throw new UnusableInputException($"Evidence of the kind {kind} comes from a tool's output; give the file");
        if (files.FirstOrDefault(file => file.Content.Length > ResultFile.MaxBytes) is { } large)
            throw new UnusableInputException($"{large.Name} is larger than {ResultFile.MaxBytes / 1024 / 1024} MiB");
        if (kind == EvidenceKind.TestResult)
            return OfTests(files);
        if (kind == EvidenceKind.Vulnerabilities)
            return OfVulnerabilities(files, time);
        return kind == EvidenceKind.Sarif ? OfAnalysis(files) : OfReports(files);
    }

    private static EvidenceResult OfTests(IReadOnlyList<ResultFile> files)
    {
        var counts = new TestCounts();
        foreach (var file in files)
            TestResultReader.Read(file, counts);

        // No test is no proof.
        var passed = counts.Failed.Count == 0 && counts.Passed.Count > 0;
        return new EvidenceResult(passed, $"{counts.Passed.Count} passed, {counts.Failed.Count} failed, {counts.Skipped} skipped", writer =>
        {
            writer.WriteString("result", passed ? "PASSED" : "FAILED");
            WriteFiles(writer, "configuration", files);
            WriteNames(writer, "passedTests", counts.Passed);
            WriteNames(writer, "warnedTests", []);
            WriteNames(writer, "failedTests", counts.Failed);
        });
    }

    private static EvidenceResult OfVulnerabilities(IReadOnlyList<ResultFile> files, DateTimeOffset time)
    {
        var found = files.SelectMany(VulnerabilityReader.Read).DistinctBy(one => (one.Package, one.Advisory)).OrderBy(one => one.Package, StringComparer.Ordinal).ThenBy(one => one.Advisory, StringComparer.Ordinal).ToList();
        return new EvidenceResult(found.Count == 0, $"{found.Count} known vulnerabilities", writer =>
        {
            writer.WriteStartObject("scanner");
            writer.WriteString("uri", VulnerabilityReader.Scanner);
            writer.WriteStartArray("result");
            foreach (var one in found)
            {
                writer.WriteStartObject();
                writer.WriteString("id", one.Advisory);
                writer.WriteStartArray("severity");
                writer.WriteStartObject();
                writer.WriteString("method", "nuget");
                writer.WriteString("score", one.Severity);
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteStartArray("annotations");
                writer.WriteStartObject();
                writer.WriteString("package", one.Package);
                writer.WriteEndObject();
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteStartObject("metadata");
            writer.WriteString("scanFinishedOn", EvidenceStatement.Text(time));
            writer.WriteEndObject();
            WriteFiles(writer, "files", files);
        });
    }

    private static EvidenceResult OfAnalysis(IReadOnlyList<ResultFile> files)
    {
        var counts = new SarifCounts();
        foreach (var file in files)
            SarifReader.Read(file, counts);
        var passed = counts is { Errors: 0, HasFailedRun: false };
        return new EvidenceResult(passed, $"{counts.Errors} errors, {counts.Warnings} warnings{(counts.HasFailedRun ? ", and a run that did not succeed" : "")}", writer =>
        {
            writer.WriteString("result", passed ? "passed" : "failed");
            WriteNames(writer, "tools", counts.Tools);
            writer.WriteNumber("errors", counts.Errors);
            writer.WriteNumber("warnings", counts.Warnings);
            WriteFiles(writer, "files", files);
        });
    }

    // What stageready rehearse writes, and every report in JSON that says in a member "result" whether it passed.
    private static EvidenceResult OfReports(IReadOnlyList<ResultFile> files)
    {
        var failed = files.Count(file =>
        {
            var result = PlacedJson.Parse(file.Content.Span, file.Name).Required("result");
            return result.Text switch
            {
                "passed" => false,
                "failed" => true,
                var other => throw result.Refuse("passed or failed", $"'{other}'"),
            };
        });
        return new EvidenceResult(failed == 0, $"{files.Count - failed} passed, {failed} failed", writer =>
        {
            writer.WriteString("result", failed == 0 ? "passed" : "failed");
            WriteFiles(writer, "files", files);
        });
    }

    private static void WriteFiles(Utf8JsonWriter writer, string member, IReadOnlyList<ResultFile> files)
    {
        writer.WriteStartArray(member);
        foreach (var file in files)
        {
            writer.WriteStartObject();
            writer.WriteString("name", file.Name);
            writer.WriteDigest(Sha256Hex.Of(file.Content.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNames(Utf8JsonWriter writer, string member, IEnumerable<string> names)
    {
        writer.WriteStartArray(member);
        foreach (var name in names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}
