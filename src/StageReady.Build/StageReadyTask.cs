using System.Collections.Concurrent;
using Microsoft.Build.Framework;
using StageReady.Build.Severities;
using StageReady.Configuration;
using StageReady.Suppressions;
using Task = Microsoft.Build.Utilities.Task;

namespace StageReady.Build;

/// <summary>What all tasks have in common: findings become diagnostics of MSBuild, with the severities that the user set.</summary>
public abstract class StageReadyTask : Task
{
    private const string ReportedKey = "StageReady.Reported";

    private StageReadySettings? _settings;
    private SeveritySettings? _severities;

    /// <summary>The project that is built.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The files that the compiler is given as analyzer configuration.</summary>
    public ITaskItem[] AnalyzerConfigFiles { get; set; } = [];

    /// <summary>Whether what is an error fails the build: StageReadyEnforce leaves that to build servers, if the user wants.</summary>
    public bool IsEnforced { get; set; } = true;

    /// <summary>The property of that name.</summary>
    public string? NoWarn { get; set; }

    /// <summary>The property of that name.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary>The property of that name.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary>The property of that name.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary>The stageready.json of the project, if it has one.</summary>
    public string? SettingsFile { get; set; }

    /// <summary>The stageready.baseline.json of the project, if it has one.</summary>
    public string? BaselineFile { get; set; }

    /// <inheritdoc />
    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.LogError(null, null, null, ProjectFile, 0, 0, 0, 0, exception.Message);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Does the task's work; a file that cannot be read or written becomes an error of one line.</summary>
    private protected abstract void Run();

    /// <summary>Reports a finding with the severity that the user set, unless another project of this build reported it already; the severity, or null if it is not to be reported.</summary>
    private protected Severity? Report(Finding finding)
    {
        if (Severities.Resolve(finding) is not { } severity)
            return null;

        if (IsFirst(finding))
            Write(finding, severity);
        return severity;
    }

    private void Write(Finding finding, Severity severity)
    {
        var (rule, span) = (finding.Rule, finding.Span);
        switch (severity)
        {
            case Severity.Error:
                Log.LogError(null, rule.Id, null, rule.HelpLink, span.Path, span.StartLine, span.StartColumn, span.EndLine, span.EndColumn, finding.Message);
                break;
            case Severity.Warning:
                Log.LogWarning(null, rule.Id, null, rule.HelpLink, span.Path, span.StartLine, span.StartColumn, span.EndLine, span.EndColumn, finding.Message);
                break;
            default:
                Log.LogMessage(null, rule.Id, null, span.Path, span.StartLine, span.StartColumn, span.EndLine, span.EndColumn, MessageImportance.High, finding.Message);
                break;
        }
    }

    // Many projects import one file, and one project is built for several target frameworks: the first to find something reports it.
    private bool IsFirst(Finding finding) => OfThisBuild<ConcurrentDictionary<string, bool>>(ReportedKey).TryAdd($"{finding.Rule.Id} {finding.Span} {finding.Message}", true);

    /// <summary>What all tasks of a build share.</summary>
    private protected T OfThisBuild<T>(string key)
        where T : class, new()
    {
        if (BuildEngine4.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is not T shared)
        {
            shared = new T();
            BuildEngine4.RegisterTaskObject(key, shared, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return shared;
    }

    private protected SeveritySettings Severities => _severities ??= ReadSeverities();

    private protected StageReadySettings Settings => _settings ??= StageReadySettings.From(ReadFile(SettingsFile), ReadFile(BaselineFile));

    private protected SuppressionFilter Suppressions() => new(ReadFile, _ => Settings, DateTime.UtcNow.Date);

    /// <summary>Null if there is no such file.</summary>
    internal static TextFile? ReadFile(string? path) => File.Exists(path) ? new TextFile(path!, File.ReadAllText(path)) : null;

    private SeveritySettings ReadSeverities()
    {
        var files = AnalyzerConfigFiles.Select(file => file.GetMetadata("FullPath")).Distinct().Where(File.Exists).Select(path => (path, File.ReadAllText(path)));
        return new SeveritySettings(GlobalConfig.Merge(files), NoWarn, WarningsAsErrors, WarningsNotAsErrors, TreatWarningsAsErrors, IsEnforced);
    }
}
