using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Analyzers.PathConditions;
using StageReady.Configuration;

namespace StageReady.Analyzers.Configuration;

/// <summary>
/// The rules over configuration files that are handed in as AdditionalFiles. They look at all files together, once per compilation; each finding is reported by
/// the action of the file where it stands, so that editors show it live.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConfigurationAnalyzer : StageReadyAnalyzer
{
    public ConfigurationAnalyzer()
        : base([.. ConfigurationCheck.Rules, Catalogue.DevelopmentKeyNotDeployed])
    {
    }

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords => ConfigurationReads.TriggerWords;

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        if (!IsPrimaryBuild(context.Options))
            return;

        var inputs = new ConfigurationInputs(context.Compilation, context.Options);
        if (inputs.IsEmpty)
            return;

        // Not cancelled: an editor keeps this action for later requests, which must not find the cancellation of an earlier one.
        var facts = SharedConfiguration.Of(context.Compilation, context.Options);
        var findings = new Lazy<ILookup<string, Finding>>(() => ConfigurationCheck
            .Run(facts.Value, CancellationToken.None)
            .ToLookup(finding => finding.Span.Path, StringComparer.Ordinal));

        context.RegisterAdditionalFileAction(file =>
        {
            if (!inputs.Contains(file.AdditionalFile))
                return;
            foreach (var finding in findings.Value[file.AdditionalFile.Path])
                Report(file.ReportDiagnostic, file.Options, finding);
        });

        // What code reads is known when all of it has been seen.
        var keys = DevelopmentKeyNotDeployed.Keys(facts.Value);
        if (keys.Count == 0)
            return;
        var paths = CompilationPaths.Of(context.Compilation, context.Options);
        var reads = new ConfigurationReads(keys, DevelopmentKeyNotDeployed.Environments(facts.Value), new DevelopmentGuard(paths), paths.Names);
        RegisterCodeAction(context, reads.Add, ConfigurationReads.Kinds);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var finding in ConfigurationCheck.JudgeReads(facts.Value, reads.All).Findings)
                Report(end.ReportDiagnostic, end.Options, finding);
        });
    }
}
