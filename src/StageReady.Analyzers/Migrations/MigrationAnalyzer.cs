using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>The rules on one migration: whether Down brings the database back to where it was.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : StageReadyAnalyzer
{
    private const string CutOffProperty = "build_property.StageReadyMigrationsAfter";

    /// <summary>Creates the analyzer.</summary>
    public MigrationAnalyzer()
        : base(
            Catalogue.DownIsMissing,
            Catalogue.DownThrowsWithoutReason,
            Catalogue.DownDoesNotReverseUp,
            Catalogue.DownTouchesWhatUpDidNot,
            Catalogue.DataNotUndone,
            Catalogue.UpDestroysData,
            Catalogue.DownFails,
            Catalogue.DeclaredIrreversible,
            Catalogue.BaseClassBreaksRollback,
            Catalogue.RollbackUnknown)
    {
    }

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords => ImmutableArray.Create("MigrationBuilder");

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var reader = new MigrationReader(context.Compilation);
        context.Options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(CutOffProperty, out var cutOff);

        // A body that several migrations inherit is reported once.
        var reported = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader, cutOff ?? "", reported), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, MigrationReader reader, string cutOff, ConcurrentDictionary<string, string> reported)
    {
        if (MigrationType.Find((INamedTypeSymbol)context.Symbol) is not { } type || (cutOff.Length > 0 && string.CompareOrdinal(type.Id, cutOff) <= 0))
            return;

        var migration = reader.Read(type, context.CancellationToken);

        // A Down that throws for all who inherit it is the base class's fault.
        var inheritsThrow = migration.Down == DownKind.Throws && type.Inherits(type.Down!);
        foreach (var finding in MigrationRule.JudgeAll(migration))
        {
            if (!inheritsThrow || (finding.Rule != Catalogue.DownIsMissing && finding.Rule != Catalogue.DownThrowsWithoutReason))
                Report(finding.Rule, finding.Severity, finding.Operation is { } operation ? ((SyntaxNode)operation.Place!).GetLocation() : PlaceOfDown(), finding.Message);
        }

        if (type.Down is { } inherited && type.Inherits(inherited) && !SymbolEqualityComparer.Default.Equals(inherited.ContainingType, type.Up.ContainingType)
            && BaseClassBreaksRollback.Judge(migration) is { } message)
        {
            Report(Catalogue.BaseClassBreaksRollback, Catalogue.BaseClassBreaksRollback.Severity, inherited.Locations[0], message);
        }

        Location PlaceOfDown() => type.Down is not null && !type.Inherits(type.Down) ? type.Down.Locations[0]
            : type.Down is null && type.Class.Locations.Length == 1 ? type.Class.Locations[0]
            : type.Up.Locations[0];

        void Report(Rule rule, Severity severity, Location location, string text)
        {
            var diagnostic = Descriptors.Create(rule, severity, location, [], text);
            if (!CodeSuppressions.Cover(context.Options, diagnostic) && reported.TryAdd($"{location.SourceTree?.FilePath}{location.SourceSpan}{text}", text))
                context.ReportDiagnostic(diagnostic);
        }
    }
}
