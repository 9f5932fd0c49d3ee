using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using StageReady.Projects;
using StageReady.Tool.Files;

namespace StageReady.Tool.Checks;

/// <summary>
/// The severities that a repository gives to rules: .globalconfig files for everything, .editorconfig files for C# only (as in a build, where they do not reach other files), NoWarn,
/// WarningsAsErrors and TreatWarningsAsErrors.
/// </summary>
internal sealed class SeveritySettings(CheckedDirectory directory)
{
    private const string GlobalConfigName = ".globalconfig";
    private const string RepositoryProperties = "Directory.Build.props";

    private readonly Lazy<IReadOnlyList<AnalyzerConfig>> _editorConfigs = new(() =>
        [.. directory.Tree.Paths.Where(path => RepositoryTree.FileNameOf(path) == ".editorconfig").Select(path => Parse(directory, path)).OfType<AnalyzerConfig>()]);

    // What belongs to no project has the properties of the repository.
    private readonly Lazy<Project?> _repository = new(() => directory.Tree.Contains(RepositoryProperties) ? new ProjectEvaluator(directory.Tree).Evaluate(RepositoryProperties) : null);

    private readonly ConcurrentDictionary<string, AnalyzerConfigSet> _sets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Project, AnalyzerConfigSet> _ofProjects = [];
    private AnalyzerConfigSet? _ofNone;

    /// <summary>The finding with the severity that holds for it; null if the repository switches it off.</summary>
    /// <param name="finding">A finding in a file that is no C#.</param>
    /// <param name="project">The project it was found for; null for one about the whole repository.</param>
    public Finding? Apply(Finding finding, Project? project)
    {
        var properties = project ?? _repository.Value;
        if (properties is not null && Lists(properties.NoWarn, finding))
            return null;
        var configured = ToSeverity(ConfigsOf(project).GlobalConfigOptions.TreeOptions.GetValueOrDefault(finding.Rule.Id, ReportDiagnostic.Default), finding);
        return configured is { Severity: Severity.Warning } && properties is not null && IsPromoted(configured, properties) ? configured with { Severity = Severity.Error } : configured;
    }

    // Asked for every finding.
    public AnalyzerConfigSet ConfigsOf(Project? project) => project is null ? _ofNone ??= ReadConfigsOf(null) : _ofProjects.GetOrAdd(project, ReadConfigsOf);

    private AnalyzerConfigSet ReadConfigsOf(Project? project)
    {
        string[] globalConfigs = [.. GlobalConfigsAbove(project?.Directory ?? directory.Scope).Concat(project is null ? [] : ListedConfigs(project)).Distinct(StringComparer.Ordinal)];
        var modes = (project ?? _repository.Value) is { } properties ? ModesOf(properties) : "";
        return _sets.GetOrAdd(string.Join('\n', [modes, .. globalConfigs]), _ => AnalyzerConfigSet.Create<AnalyzerConfig[]>(
            [.. _editorConfigs.Value, .. globalConfigs.Select(path => Parse(directory, path)).OfType<AnalyzerConfig>(), AnalyzerConfig.Parse(modes, directory.FullPathOf("modes"))]));
    }

    // What the packages add to a build for the modes of the families (RuleMode). Whatever the user's own files say goes before it.
    private static string ModesOf(Project properties)
    {
        var severities =
            from rule in Catalogue.All
            let mode = properties.Release[$"StageReady{rule.Family}Mode"] is { Length: > 0 } ofFamily ? ofFamily : properties.Release["StageReadyMode"]
            let severity = RuleMode.SeverityOf(rule, mode)
            where severity is not null
            select $"dotnet_diagnostic.{rule.Id}.severity = {severity}\n";
        return "is_global = true\nglobal_level = -100\n" + string.Concat(severities);
    }

    private static bool IsPromoted(Finding finding, Project project) =>
        Lists(project.WarningsAsErrors, finding) || (project.TreatsWarningsAsErrors && !Lists(project.WarningsNotAsErrors, finding));

    private static bool Lists(IEnumerable<string> ids, Finding finding) => ids.Contains(finding.Rule.Id, StringComparer.OrdinalIgnoreCase);

    private static Finding? ToSeverity(ReportDiagnostic report, Finding finding) => report switch
    {
        ReportDiagnostic.Error => finding with { Severity = Severity.Error },
        ReportDiagnostic.Warn => finding with { Severity = Severity.Warning },
        ReportDiagnostic.Info => finding with { Severity = Severity.Info },
        ReportDiagnostic.Hidden or ReportDiagnostic.Suppress => null,
        _ => finding.Rule.IsOnByDefault ? finding : null,
    };

    private IEnumerable<string> GlobalConfigsAbove(string folder) =>
        RepositoryTree.AtAndAbove(folder).Select(current => RepositoryTree.Join(current, GlobalConfigName)).Where(directory.Tree.Contains);

    private static IEnumerable<string> ListedConfigs(Project project) =>
        from type in (string[])["GlobalAnalyzerConfigFiles", "EditorConfigFiles"]
        from item in project.Release.ItemsOf(type)
        let path = RepositoryTree.Resolve(project.Directory, item.Include)
        where path is not null
        select path;

    private static AnalyzerConfig? Parse(CheckedDirectory directory, string path) =>
        directory.Tree.Read(path) is { } text ? AnalyzerConfig.Parse(text, directory.FullPathOf(path)) : null;
}
