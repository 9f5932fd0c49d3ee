using System.Text.Encodings.Web;
using System.Text.Json;
using StageReady.Configuration;
using StageReady.Manifest;

namespace StageReady.Tool.Checks;

/// <summary>What identifies a finding on every machine, whatever its line and its wording.</summary>
/// <param name="File">The file, as a pattern of stageready.json.</param>
/// <param name="Key">What in the file: a key of the configuration, a member of the code. Null for all of it.</param>
internal sealed record BaselineEntry(string Rule, string File, string? Key, string Reason)
{
    public bool IsSame(BaselineEntry other) => (Rule, File, Key) == (other.Rule, other.File, other.Key);
}

/// <summary>stageready.baseline.json: suppressions as in stageready.json, in a stable order and each on its own line, so that branches merge.</summary>
internal static class Baseline
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The entries of a file; none if there is none.</summary>
    /// <exception cref="UnusableInputException">It is not understood.</exception>
    public static IReadOnlyList<BaselineEntry> Read(string path)
    {
        if (!File.Exists(path))
            return [];

        var read = StageReadySettings.From(source: null, new TextFile(path, File.ReadAllText(path)));
        if (read.Problems is [var problem, ..])
            throw new UnusableInputException($"{StageReadySettings.BaselineFileName}({problem.Span.StartLine},{problem.Span.StartColumn}): {problem.Message}. Mend or delete it");
        return [.. read.Baseline.Select(entry => new BaselineEntry(entry.Rule.Id, entry.File.Pattern, entry.Key?.Path, entry.Reason ?? ""))];
    }

    /// <summary>The entries for all that is found in the directory and will still be there when it is committed, with the reasons that were given before.</summary>
    public static IReadOnlyList<BaselineEntry> Of(CheckResult result, IReadOnlyList<BaselineEntry> before, string reason) =>
    [
        .. result.Findings
            .Concat(result.Suppressed.Where(suppressed => suppressed.By == StageReadySettings.BaselineFileName).Select(suppressed => suppressed.Finding))
            .Where(finding => finding.Rule != Catalogue.WorkTreeIsNotClean && finding.Rule != Catalogue.SuppressionDoesNotHold && !finding.Span.Path.StartsWith("../", StringComparison.Ordinal))
            .Select(finding => EntryFor(finding, reason))
            .DistinctBy(entry => (entry.Rule, entry.File, entry.Key))
            .Select(entry => before.FirstOrDefault(entry.IsSame) is { Reason.Length: > 0 } known ? known : entry)
            .OrderBy(entry => entry.File, StringComparer.Ordinal)
            .ThenBy(entry => entry.Rule, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal),
    ];

    public static void Write(IReadOnlyList<BaselineEntry> entries, TextWriter output)
    {
        output.WriteLine("{");
        output.WriteLine("  \"suppressions\": [");
        for (var i = 0; i < entries.Count; i++)
        {
            var (rule, file, key, reason) = entries[i];
            output.WriteLine($"    {{ \"rule\": {Quote(rule)}, \"file\": {Quote(file)}, {(key is null ? "" : $"\"key\": {Quote(key)}, ")}\"reason\": {Quote(reason)} }}{(i < entries.Count - 1 ? "," : "")}");
        }

        output.WriteLine("  ]");
        output.WriteLine("}");
    }

    private static BaselineEntry EntryFor(Finding finding, string reason)
    {
        var path = finding.Span.Path;
        var key = DeclaredKey.Parse(finding.Subject) is { } declared && declared.Path == finding.Subject ? finding.Subject : null;
        return new BaselineEntry(finding.Rule.Id, path.Contains('/') ? path : "./" + path, key, reason);
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, Encoder)}\"";
}
