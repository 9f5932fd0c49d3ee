namespace StageReady.Build.Severities;

/// <summary>What a build makes of a finding, from what the user set, in the order in which the compiler applies it to its own diagnostics.</summary>
internal sealed class SeveritySettings
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    private readonly IReadOnlyDictionary<string, string> _configured;
    private readonly HashSet<string> _noWarn;
    private readonly HashSet<string> _warningsAsErrors;
    private readonly HashSet<string> _warningsNotAsErrors;
    private readonly bool _treatWarningsAsErrors;
    private readonly bool _isEnforced;

    /// <param name="configured">From <see cref="GlobalConfig.Merge"/>.</param>
    /// <param name="noWarn">The property of that name, a list of ids; the same for the others.</param>
    /// <param name="isEnforced">Whether an error of the catalogue is one here.</param>
    public SeveritySettings(
        IReadOnlyDictionary<string, string> configured, string? noWarn, string? warningsAsErrors, string? warningsNotAsErrors, bool treatWarningsAsErrors, bool isEnforced)
    {
        _configured = configured;
        _noWarn = Ids(noWarn);
        _warningsAsErrors = Ids(warningsAsErrors);
        _warningsNotAsErrors = Ids(warningsNotAsErrors);
        _treatWarningsAsErrors = treatWarningsAsErrors;
        _isEnforced = isEnforced;
    }

    /// <summary>Null if the finding is not to be reported.</summary>
    public Severity? Resolve(Finding finding)
    {
        var id = finding.Rule.Id;
        if (_noWarn.Contains(id))
            return null;

        var severity = Configured(finding);
        var promoted = _warningsAsErrors.Contains(id) || (_treatWarningsAsErrors && !_warningsNotAsErrors.Contains(id));
        return severity == Severity.Warning && promoted ? Severity.Error : severity;
    }

    /// <summary>Whether findings of the rule are reported at all.</summary>
    public bool IsOn(Rule rule) => Resolve(new Finding(rule, SourceSpan.StartOf(""), "")) is not null;

    private Severity? Configured(Finding finding) => _configured.TryGetValue(finding.Rule.Id, out var severity)
        ? severity switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            "suggestion" => Severity.Info,
            "silent" or "none" => null,
            _ => Unconfigured(finding),
        }
        : Unconfigured(finding);

    private Severity? Unconfigured(Finding finding) => !finding.Rule.IsOnByDefault ? null : finding.Severity == Severity.Error && !_isEnforced ? Severity.Warning : finding.Severity;

    private static HashSet<string> Ids(string? list) =>
        new((list ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
