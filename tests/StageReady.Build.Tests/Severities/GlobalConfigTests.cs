using StageReady.Build.Severities;

namespace StageReady.Build.Tests.Severities;

public class GlobalConfigTests
{
    private const string Global = "is_global = true\n";

    [Theory]
    [InlineData("dotnet_diagnostic.STG3001.severity = warning", "warning")]
    [InlineData("  DOTNET_DIAGNOSTIC.stg3001.SEVERITY=Warning\r", "warning")]
    [InlineData("dotnet_diagnostic.STG3001.severity : none", "none")]
    [InlineData("dotnet_diagnostic.STG3001.severity = error # why", "error")]
    [InlineData("# dotnet_diagnostic.STG3001.severity = error", null)]
    [InlineData("; dotnet_diagnostic.STG3001.severity = error", null)]
    [InlineData("dotnet_diagnostic.STG3002.severity = error", null)]
    [InlineData("dotnet_diagnostic.STG3001.severity", null)]
    [InlineData("= error", null)]
    [InlineData("[*.cs]\ndotnet_diagnostic.STG3001.severity = error", null)]
    public void A_line_sets_the_severity_of_a_rule(string line, string? severity) =>
        Assert.Equal(severity, Severity(("/a.globalconfig", Global + line)));

    [Fact]
    public void An_editorconfig_says_nothing_about_a_build() =>
        Assert.Null(Severity(("/.editorconfig", "root = true\ndotnet_diagnostic.STG3001.severity = none")));

    [Fact]
    public void A_file_named_globalconfig_needs_no_mark() =>
        Assert.Equal("none", Severity(("/.globalconfig", "dotnet_diagnostic.STG3001.severity = none")));

    [Theory]
    [InlineData("/a.globalconfig", "global_level = -100", "/b.globalconfig", "", "second")]
    [InlineData("/a.globalconfig", "global_level = 1", "/b.globalconfig", "", "first")]
    [InlineData("/.globalconfig", "", "/b.globalconfig", "global_level = 99", "first")]
    [InlineData("/.globalconfig", "", "/b.globalconfig", "global_level = 101", "second")]
    [InlineData("/a.globalconfig", "", "/b.globalconfig", "", null)]
    public void The_higher_level_wins_and_a_draw_is_void(string firstPath, string firstLevel, string secondPath, string secondLevel, string? winner)
    {
        var severity = Severity(
            (firstPath, $"{Global}{firstLevel}\ndotnet_diagnostic.STG3001.severity = error"),
            (secondPath, $"{Global}{secondLevel}\ndotnet_diagnostic.STG3001.severity = warning"));

        Assert.Equal(winner switch { "first" => "error", "second" => "warning", _ => null }, severity);
    }

    [Fact]
    public void A_draw_on_the_same_severity_is_none() => Assert.Equal("warning", Severity(
        ("/a.globalconfig", Global + "dotnet_diagnostic.STG3001.severity = warning"),
        ("/b.globalconfig", Global + "dotnet_diagnostic.STG3001.severity = warning")));

    private static string? Severity(params (string Path, string Text)[] files) => GlobalConfig.Merge(files).TryGetValue("STG3001", out var severity) ? severity : null;
}
