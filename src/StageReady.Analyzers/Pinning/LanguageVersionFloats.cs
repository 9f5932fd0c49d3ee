using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Pinning;

namespace StageReady.Analyzers.Pinning;

/// <summary>
/// STG3016: the compiler knows the version that it was told, the SDK hands in the files in which it can be written. What stands in one that projects share is told by the check of the repository, once for
/// all of them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LanguageVersionFloats() : StageReadyAnalyzer(Catalogue.LanguageVersionFloats)
{
    private const string Kind = "build_metadata.AdditionalFiles.StageReadyKind";
    private const string OwnFile = "Project";
    private const string SharedFile = "SharedProject";

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords => ImmutableArray<string>.Empty;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (!IsPrimaryBuild(context.Options) || Word(context.Compilation.SyntaxTrees.FirstOrDefault()?.Options) is not { } version)
            return;

        var files = Files(context.Options);
        if (files.Count == 0)
        {
            context.RegisterCompilationEndAction(end => end.ReportDiagnostic(
                Diagnostic.Create(Descriptors.For(Catalogue.LanguageVersionFloats), Location.None, FloatingLanguageVersion.Message(version))));
        }

        // At the file where it is written, so that editors show it.
        context.RegisterAdditionalFileAction(file =>
        {
            if (files.Count == 0 || KindOf(file.AdditionalFile, file.Options) != OwnFile || FloatingLanguageVersion.Judge(version, files) is not { } finding || finding.Span.Path != file.AdditionalFile.Path)
                return;
            if (!CodeSuppressions.Cover(file.Options, finding, files.Find(written => written.Path == finding.Span.Path)!))
                file.ReportDiagnostic(finding.ToDiagnostic());
        });
    }

    private static string? Word(ParseOptions? options) => (options as CSharpParseOptions)?.SpecifiedLanguageVersion switch
    {
        LanguageVersion.Latest => "latest",
        LanguageVersion.LatestMajor => "latestMajor",
        LanguageVersion.Preview => "preview",
        _ => null,
    };

    private static string? KindOf(AdditionalText file, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(file).TryGetValue(Kind, out var kind) ? kind : null;

    private static List<TextFile> Files(AnalyzerOptions options) =>
    [
        .. from file in options.AdditionalFiles
           where KindOf(file, options) is OwnFile or SharedFile
           let text = file.GetText()
           where text is not null
           select new TextFile(file.Path, text.ToString()),
    ];
}
