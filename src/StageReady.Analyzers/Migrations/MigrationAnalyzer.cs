using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using StageReady.Migrations;

namespace StageReady.Analyzers.Migrations;

/// <summary>STG2001 and STG2003: whether Down brings the schema back to where it was.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MigrationAnalyzer : StageReadyAnalyzer
{
    private const string CutOffProperty = "build_property.StageReadyMigrationsAfter";

    /// <summary>Creates the analyzer.</summary>
    public MigrationAnalyzer()
        : base(Catalogue.DownIsMissing, Catalogue.DownDoesNotReverseUp)
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
        if (DownIsMissing.Judge(migration) is { } message)
        {
            // A Down that throws for all who inherit it is the base class's fault.
            if (migration.Down != DownKind.Throws || IsOwn(type.Down!))
                Report(Catalogue.DownIsMissing, PlaceOfDown(), message);
        }
        else
        {
            foreach (var (operation, text) in DownDoesNotReverseUp.Judge(migration))
                Report(Catalogue.DownDoesNotReverseUp, ((SyntaxNode)operation.Place!).GetLocation(), text);
        }

        Location PlaceOfDown() => type.Down is not null && IsOwn(type.Down) ? type.Down.Locations[0]
            : type.Down is null && type.Class.Locations.Length == 1 ? type.Class.Locations[0]
            : type.Up.Locations[0];

        bool IsOwn(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingType, type.Class);

        void Report(Rule rule, Location location, string text)
        {
            if (reported.TryAdd($"{location.SourceTree?.FilePath}{location.SourceSpan}{text}", text))
                context.ReportDiagnostic(Descriptors.Create(rule, rule.Severity, location, [], text));
        }
    }
}
