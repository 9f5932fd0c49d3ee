namespace StageReady.Migrations;

/// <summary>The properties of a diagnostic that carry a migration's verdict through the compiler's log to the release manifest.</summary>
internal static class ReversibilityProperties
{
    public const string Migration = "stageready.migration";

    public const string Verdict = "stageready.reversibility";

    public const string Reason = "stageready.reason";
}
