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
    private const string CutOffProperty = "StageReadyMigrationsAfter";

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
            Catalogue.AutoReversalFails,
            Catalogue.BaseClassBreaksRollback,
            Catalogue.RollbackUnknown)
    {
    }

    /// <inheritdoc />
    public override ImmutableArray<string> TriggerWords => ImmutableArray.Create("MigrationBuilder", "FluentMigrator", ": Migration", "AutoReversingMigration", "ForwardOnlyMigration");

    private protected override void Start(CompilationStartAnalysisContext context)
    {
        var reader = new MigrationReader(context.Compilation);
        var cutOff = BuildProperty.Of(context.Options, CutOffProperty);

        // A body that several migrations inherit is reported once.
        var reported = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        context.RegisterSymbolAction(symbol => Analyze(symbol, reader, cutOff, reported), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context, MigrationReader reader, string cutOff, ConcurrentDictionary<string, string> reported)
    {
        var symbol = (INamedTypeSymbol)context.Symbol;
        if (MigrationType.Find(symbol) is { } type)
        {
            if (cutOff.Length > 0 && string.CompareOrdinal(type.Id, cutOff) <= 0)
                return;
            Judge(reader.Read(type, context.CancellationToken), type.Up, type.Down);
        }
        else if (FluentMigrationType.Find(symbol) is { } fluent)
        {
            // These are numbers, of any length.
            if (cutOff.Length > 0 && new ScriptVersion(fluent.Id).CompareTo(new ScriptVersion(cutOff)) <= 0)
                return;
            Judge(reader.Read(fluent, context.CancellationToken), fluent.Up, fluent.Down);
        }

        void Judge(Migration migration, IMethodSymbol up, IMethodSymbol? down)
        {
            // A Down that throws for all who inherit it is the base class's fault.
            var inheritsThrow = migration.Down == DownKind.Throws && IsInherited(down!);
            foreach (var finding in MigrationRule.JudgeAll(migration))
            {
                if (!inheritsThrow || (finding.Rule != Catalogue.DownIsMissing && finding.Rule != Catalogue.DownThrowsWithoutReason))
                    Report(finding.Rule, finding.Severity, finding.Operation is { } operation ? ((SyntaxNode)operation.Place!).GetLocation() : PlaceOfDown(up, down), finding.Message, migration);
            }

            // An Up that stands beside Down is the migration itself, unless each migration fills it in.
            if (down is not null && IsInherited(down) && (!SymbolEqualityComparer.Default.Equals(down.ContainingType, up.ContainingType) || inheritsThrow)
                && BaseClassBreaksRollback.Judge(migration) is { } message)
            {
                Report(Catalogue.BaseClassBreaksRollback, Catalogue.BaseClassBreaksRollback.Severity, down.Locations[0], message, migration);
            }
        }

        Location PlaceOfDown(IMethodSymbol up, IMethodSymbol? down) => down is not null && !IsInherited(down) ? down.Locations[0]
            : down is null && symbol.Locations.Length == 1 ? symbol.Locations[0]
            : up.Locations[0];

        bool IsInherited(IMethodSymbol method) => !SymbolEqualityComparer.Default.Equals(method.ContainingType, symbol);

        void Report(Rule rule, Severity severity, Location location, string text, Migration migration)
        {
            var diagnostic = Descriptors.Create(rule, severity, location, [], text, VerdictOn(migration));
            if (reported.TryAdd($"{location.SourceTree?.FilePath}{location.SourceSpan}{text}", text))
                StageReadyAnalyzer.Report(context.ReportDiagnostic, context.Options, diagnostic);
        }
    }

    // The release manifest has it from the compiler's log.
    private static ImmutableDictionary<string, string?> VerdictOn(Migration migration)
    {
        var reversibility = Reversibility.Of(migration);
        return ImmutableDictionary<string, string?>.Empty
            .Add(ReversibilityProperties.Migration, migration.Id)
            .Add(ReversibilityProperties.Verdict, reversibility.Verdict.ToString())
            .Add(ReversibilityProperties.Reason, reversibility.Reason);
    }
}
