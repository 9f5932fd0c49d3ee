using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers.Configuration;

namespace StageReady.Analyzers.Tests.Configuration;

public sealed class ConfigurationAnalyzerTests
{
    private const string LocalApi = """{ "Api": {|STG1008:"http://localhost:5000"|} }""";

    [Fact]
    public Task A_finding_covers_the_value_in_the_file_that_supplies_it() => Web()
        .WithAdditionalFile("/web/appsettings.json", """
            {
              "Api": {|STG1008:"http://localhost:5000"|},
              "ConnectionStrings": { "Shop": "Server=db;Database=Shop" }
            }
            """)
        .WithAdditionalFile("/web/appsettings.Production.json", """
            {
              "ConnectionStrings": {
                "Shop": {|STG1010:"Server=db;Password=k9#Vf2!qLm"|}
              }
            }
            """)
        .WithAdditionalFile("/web/appsettings.Staging.json", """{ "A": 1, {|STG1021:"a"|}: 2 }""")
        .WithAdditionalFile("/web/stageready.json", """{ {|STG1023:"sidecar"|}: [] }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Ready_files_give_nothing() => Web()
        .WithAdditionalFile("/web/appsettings.json", """{ "Api": "https://api.example.com" }""")
        .WithAdditionalFile("/web/appsettings.Development.json", """{ "Api": "http://localhost:5000" }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task The_settings_file_is_heeded() => Web()
        .WithAdditionalFile("/web/appsettings.json", """{ "Otlp": "http://localhost:4317" }""")
        .WithAdditionalFile("/web/stageready.json", """{ "sidecars": ["localhost:4317"] }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task The_projects_own_settings_file_beats_a_shared_one() => Web()
        .WithAdditionalFile("/stageready.json", """{ "sidecars": ["localhost:4317"] }""")
        .WithAdditionalFile("/web/stageready.json", "{}")
        .WithAdditionalFile("/web/appsettings.json", """{ "Otlp": {|STG1008:"http://localhost:4317"|} }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_kind_in_metadata_decides_over_the_name() => Web()
        .WithAdditionalFile("/web/appsettings.json", LocalApi, ("StageReadyKind", "Configuration"))
        .WithAdditionalFile("/web/appsettings.Staging.json", "no JSON", ("StageReadyKind", "Other"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_linked_file_counts_where_the_application_finds_it() => Web()
        .WithAdditionalFile("/web/appsettings.json", """{ "Api": "http://localhost:5000", "Cache": {|STG1008:"http://localhost:6000"|} }""")
        .WithAdditionalFile("/shared/production.json", """{ "Api": "https://api.example.com", "Mail": {|STG1008:"https://localhost:7000"|} }""", ("StageReadyKind", "Configuration"), ("StageReadyPlace", "/web/appsettings.Production.json"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task The_applications_name_makes_its_settings_files_known() => Web()
        .WithBuildProperty("AssemblyName", "Shop.Web")
        .WithAdditionalFile("/web/Shop.Web.settings.json", LocalApi)
        .WithAdditionalFile("/web/Shop.Worker.settings.json", "no JSON")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Other_files_are_not_read() => Web()
        .WithAdditionalFile("/web/package.json", "no JSON")
        .WithAdditionalFile("/web/appsettings.txt", "no JSON")
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("StageReadyIsApplication", "false")]
    [InlineData("IsTestProject", "true")]
    [InlineData("StageReadyPrimaryBuild", "false")]
    public Task What_is_not_deployed_and_what_another_compile_judges_is_not_reported(string property, string value) => Web()
        .WithBuildProperty(property, value)
        .WithAdditionalFile("/web/appsettings.json", """{ "Api": "http://localhost:5000" }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Without_facts_of_the_build_an_executable_is_an_application()
    {
        var test = new Verifier<ConfigurationAnalyzer>("return 0;").WithAdditionalFile("/web/appsettings.json", LocalApi);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Without_facts_of_the_build_a_library_is_none() => new Verifier<ConfigurationAnalyzer>("internal class Shop;")
        .WithAdditionalFile("/web/appsettings.json", """{ "Api": "http://localhost:5000" }""")
        .RunAsync(TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("error")]
    [InlineData("warning")]
    [InlineData("suggestion")]
    [InlineData("none")]
    public async Task A_globalconfig_sets_the_severity(string severity)
    {
        var reported = await AnalyzeAsync($"is_global = true\ndotnet_diagnostic.STG1008.severity = {severity}", new Text("/web/appsettings.json", """{ "Api": "http://localhost" }"""));
        ReportDiagnostic[] expected = severity switch
        {
            "error" => [ReportDiagnostic.Error],
            "warning" => [ReportDiagnostic.Warn],
            "suggestion" => [ReportDiagnostic.Info],
            _ => [],
        };
        Assert.Equal(expected, reported.Select(diagnostic => ToReport(diagnostic.Severity)));
    }

    [Fact]
    public async Task Without_a_globalconfig_the_catalogue_decides()
    {
        var reported = await AnalyzeAsync(
            "is_global = true",
            new Text("/web/appsettings.json", """{ "Api": "http://localhost" }"""),
            new Text("/web/appsettings.Development.json", """{ "Db": "Server=db;Password=k9#Vf2!qLm" }"""));
        Assert.Equal(
            [("STG1008", DiagnosticSeverity.Error), ("STG1010", DiagnosticSeverity.Info)],
            reported.Select(diagnostic => (diagnostic.Id, diagnostic.Severity)).Order());
        Assert.All(reported, diagnostic => Assert.Equal($"https://stageready.dev/rules/{diagnostic.Id}", diagnostic.Descriptor.HelpLinkUri));
    }

    [Fact]
    public async Task A_file_that_gives_no_text_makes_its_environment_unknown_and_nothing_crash()
    {
        var reported = await AnalyzeAsync(
            "is_global = true",
            new Text("/web/appsettings.json", """{ "Api": "http://localhost" }"""),
            new Text("/web/appsettings.Production.json", null),
            new Text("/web/stageready.json", null));
        var diagnostic = Assert.Single(reported);
        Assert.Equal(("STG1021", "/web/appsettings.Production.json"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
    }

    [Fact]
    public async Task A_file_that_is_handed_in_twice_is_reported_once() =>
        Assert.Single(await AnalyzeAsync("is_global = true", new Text("/web/appsettings.json", ""), new Text("/web/appsettings.json", "")));

    private static Verifier<ConfigurationAnalyzer> Web() => new Verifier<ConfigurationAnalyzer>("internal class Shop;")
        .WithBuildProperty("ProjectDir", "/web/")
        .WithBuildProperty("StageReadyIsApplication", "true");

    /// <summary>As the compiler runs it, severities of the globalconfig included; an exception in the analyzer would come as AD0001.</summary>
    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string globalConfig, params AdditionalText[] files)
    {
        var configs = AnalyzerConfigSet.Create<ImmutableArray<AnalyzerConfig>>(
            [AnalyzerConfig.Parse(globalConfig + "\nbuild_property.ProjectDir = /web/\nbuild_property.StageReadyIsApplication = true", "/.globalconfig")],
            out _);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            .WithSpecificDiagnosticOptions(configs.GlobalConfigOptions.TreeOptions);
        var compilation = CSharpCompilation.Create("Shop", [], References.Framework, options);
        return await compilation
            .WithAnalyzers([new ConfigurationAnalyzer()], new AnalyzerOptions([.. files], new Options(configs.GlobalConfigOptions.AnalyzerOptions)))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private static ReportDiagnostic ToReport(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => ReportDiagnostic.Error,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        _ => ReportDiagnostic.Info,
    };

    private sealed class Text(string path, string? text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => text is null ? null : SourceText.From(text);
    }

    private sealed class Options(ImmutableDictionary<string, string> options) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(options);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Values(ImmutableDictionary<string, string> options) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => options.TryGetValue(key, out value);
        }
    }
}
