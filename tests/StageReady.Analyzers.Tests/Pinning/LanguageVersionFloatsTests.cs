using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;
using StageReady.Analyzers.Pinning;

namespace StageReady.Analyzers.Tests.Pinning;

public class LanguageVersionFloatsTests
{
    private const string Project = "/src/Shop/Shop.csproj";

    [Theory]
    [InlineData(LanguageVersion.Latest, "latest")]
    [InlineData(LanguageVersion.LatestMajor, "latestMajor")]
    [InlineData(LanguageVersion.Preview, "preview")]
    public Task It_stands_at_the_property(LanguageVersion version, string written) => Test(version)
        .WithAdditionalFile(Project, $"<Project>\n  <PropertyGroup>\n    {{|STG3016:<LangVersion>|}}{written}</LangVersion>\n  </PropertyGroup>\n</Project>", ("StageReadyKind", "Project"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task It_stands_in_the_file_that_has_the_property() => Test(LanguageVersion.Latest)
        .WithAdditionalFile(Project, "<Project />", ("StageReadyKind", "Project"))
        .WithAdditionalFile("/src/Directory.Build.props", "<Project>\n  <PropertyGroup>{|STG3016:<LangVersion>|}latest</LangVersion></PropertyGroup>\n</Project>", ("StageReadyKind", "Project"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task What_projects_share_is_told_for_all_of_them_elsewhere() => Test(LanguageVersion.Latest)
        .WithAdditionalFile(Project, "<Project />", ("StageReadyKind", "Project"))
        .WithAdditionalFile("/src/Directory.Build.props", "<Project>\n  <PropertyGroup><LangVersion>latest</LangVersion></PropertyGroup>\n</Project>", ("StageReadyKind", "SharedProject"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task It_stands_at_the_project_if_no_file_has_it()
    {
        var test = Test(LanguageVersion.Latest).WithAdditionalFile(Project, "<Project />", ("StageReadyKind", "Project"));
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult("STG3016", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithSpan(Project, 1, 1, 1, 1));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Without_the_files_it_stands_nowhere()
    {
        var test = Test(LanguageVersion.Preview);
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult("STG3016", Microsoft.CodeAnalysis.DiagnosticSeverity.Warning).WithNoLocation());
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Default)]
    public Task A_number_and_the_default_are_fine(LanguageVersion version) => Test(version)
        .WithAdditionalFile(Project, "<Project><PropertyGroup><LangVersion>latest</LangVersion></PropertyGroup></Project>", ("StageReadyKind", "Project"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_comment_suppresses_it() => Test(LanguageVersion.Latest)
        .WithAdditionalFile(Project, "<Project><PropertyGroup>\n<!-- stageready: ignore STG3016 a playground -->\n<LangVersion>latest</LangVersion></PropertyGroup></Project>", ("StageReadyKind", "Project"))
        .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_entry_of_the_settings_suppresses_it() => Test(LanguageVersion.Latest)
        .WithAdditionalFile(Project, "<Project><PropertyGroup><LangVersion>latest</LangVersion></PropertyGroup></Project>", ("StageReadyKind", "Project"))
        .WithAdditionalFile("/src/stageready.json", """{ "suppressions": [ { "rule": "STG3016", "file": "*.csproj", "reason": "a playground" } ] }""", ("StageReadyKind", "Settings"))
        .RunAsync(TestContext.Current.CancellationToken);

    private static Verifier<LanguageVersionFloats> Test(LanguageVersion version)
    {
        var test = new Verifier<LanguageVersionFloats>("public class Shop { }");
        test.SolutionTransforms.Add((solution, id) => solution.WithProjectParseOptions(id, ((CSharpParseOptions)solution.GetProject(id)!.ParseOptions!).WithLanguageVersion(version)));
        return test;
    }
}
