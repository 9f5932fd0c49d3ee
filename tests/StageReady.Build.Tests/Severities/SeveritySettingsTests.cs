using StageReady.Build.Severities;

namespace StageReady.Build.Tests.Severities;

public class SeveritySettingsTests
{
    [Theory]
    [InlineData(null, "Error")]
    [InlineData("error", "Error")]
    [InlineData("warning", "Warning")]
    [InlineData("suggestion", "Info")]
    [InlineData("silent", null)]
    [InlineData("none", null)]
    [InlineData("default", "Error")]
    [InlineData("loud", "Error")]
    public void The_global_configuration_decides(string? configured, string? expected) => Assert.Equal(expected, Resolve("Error", configured));

    [Theory]
    [InlineData("default")]
    [InlineData(null)]
    public void A_finding_that_is_milder_than_its_rule_stays_so(string? configured) => Assert.Equal("Warning", Resolve("Warning", configured));

    [Theory]
    [InlineData("STG3001")]
    [InlineData("CS1591;stg3001")]
    [InlineData("CS1591, STG3001")]
    [InlineData("\n  CS1591\n  STG3001\n")]
    public void NoWarn_silences_an_error_too(string noWarn) => Assert.Null(Resolve("Error", "error", noWarn: noWarn));

    [Fact]
    public void NoWarn_means_whole_ids() => Assert.Equal("Error", Resolve("Error", noWarn: "STG300;STG30010"));

    [Theory]
    [InlineData("Warning", "STG3001", null, false, "Error")]
    [InlineData("Warning", null, null, true, "Error")]
    [InlineData("Warning", null, "STG3001", true, "Warning")]
    [InlineData("Warning", "STG3001", "STG3001", false, "Error")]
    [InlineData("Info", "STG3001", null, true, "Info")]
    [InlineData("Error", null, "STG3001", true, "Error")]
    public void Only_warnings_become_errors(string severity, string? asErrors, string? notAsErrors, bool treatAll, string expected) =>
        Assert.Equal(expected, Resolve(severity, asErrors: asErrors, notAsErrors: notAsErrors, treatAll: treatAll));

    [Theory]
    [InlineData("Error", null, null, false, "Warning")]
    [InlineData("Warning", null, null, false, "Warning")]
    [InlineData("Info", null, null, false, "Info")]
    [InlineData("Warning", "error", null, false, "Error")]
    [InlineData("Error", null, "STG3001", false, "Error")]
    [InlineData("Error", null, null, true, "Error")]
    public void Where_nothing_is_enforced_an_error_of_the_catalogue_is_a_warning_but_one_of_the_user_is_not(string severity, string? configured, string? asErrors, bool treatAll, string expected) =>
        Assert.Equal(expected, Resolve(severity, configured, asErrors: asErrors, treatAll: treatAll, isEnforced: false));

    private static string? Resolve(
        string severity, string? configured = null, string? noWarn = null, string? asErrors = null, string? notAsErrors = null, bool treatAll = false, bool isEnforced = true)
    {
        var settings = new SeveritySettings(
            configured is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["STG3001"] = configured }, noWarn, asErrors, notAsErrors, treatAll, isEnforced);
        var finding = new Finding(Catalogue.FloatingPackageVersion, SourceSpan.StartOf("App.csproj"), "") { Severity = Enum.Parse<Severity>(severity) };
        return settings.Resolve(finding)?.ToString();
    }
}
