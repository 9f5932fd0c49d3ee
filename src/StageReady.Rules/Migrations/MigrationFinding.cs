namespace StageReady.Migrations;

/// <summary>A finding in a migration, which those who read it put into their own terms.</summary>
/// <param name="Operation">Where it stands; null for Down as a whole.</param>
internal sealed record MigrationFinding(Rule Rule, Severity Severity, Operation? Operation, string Message)
{
    public MigrationFinding(Rule rule, Operation? operation, string message)
        : this(rule, rule.Severity, operation, message)
    {
    }
}
