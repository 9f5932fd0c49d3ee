namespace StageReady.Configuration;

/// <summary>STG1016: staging or production shows its insides to visitors, or writes them into its logs.</summary>
internal sealed class DebugSettingInDeployedEnvironment : ConfigurationRule
{
    private static readonly HashSet<string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        "DetailedErrors", "EnableDetailedErrors", "EnableDetailedLogging", "EnableSensitiveDataLogging",
    };

    public override IEnumerable<Finding> Check(ConfigurationFacts facts) => InSettings(facts).Concat(InWebConfigs(facts));

    private static IEnumerable<Finding> InSettings(ConfigurationFacts facts)
    {
        foreach (var use in facts.DeployedUses)
        {
            var value = use.Value;
            if (SeverityOf(value) is not { } severity || facts.Settings.IsExternal(value.Key))
                continue;

            var mend = use.OverridingFiles is { } files ? $"Override it in {files}" : "Set what staging and production should have";
            yield return new Finding(
                Catalogue.DebugSettingInDeployedEnvironment,
                value.Span,
                $"{use.Say("runs", "run")} with the debug setting {MessageText.Quote(value.Key)} = {value.Text}. {mend}")
            {
                Severity = severity,
                Subject = value.Key,
            };
        }
    }

    private static IEnumerable<Finding> InWebConfigs(ConfigurationFacts facts) =>
        from setting in facts.Project.IsTest ? [] : WebConfigDebugging.In(facts.Project.WebConfigs, facts.Settings.Roles)
        select new Finding(
            Catalogue.DebugSettingInDeployedEnvironment,
            setting.Span,
            $"The deployed web.config has {setting.Description}. {setting.Mend}")
        {
            Subject = setting.Description,
        };

    /// <summary>Null if the value is no debug setting. The log of one category is as verbose as somebody once needed it; the log of all is a leftover.</summary>
    private static Severity? SeverityOf(ConfigurationValue value)
    {
        var segments = value.Key.Split(':');
        if (Switches.Contains(segments[segments.Length - 1]))
            return string.Equals(value.Text, bool.TrueString, StringComparison.OrdinalIgnoreCase) ? Severity.Warning : null;
        return !IsVerbose(value.Text) ? null
            : IsLevelOfAll(segments) ? Severity.Warning
            : IsLevelOfCategory(segments) ? Severity.Info
            : null;
    }

    private static bool IsVerbose(string? level) => level?.Trim().ToLowerInvariant() is "debug" or "trace" or "verbose";

    // Logging:LogLevel:Default, Logging:Console:LogLevel:Default, Serilog:MinimumLevel, Serilog:MinimumLevel:Default.
    private static bool IsLevelOfAll(string[] segments) =>
        Starts(segments, "Logging") && segments.Length is 3 or 4 && Is(segments[segments.Length - 2], "LogLevel") && Is(segments[segments.Length - 1], "Default")
        || Starts(segments, "Serilog") && Is(segments[1], "MinimumLevel") && (segments.Length == 2 || (segments.Length == 3 && Is(segments[2], "Default")));

    private static bool IsLevelOfCategory(string[] segments) =>
        Starts(segments, "Logging") && segments.Length is 3 or 4 && Is(segments[segments.Length - 2], "LogLevel")
        || Starts(segments, "Serilog") && segments.Length == 4 && Is(segments[1], "MinimumLevel") && Is(segments[2], "Override");

    private static bool Starts(string[] segments, string section) => segments.Length > 1 && Is(segments[0], section);

    private static bool Is(string segment, string name) => segment.Equals(name, StringComparison.OrdinalIgnoreCase);
}
