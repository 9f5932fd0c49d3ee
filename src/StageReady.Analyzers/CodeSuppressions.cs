using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Configuration;
using StageReady.Suppressions;

namespace StageReady.Analyzers;

/// <summary>The entries of stageready.json and stageready.baseline.json that suppress findings in C#. They are read when something is found.</summary>
internal sealed class CodeSuppressions
{
    private static readonly ConditionalWeakTable<AnalyzerOptions, CodeSuppressions> Shared = new();

    private readonly IReadOnlyList<StageReadySettings> _settings;

    private CodeSuppressions(AnalyzerOptions options) => _settings = BuildProperty.Of(options, StageReadyAnalyzer.SuppressionsLeftToHost) == "true"
        ? []
        : [.. ReadAll(options, StageReadySettings.FileName, text => StageReadySettings.From(text)), .. ReadAll(options, StageReadySettings.BaselineFileName, text => StageReadySettings.From(source: null, text))];

    public static bool Cover(AnalyzerOptions options, Diagnostic diagnostic) => Shared.GetValue(options, static options => new CodeSuppressions(options)).Cover(diagnostic);

    /// <summary>Whether they, or a comment beside it, cover a finding in a file that is no C#.</summary>
    public static bool Cover(AnalyzerOptions options, Finding finding, TextFile file) =>
        IgnoreCommentReader.Read(file).Any(comment => comment.Reason is not null && comment.Covers(finding))
        || Shared.GetValue(options, static options => new CodeSuppressions(options)).Cover(finding);

    private bool Cover(Finding finding) => _settings.Any(settings => settings.SuppressionOf(finding, DateTime.UtcNow.Date) is not null);

    private bool Cover(Diagnostic diagnostic)
    {
        if (_settings.Count == 0 || diagnostic.Location.SourceTree is not { } tree)
            return false;
        var finding = new Finding(Catalogue.Find(diagnostic.Id)!, SourceSpan.StartOf(tree.FilePath), "") { Subject = CodeMember.Of(diagnostic.Location) };
        return Cover(finding);
    }

    private static IEnumerable<StageReadySettings> ReadAll(AnalyzerOptions options, string fileName, Func<TextFile, StageReadySettings> read) =>
        from file in options.AdditionalFiles
        where Path.GetFileName(file.Path).Equals(fileName, StringComparison.OrdinalIgnoreCase)
        let text = file.GetText()
        where text is not null
        select read(new TextFile(file.Path, text.ToString()));
}
