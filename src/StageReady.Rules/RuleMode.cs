namespace StageReady;

/// <summary>
/// What the mode of a family of rules makes of each of them (the MSBuild property StageReadyMode, or that of the family): the globalconfig files of the packages are generated from here, and
/// <c>stageready check</c> asks here.
/// </summary>
internal static class RuleMode
{
    public const string All = "All";
    public const string None = "None";

    /// <summary>As in a configuration file of the compiler; null if the mode leaves the rule as the catalogue has it.</summary>
    public static string? SeverityOf(Rule rule, string mode) => mode switch
    {
        None => "none",
        All when rule.Severity == Severity.Info => "warning",
        _ => null,
    };
}
