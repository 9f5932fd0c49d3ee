using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Projects;

namespace StageReady.Tool.CSharp;

/// <summary>Hands the severities of .editorconfig and .globalconfig files to the compiler, as its own driver does.</summary>
internal sealed class TreeSeverities(AnalyzerConfigSet configs) : SyntaxTreeOptionsProvider
{
    public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

    public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity)
    {
        severity = ReportDiagnostic.Default;
        return tree.FilePath.Length > 0 && configs.GetOptionsForSourcePath(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);
    }

    public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severity) =>
        configs.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
}

/// <summary>What analyzers can ask of the build: the options of the configuration files, and the properties of the project that the SDK makes visible.</summary>
internal sealed class ProjectOptions(Project project, AnalyzerConfigSet configs) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(name => Property(project, name) ?? Value(configs.GlobalConfigOptions, name));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree)
    {
        var result = tree.FilePath.Length > 0 ? configs.GetOptionsForSourcePath(tree.FilePath) : configs.GlobalConfigOptions;
        return new Options(name => Value(result, name) ?? Property(project, name));
    }

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private static string? Value(AnalyzerConfigOptionsResult result, string name) => result.AnalyzerOptions.TryGetValue(name, out var value) ? value : null;

    private static string? Property(Project project, string name)
    {
        const string Prefix = "build_property.";
        if (!name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        return name[Prefix.Length..] switch
        {
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
