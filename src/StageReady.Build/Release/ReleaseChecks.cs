using StageReady.Build.Severities;
using StageReady.Configuration;
using StageReady.Suppressions;

namespace StageReady.Build.Release;

/// <summary>What was checked before a release, gathered from the projects that it is made of.</summary>
internal sealed class ReleaseChecks(RepositoryPath paths, SeveritySettings severities)
{
    private readonly CheckResults _results = new();
    private readonly HashSet<ReleaseSuppression> _baseline = [];
    private readonly Dictionary<string, JudgedPart> _judged = new(StringComparer.OrdinalIgnoreCase);
    private bool _isComplete = true;

    /// <summary>Adds a project. Without its log nobody knows what its compile would have found.</summary>
    public void Add(ReleasePart part)
    {
        foreach (var file in part.Results)
            AddResults(file);
        var settings = StageReadySettings.From(StageReadyTask.ReadFile(part.SettingsFile), StageReadyTask.ReadFile(part.BaselineFile));
        _results.Suppressions.UnionWith(Declared(settings.Suppressions));
        _baseline.UnionWith(Declared(settings.Baseline));
        if (part.CompileLog is null)
            return;

        if (!File.Exists(part.CompileLog) || CompileLog.Parse(File.ReadAllText(part.CompileLog), paths, severities.IsOn) is not { } log)
        {
            _isComplete = false;
            return;
        }

        _results.Add(log.Results);
        _judged[Path.GetFileName(part.Assembly)] = new JudgedPart(log, settings, part.MigrationsAfter);
    }

    public void AddResults(string file)
    {
        if (File.Exists(file) && CheckResults.Parse(File.ReadAllText(file)) is { } results)
            _results.Add(results);
    }

    /// <summary>Adds the comments that suppress, whether they do today or not: the same commit gives the same release on every day.</summary>
    public void AddComments(ConfigurationProject configuration)
    {
        foreach (var file in configuration.Files.Concat(configuration.WebConfigs))
        {
            foreach (var comment in IgnoreCommentReader.Read(file).Where(comment => comment.Reason is not null))
                _results.Suppressions.UnionWith(comment.Rules.Select(rule => new ReleaseSuppression(rule, paths.Of(file.Path), comment.Reason)));
        }
    }

    public MigrationVerdict VerdictOn(string assembly, BuiltMigration migration) =>
        _judged.TryGetValue(Path.GetFileName(assembly), out var part) ? part.VerdictOn(migration) : MigrationVerdict.Unverified;

    /// <summary>Null if it is not known what a compile found.</summary>
    public string? ToJson() => !_isComplete ? null : JsonText.Object(
        ("rules", JsonText.Array(_results.Rules.Select(JsonText.String))),
        ("counts", JsonText.Object(
            ("error", JsonText.Number(_results.Count(Severity.Error))),
            ("warning", JsonText.Number(_results.Count(Severity.Warning))),
            ("info", JsonText.Number(_results.Count(Severity.Info))))),
        ("suppressions", CheckResults.Json(_results.Suppressions.Except(_baseline))),
        ("baseline", CheckResults.Json(_baseline)));

    private IEnumerable<ReleaseSuppression> Declared(IEnumerable<DeclaredSuppression> entries) => entries
        .Where(declared => declared.Reason is not null)
        .Select(declared => new ReleaseSuppression(declared.Rule.Id, paths.Of(declared.File), declared.Reason));

    /// <summary>What is known of the migrations of a project.</summary>
    private sealed record JudgedPart(CompileLog Log, StageReadySettings Settings, string CutOff)
    {
        // A finding that stageready.json suppresses is in no log, and which migration it was about nobody can tell.
        public MigrationVerdict VerdictOn(BuiltMigration migration) => Log.VerdictOn(migration)
            ?? (migration.IsWhollyJudged
                && !Settings.Suppressions.Concat(Settings.Baseline).Any(declared => MigrationVerdict.Rules.Contains(declared.Rule))
                && MigrationVerdict.Rules.All(rule => Log.Results.Rules.Contains(rule.Id))
                && (CutOff.Length == 0 || string.CompareOrdinal(migration.Id, CutOff) > 0)
                    ? MigrationVerdict.Reversible
                    : MigrationVerdict.Unverified);
    }
}
