using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using StageReady.Tool.Checks;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>The release build of a project as a compilation, made from its text and from what is installed.</summary>
internal static class ProjectCompilation
{
    public static CSharpCompilation Create(
        Project project, IReadOnlyCollection<string> files, CheckedDirectory directory, SeveritySettings severities, CancellationToken cancellationToken, LanguageVersion language = LanguageVersion.Preview)
    {
        var trees = Parse(project, files, directory, cancellationToken, language);
        var globalUsings = CSharpSyntaxTree.ParseText(GlobalUsings.Of(project), ParseOptions(project).WithLanguageVersion(language), path: "", encoding: null, cancellationToken);
        return CSharpCompilation.Create(project.AssemblyName, [globalUsings, .. trees], References(project, directory), Options(project, severities));
    }

    /// <summary>Without files that cannot be read.</summary>
    public static IEnumerable<SyntaxTree> Parse(
        Project project, IReadOnlyCollection<string> files, CheckedDirectory directory, CancellationToken cancellationToken, LanguageVersion language = LanguageVersion.Preview)
    {
        var options = ParseOptions(project).WithLanguageVersion(language);
        var trees = new SyntaxTree?[files.Count];
        Parallel.ForEach(files.Select((path, index) => (path, index)), new ParallelOptions { CancellationToken = cancellationToken }, file =>
        {
            if (directory.ReadBytes(file.path) is { } bytes)
                trees[file.index] = CSharpSyntaxTree.ParseText(TextOf(bytes), options, directory.FullPathOf(file.path), cancellationToken);
        });
        return trees.OfType<SyntaxTree>();
    }

    public static CSharpParseOptions ParseOptions(Project project) => new(LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: Symbols(project));

    public static CSharpCompilationOptions Options(Project project, SeveritySettings severities) => new CSharpCompilationOptions(
        OutputKindOf(project),
        allowUnsafe: true,
        generalDiagnosticOption: project.TreatsWarningsAsErrors ? ReportDiagnostic.Error : ReportDiagnostic.Default,
        specificDiagnosticOptions: SpecificOptions(project))
        .WithSyntaxTreeOptionsProvider(new TreeSeverities(severities.ConfigsOf(project)));

    public static IReadOnlyList<MetadataReference> References(Project project, CheckedDirectory directory) =>
        [.. InstalledReferences.All, .. RestoredPackages.Of(project, directory) ?? WrittenPackages.Of(project)];

    public static SourceText TextOf(byte[] bytes) => SourceText.From(TextDecoding.Decode(bytes), TextDecoding.Detect(bytes).Encoding);

    // In the order of the compiler's own command line, where the last one wins.
    private static Dictionary<string, ReportDiagnostic> SpecificOptions(Project project)
    {
        var options = new Dictionary<string, ReportDiagnostic>(StringComparer.Ordinal);
        Add(project.WarningsAsErrors, ReportDiagnostic.Error);
        Add(project.WarningsNotAsErrors, ReportDiagnostic.Default);
        Add(project.NoWarn, ReportDiagnostic.Suppress);
        return options;

        void Add(IEnumerable<string> ids, ReportDiagnostic report)
        {
            foreach (var id in ids)
                options[id] = report;
        }
    }

    private static OutputKind OutputKindOf(Project project) =>
        project.IsApplication || project.IsWeb || project.Release["OutputType"].EndsWith("exe", StringComparison.OrdinalIgnoreCase)
            ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary;

    private static IEnumerable<string> Symbols(Project project)
    {
        IEnumerable<string> defined = ["TRACE", "RELEASE", .. project.Release["DefineConstants"].Split(';', ',', ' '), .. TargetFrameworkSymbols.Of(project.TargetFramework)];
        return defined.Where(SyntaxFacts.IsValidIdentifier).Distinct(StringComparer.Ordinal);
    }
}
