using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Configuration;

namespace StageReady.Analyzers;

/// <summary>The entries of stageready.json that suppress findings in C#. They are read when something is found.</summary>
internal sealed class CodeSuppressions
{
    private static readonly ConditionalWeakTable<AnalyzerOptions, CodeSuppressions> Shared = new();

    private readonly IReadOnlyList<StageReadySettings> _settings;

    private CodeSuppressions(AnalyzerOptions options) => _settings = BuildProperty.Of(options, StageReadyAnalyzer.SuppressionsLeftToHost) == "true"
        ? []
        : [
            .. from file in options.AdditionalFiles
               where Path.GetFileName(file.Path).Equals(StageReadySettings.FileName, StringComparison.OrdinalIgnoreCase)
               let text = file.GetText()
               where text is not null
               select StageReadySettings.From(new TextFile(file.Path, text.ToString())),
        ];

    public static bool Cover(AnalyzerOptions options, Diagnostic diagnostic) => Shared.GetValue(options, static options => new CodeSuppressions(options)).Cover(diagnostic);

    private bool Cover(Diagnostic diagnostic)
    {
        if (_settings.Count == 0 || diagnostic.Location.SourceTree is not { } tree)
            return false;
        var finding = new Finding(Catalogue.Find(diagnostic.Id)!, SourceSpan.StartOf(tree.FilePath), "");
        return _settings.Any(settings => settings.ReasonToSuppress(finding, DateTime.UtcNow.Date) is not null);
    }
}
