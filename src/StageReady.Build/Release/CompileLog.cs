using StageReady.Configuration.Json;

namespace StageReady.Build.Release;

/// <summary>What our analyzers did in a compile, from the log that the compiler wrote (SARIF 2.1.0).</summary>
internal sealed class CompileLog
{
    private readonly Dictionary<string, MigrationVerdict> _verdicts = new(StringComparer.Ordinal);

    private CompileLog()
    {
    }

    public CheckResults Results { get; } = new();

    /// <summary>Null if the text is no such log.</summary>
    /// <param name="text">The log.</param>
    /// <param name="paths">How files are named.</param>
    /// <param name="isOn">Whether the build reports a rule at all.</param>
    public static CompileLog? Parse(string text, RepositoryPath paths, Func<Rule, bool> isOn)
    {
        if (JsonReader.Read(text).Root is not { } root || root.Member("version").Text() != "2.1.0" || root.Member("runs")?.Elements is not [var run, ..])
            return null;

        var log = new CompileLog();
        foreach (var descriptor in run.Member("tool").Member("driver").Member("rules")?.Elements ?? [])
        {
            if (descriptor.Member("id").Text() is { } id && Catalogue.Find(id) is { } rule && isOn(rule))
                log.Results.Rules.Add(id);
        }

        foreach (var result in run.Member("results")?.Elements ?? [])
        {
            if (result.Member("ruleId").Text() is { } id && Catalogue.Find(id) is not null)
                log.Read(id, result, paths);
        }

        return log;
    }

    /// <summary>What a finding says of a migration; null if none is about it.</summary>
    public MigrationVerdict? VerdictOn(BuiltMigration migration) => _verdicts.TryGetValue(migration.Id, out var verdict) ? verdict : null;

    private void Read(string rule, JsonNode result, RepositoryPath paths)
    {
        if (MigrationVerdict.Read(result.Member("properties").Member("customProperties")) is var (id, verdict))
            _verdicts[id] = verdict;

        var location = result.Member("locations")?.Elements is [var first, ..] ? first.Member("physicalLocation") : null;
        var path = location.Member("artifactLocation").Member("uri").Text() is { } uri && Uri.TryCreate(uri, UriKind.Absolute, out var file) && file.IsFile ? paths.Of(file.LocalPath) : null;
        if (result.Member("suppressions")?.Elements is [var suppression, ..])
        {
            Results.Suppressions.Add(new ReleaseSuppression(rule, path, suppression.Member("justification").Text()));
            return;
        }

        var region = location.Member("region");
        Results.Add(rule, $"{path}({region.Member("startLine")?.Text},{region.Member("startColumn")?.Text})", result.Member("level").Text() switch
        {
            "error" => Severity.Error,
            "note" or "none" => Severity.Info,
            _ => Severity.Warning,
        });
    }
}
