using StageReady.Configuration.Json;
using StageReady.Migrations;

namespace StageReady.Build.Release;

/// <summary>Whether a rollback past a migration brings the database back, in the manifest's words.</summary>
/// <param name="Reversibility"><c>reversible</c>, <c>declaredIrreversible</c> or <c>unverified</c>.</param>
/// <param name="Reason">Why it is irreversible, where that is declared.</param>
internal sealed record MigrationVerdict(string Reversibility, string? Reason = null)
{
    /// <summary>Together they speak of every migration that is not reversible. Where one of them is off, nothing is known.</summary>
    public static readonly IReadOnlyList<Rule> Rules = [Catalogue.DownIsMissing, Catalogue.DownThrowsWithoutReason, Catalogue.DownDoesNotReverseUp, Catalogue.DeclaredIrreversible, Catalogue.RollbackUnknown];

    public static readonly MigrationVerdict Reversible = new("reversible");

    public static readonly MigrationVerdict Unverified = new("unverified");

    public static MigrationVerdict Of(Reversibility reversibility) => reversibility switch
    {
        { Verdict: ReversibilityVerdict.DeclaredIrreversible, Reason: { } reason } => new("declaredIrreversible", reason),
        { Verdict: ReversibilityVerdict.Reversible } => Reversible,
        _ => Unverified,
    };

    /// <summary>The migration that a diagnostic is about, and what it says of it; null if it is about none.</summary>
    public static (string Id, MigrationVerdict Verdict)? Read(JsonNode? properties) =>
        properties.Member(ReversibilityProperties.Migration).Text() is not { } id ? null
        : properties.Member(ReversibilityProperties.Reason).Text() is { } reason ? (id, new MigrationVerdict("declaredIrreversible", reason))
        : (id, properties.Member(ReversibilityProperties.Verdict).Text() == nameof(ReversibilityVerdict.Reversible) ? Reversible : Unverified);
}
