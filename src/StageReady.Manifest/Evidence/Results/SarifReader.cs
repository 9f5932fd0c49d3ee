namespace StageReady.Manifest;

/// <summary>What analyses found.</summary>
internal sealed class SarifCounts
{
    public SortedSet<string> Tools { get; } = new(StringComparer.Ordinal);

    public int Errors { get; set; }

    public int Warnings { get; set; }

    public bool HasFailedRun { get; set; }
}

/// <summary>Reads SARIF 2.1.0 (OASIS).</summary>
internal static class SarifReader
{
    private const string Version = "2.1.0";

    public static void Read(ResultFile file, SarifCounts counts)
    {
        var root = PlacedJson.Parse(file.Content.Span, file.Name);
        if (root.Required("version").Text is var version and not Version)
            throw root.Required("version").Refuse($"SARIF {Version}", $"'{version}'");
        var runs = root.Required("runs");
        if (runs.Items.Count == 0)
            throw runs.Refuse("at least one run", "none");
        foreach (var run in runs.Items)
            ReadRun(run, counts);
    }

    private static void ReadRun(PlacedJson run, SarifCounts counts)
    {
        var driver = run.Required("tool").Required("driver");
        counts.Tools.Add(driver.Required("name").Label);
        counts.HasFailedRun |= (run.Optional("invocations")?.Items ?? []).Any(invocation => invocation.Optional("executionSuccessful")?.Flag == false);
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var rule in driver.Optional("rules")?.Items ?? [])
            levels.TryAdd(rule.Required("id").Text, rule.Optional("defaultConfiguration")?.Optional("level")?.Text ?? "warning");

        foreach (var result in run.Optional("results")?.Items ?? [])
        {
            // 3.27.9: what is no failure; 3.27.23 and 3.35.3: what somebody has accepted.
            if (result.Optional("kind")?.Text is not (null or "fail") || IsSuppressed(result))
                continue;
            var rule = result.Optional("ruleId")?.Text;
            switch (result.Optional("level")?.Text ?? (rule is null ? "warning" : levels.GetValueOrDefault(rule, "warning")))
            {
                case "error":
                    counts.Errors++;
                    break;
                case "warning":
                    counts.Warnings++;
                    break;
            }
        }
    }

    private static bool IsSuppressed(PlacedJson result) =>
        (result.Optional("suppressions")?.Items ?? []) is { Count: > 0 } suppressions && suppressions.All(suppression => suppression.Optional("status")?.Text is null or "accepted");
}
