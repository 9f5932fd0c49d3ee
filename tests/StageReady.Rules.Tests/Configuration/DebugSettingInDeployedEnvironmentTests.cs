namespace StageReady.Rules.Tests.Configuration;

public sealed class DebugSettingInDeployedEnvironmentTests
{
    private const string Id = "STG1016";
    private const string Xdt = "xmlns:xdt=\"http://schemas.microsoft.com/XML-Document-Transform\"";

    [Theory]
    [InlineData("DetailedErrors", "true", "warning")]
    [InlineData("CircuitOptions:DetailedErrors", "True", "warning")]
    [InlineData("Hub:EnableDetailedErrors", "true", "warning")]
    [InlineData("Db:EnableSensitiveDataLogging", "true", "warning")]
    [InlineData("EnableDetailedLogging", "true", "warning")]
    [InlineData("Logging:LogLevel:Default", "Debug", "warning")]
    [InlineData("logging:loglevel:default", "trace", "warning")]
    [InlineData("Logging:Console:LogLevel:Default", "Trace", "warning")]
    [InlineData("Serilog:MinimumLevel", "Debug", "warning")]
    [InlineData("Serilog:MinimumLevel:Default", "Verbose", "warning")]
    [InlineData("Logging:LogLevel:Shop.Orders", "Debug", "info")]
    [InlineData("Logging:Console:LogLevel:Shop.Orders", "Trace", "info")]
    [InlineData("Serilog:MinimumLevel:Override:Shop", "Debug", "info")]
    public void A_debug_setting_is_reported(string key, string value, string severity) =>
        Assert.Equal(severity, Assert.Single(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id)).Split(' ')[0]);

    [Theory]
    [InlineData("DetailedErrors", "false")]
    [InlineData("DetailedErrorsUrl", "true")]
    [InlineData("Logging:LogLevel:Default", "Information")]
    [InlineData("Logging:LogLevel:Default", "None")]
    [InlineData("Logging:LogLevel:Shop", "Warning")]
    [InlineData("Serilog:MinimumLevel:Default", "Information")]
    [InlineData("Serilog:WriteTo:0:Args:restrictedToMinimumLevel", "Debug")]
    [InlineData("Build:Default", "Debug")]
    [InlineData("Feature:LogLevel:Default", "Debug")]
    public void Other_settings_are_not(string key, string value) => Assert.Empty(SecretKeyHasLiteralValueTests.Write(key, value).Places(Id));

    [Fact]
    public void The_message_names_the_environments_and_where_to_mend_it() => Assert.Equal(
        "Staging and Production run with the debug setting 'DetailedErrors' = True. Override it in the files of Staging and Production",
        Assert.Single(Project.Base("""{ "DetailedErrors": true }""").With("appsettings.Staging.json", "{}").Messages(Id)));

    [Fact]
    public void Only_the_effective_value_of_a_deployed_environment_counts() => Assert.Empty(Project.Base("""{ "Logging": { "LogLevel": { "Default": "Debug" } } }""")
        .With("appsettings.Production.json", """{ "Logging": { "LogLevel": { "Default": "Warning" } } }""")
        .With("appsettings.Development.json", """{ "DetailedErrors": true }""")
        .Places(Id));

    [Theory]
    [InlineData("<compilation debug=\"true\" targetFramework=\"4.8\" />", "<compilation debug=\"true\">", "debug to false")]
    [InlineData("<compilation debug='True'><assemblies /></compilation>", "<compilation debug=\"true\">", "debug to false")]
    [InlineData("<trace enabled=\"true\" />", "<trace enabled=\"true\">", "enabled to false")]
    [InlineData("<customErrors mode=\"Off\" />", "<customErrors mode=\"Off\">", "mode to RemoteOnly")]
    public void A_debug_setting_of_web_config_is_reported(string element, string description, string mend)
    {
        var project = new Project().WithWebConfig("web.config", $"<configuration>\n  <system.web>\n    {element}\n  </system.web>\n</configuration>");
        Assert.Equal(["warning web.config(3,5)"], project.Places(Id));
        Assert.Equal($"The deployed web.config has {description}. Let web.Release.config set {mend}", Assert.Single(project.Messages(Id)));
    }

    [Theory]
    [InlineData("<system.web><compilation debug=\"false\" /></system.web>")]
    [InlineData("<system.web><compilation targetFramework=\"4.8\" /></system.web>")]
    [InlineData("<system.web><customErrors mode=\"RemoteOnly\" /><trace enabled=\"false\" /></system.web>")]
    [InlineData("<system.webServer><aspNetCore processPath=\"dotnet\" /></system.webServer>")]
    [InlineData("<other><compilation debug=\"true\" /></other>")]
    public void A_harmless_web_config_is_not(string content) =>
        Assert.Empty(new Project().WithWebConfig("web.config", $"<configuration>{content}</configuration>").Places(Id));

    [Theory]
    [InlineData("<compilation xdt:Transform=\"RemoveAttributes(debug)\" />")]
    [InlineData("<compilation xdt:Transform=\"RemoveAttributes\" />")]
    [InlineData("<compilation debug=\"false\" xdt:Transform=\"SetAttributes\" />")]
    [InlineData("<compilation debug=\"false\" xdt:Transform=\"SetAttributes(debug)\" />")]
    [InlineData("<compilation xdt:Transform=\"Replace\" />")]
    [InlineData("<compilation xdt:Transform=\"Remove\" />")]
    public void The_Release_transform_cures(string element)
    {
        var project = new Project()
            .WithWebConfig("Web.config", "<configuration><system.web><compilation debug=\"true\" /></system.web></configuration>")
            .WithWebConfig("Web.Release.config", $"<configuration {Xdt}><system.web>{element}</system.web></configuration>");
        Assert.Empty(project.Places(Id));
    }

    [Theory]
    [InlineData("Web.Release.config", "<compilation debug=\"false\" />")]
    [InlineData("Web.Release.config", "<compilation xdt:Transform=\"RemoveAttributes(batch)\" />")]
    [InlineData("Web.Release.config", "<trace xdt:Transform=\"Remove\" />")]
    [InlineData("Web.Debug.config", "<compilation xdt:Transform=\"RemoveAttributes(debug)\" />")]
    [InlineData("Other/Web.Release.config", "<compilation xdt:Transform=\"RemoveAttributes(debug)\" />")]
    public void Another_transform_does_not(string path, string element)
    {
        var project = new Project()
            .WithWebConfig("Web.config", "<configuration><system.web><compilation debug=\"true\" /></system.web></configuration>")
            .WithWebConfig(path, $"<configuration {Xdt}><system.web>{element}</system.web></configuration>");
        Assert.Equal(["warning Web.config(1,28)"], project.Places(Id));
    }

    [Fact]
    public void A_transform_that_turns_debugging_on_is_reported_itself()
    {
        var project = new Project()
            .WithWebConfig("Web.config", "<configuration><system.web><compilation /></system.web></configuration>")
            .WithWebConfig("Web.Production.config", $"<configuration {Xdt}><system.web><compilation debug=\"true\" xdt:Transform=\"SetAttributes\" /></system.web></configuration>");
        Assert.Equal(["warning Web.Production.config(1,92)"], project.Places(Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<configuration>")]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"c\">]><configuration>&b;</configuration>")]
    [InlineData("<a/>")]
    public void What_is_no_web_config_is_passed_over(string text) => Assert.Empty(new Project().WithWebConfig("web.config", text).Findings());

    [Fact]
    public void A_test_project_is_not_deployed() =>
        Assert.Empty(new Project().WithWebConfig("web.config", "<configuration><system.web><compilation debug=\"true\" /></system.web></configuration>").AsTest().Places(Id));
}
