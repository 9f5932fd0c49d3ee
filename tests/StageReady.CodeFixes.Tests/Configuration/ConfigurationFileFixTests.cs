using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using StageReady.Analyzers.Configuration;
using StageReady.CodeFixes.Configuration;

namespace StageReady.CodeFixes.Tests.Configuration;

/// <summary>What the editor offers in a configuration file that is handed in as an additional document.</summary>
public sealed class ConfigurationFileFixTests
{
    [Fact]
    public async Task A_key_that_production_lacks_is_added_to_its_file() => Assert.Equal(
        ("Add 'Smtp:Port' as a placeholder to appsettings.Production.json", "{\n  \"Shop\": 1,\n  \"Smtp\": {\n    \"Port\": \"TODO\"\n  }\n}"),
        await MendAsync("STG1001", "appsettings.Production.json", ("appsettings.Staging.json", "{ \"Shop\": 1, \"Smtp\": { \"Port\": 587 } }"), ("appsettings.Production.json", "{\n  \"Shop\": 1\n}")));

    [Fact]
    public async Task A_certificate_is_checked_again() => Assert.Equal(
        ("Remove 'TrustServerCertificate'", """{ "ConnectionStrings": { "Shop": "Server=db;Database=Shop" } }"""),
        await MendAsync("STG1017", "appsettings.json", ("appsettings.json", """{ "ConnectionStrings": { "Shop": "Server=db;Database=Shop;TrustServerCertificate=True" } }""")));

    [Fact]
    public async Task A_secret_is_taken_out() => Assert.Equal(
        ("Take the secret out", """{ "Stripe": { "ApiKey": "" } }"""),
        await MendAsync("STG1011", "appsettings.json", ("appsettings.json", """{ "Stripe": { "ApiKey": "fT5kRw92mQzL0pVxA8sD" } }""")));

    [Fact]
    public async Task Nothing_is_offered_without_a_certain_fix() =>
        Assert.Null(await MendAsync("STG1017", "appsettings.json", ("appsettings.json", """{ "ConnectionStrings": { "Shop": "Server=db;Database=Shop;Encrypt=False" } }""")));

    private static async Task<(string Title, string Text)?> MendAsync(string rule, string mended, params (string Name, string Text)[] files)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var workspace = new AdhocWorkspace();
        var id = ProjectId.CreateNewId();
        var solution = workspace.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(OutputKind.ConsoleApplication),
            metadataReferences: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)])).Solution.AddDocument(DocumentId.CreateNewId(id), "Program.cs", "class Program { static void Main() { } }");
        foreach (var (name, text) in files)
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), name, SourceText.From(text), filePath: $"/shop/{name}");

        var project = solution.GetProject(id)!;
        var analysis = (await project.GetCompilationAsync(cancellation))!.WithAnalyzers([new ConfigurationAnalyzer()], project.AnalyzerOptions);
        var diagnostic = Assert.Single(await analysis.GetAllDiagnosticsAsync(cancellation), diagnostic => diagnostic.Id == rule);
        var document = project.AdditionalDocuments.Single(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);
        var offered = new List<CodeAction>();
        await new ConfigurationFileFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), cancellation));
        if (offered.Count == 0)
            return null;

        var operation = (ApplyChangesOperation)Assert.Single(await Assert.Single(offered).GetOperationsAsync(cancellation));
        var changed = operation.ChangedSolution.GetProject(id)!.AdditionalDocuments.Single(file => file.Name == mended);
        return (offered[0].Title, (await changed.GetTextAsync(cancellation)).ToString());
    }
}
