using StageReady.Configuration.Json;

namespace StageReady.Build.Release;

/// <summary>A decision of the team that findings of a rule are to be lived with.</summary>
/// <param name="Path">The files that it is about, relative to the repository; null if it is not about files inside.</param>
/// <param name="Reason">Null if none is given.</param>
internal sealed record ReleaseSuppression(string Rule, string? Path, string? Reason);

/// <summary>What the checks of a build judged and found: rules, places and reasons, never a message. A check leaves its results in a file until the release is described.</summary>
internal sealed class CheckResults
{
    /// <summary>The ids of the rules that were judged.</summary>
    public ISet<string> Rules { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>The severity of each finding, by rule and place: a finding that two builds of a project see is one.</summary>
    public IDictionary<string, Severity> Findings { get; } = new Dictionary<string, Severity>(StringComparer.Ordinal);

    public ISet<ReleaseSuppression> Suppressions { get; } = new HashSet<ReleaseSuppression>();

    public void Add(string rule, string place, Severity severity) => Findings[$"{rule} {place}"] = severity;

    public void Add(CheckResults other)
    {
        Rules.UnionWith(other.Rules);
        Suppressions.UnionWith(other.Suppressions);
        foreach (var finding in other.Findings)
            Findings[finding.Key] = finding.Value;
    }

    public int Count(Severity severity) => Findings.Values.Count(found => found == severity);

    public string ToJson() => JsonText.Object(
        ("rules", JsonText.Array(Rules.Select(JsonText.String))),
        ("findings", JsonText.Array(Findings.Select(finding => JsonText.Object(
            ("at", JsonText.String(finding.Key)),
            ("severity", JsonText.String(finding.Value.ToString())))))),
        ("suppressions", Json(Suppressions)));

    /// <summary>In one order, whatever the order in which they were found.</summary>
    public static string Json(IEnumerable<ReleaseSuppression> suppressions) => JsonText.Array(suppressions
        .OrderBy(item => item.Rule, StringComparer.Ordinal).ThenBy(item => item.Path, StringComparer.Ordinal).ThenBy(item => item.Reason, StringComparer.Ordinal)
        .Select(item => JsonText.Object(
            ("rule", JsonText.String(item.Rule)),
            ("path", JsonText.Optional(item.Path)),
            ("reason", JsonText.Optional(item.Reason is null ? null : OneLine(item.Reason))))));

    private static string OneLine(string text) => new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]).Trim();

    /// <summary>Null if the text is none that <see cref="ToJson"/> wrote.</summary>
    public static CheckResults? Parse(string text)
    {
        if (JsonReader.Read(text).Root is not { Kind: JsonKind.Object } root)
            return null;

        var results = new CheckResults();
        results.Rules.UnionWith(Elements(root, "rules").Select(rule => rule.Text()).OfType<string>());
        foreach (var finding in Elements(root, "findings"))
        {
            if (finding.Member("at").Text() is { } at && Enum.TryParse<Severity>(finding.Member("severity").Text(), out var severity))
                results.Findings[at] = severity;
        }

        foreach (var suppression in Elements(root, "suppressions"))
        {
            if (suppression.Member("rule").Text() is { } rule)
                results.Suppressions.Add(new ReleaseSuppression(rule, suppression.Member("path").Text(), suppression.Member("reason").Text()));
        }

        return results;
    }

    private static IReadOnlyList<JsonNode> Elements(JsonNode node, string name) => node.Member(name)?.Elements ?? [];
}
