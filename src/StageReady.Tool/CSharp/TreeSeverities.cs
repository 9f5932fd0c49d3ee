using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers;
using StageReady.Tool.Files;

namespace StageReady.Tool.CSharp;

/// <summary>Hands the severities of .editorconfig and .globalconfig files to the compiler, as its own driver does.</summary>
internal sealed class TreeSeverities(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
{
    // Asked for every diagnostic of every file, and each answer matches all sections of all files.
    private readonly ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _byPath = new(StringComparer.Ordinal);

    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        if (tree.FilePath.Length == 0)
            return false;

        var options = _byPath.GetOrAdd(tree.FilePath, configs.GetOptionsForSourcePath);
        return options.TreeOptions.TryGetValue(diagnosticId, out severity)
            || (!TryGetGlobalDiagnosticValue(diagnosticId, cancellationToken, out _) && TryGetBulkSeverity(options, diagnosticId, out severity));
    }

    // For the category, else for all analyzers; not for rules that are off by default. What is set for the rule itself comes first.
    private static bool TryGetBulkSeverity(AnalyzerConfigOptionsResult options, string id, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return Catalogue.Find(id) is { IsOnByDefault: true } rule
            && (options.AnalyzerOptions.TryGetValue($"dotnet_analyzer_diagnostic.category-{rule.Category.ToLowerInvariant()}.severity", out string? written)
                || options.AnalyzerOptions.TryGetValue("dotnet_analyzer_diagnostic.severity", out written))
            && TryParse(written, out severity);
    }

    private static bool TryParse(string written, out ReportDiagnostic severity)
    {
        ReportDiagnostic? parsed = written.ToLowerInvariant() switch
        {
            "error" => ReportDiagnostic.Error,
            "warning" => ReportDiagnostic.Warn,
            "suggestion" => ReportDiagnostic.Info,
            "silent" => ReportDiagnostic.Hidden,
            "none" => ReportDiagnostic.Suppress,
            _ => null,
        };
        severity = parsed ?? ReportDiagnostic.Default;
        return parsed is not null;
    }

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        if (configs.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity))
            return true;

        // Who has not turned it on may still ask what could not be decided.
        severity = ReportDiagnostic.Hidden;
        return diagnosticId == Catalogue.RollbackUnknown.Id;
    }
}

/// <summary>What analyzers can ask of the build: the options of the configuration files, and the properties of the project that the SDK makes visible.</summary>
/// <param name="leavesSuppressions">Whether what stageready.json suppresses in C# is reported all the same, because the caller sorts it out.</param>
internal sealed class ProjectOptions(Project project, CheckedDirectory directory, AnalyzerConfigSet configs, bool leavesSuppressions) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(name =>
        name == "build_property." + StageReadyAnalyzer.SuppressionsLeftToHost ? (leavesSuppressions ? "true" : null) : Property(project, directory, name) ?? Value(configs.GlobalConfigOptions, name));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree)
    {
        var result = tree.FilePath.Length > 0 ? configs.GetOptionsForSourcePath(tree.FilePath) : configs.GlobalConfigOptions;
        return new Options(name => Value(result, name) ?? Property(project, directory, name));
    }

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        textFile is ConfigurationText file
            ? new Options(name => name == StageReadyAnalyzer.PlaceMetadata ? file.Place : name == StageReadyAnalyzer.KindMetadata ? file.Kind : null)
            : GlobalOptions;

    private static string? Value(AnalyzerConfigOptionsResult result, string name) => result.AnalyzerOptions.TryGetValue(name, out var value) ? value : null;

    private static string? Property(Project project, CheckedDirectory directory, string name)
    {
        const string Prefix = "build_property.";
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        return name[Prefix.Length..] switch
        {
            "ProjectDir" or "MSBuildProjectDirectory" => directory.FullPathOf(project.Directory),
            "StageReadyIsApplication" => project.IsApplication ? "true" : "false",
            "IsTestProject" => project.IsTest ? "true" : "false",
            "RootNamespace" => project.RootNamespace,
            "AssemblyName" => project.AssemblyName,
            var property => project.Release[property] is { Length: > 0 } value ? value : null,
        };
    }

    private sealed class Options(Func<string, string?> find) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => (value = find(key)) is not null;
    }
}
