namespace StageReady;

internal static partial class Catalogue
{
    public static readonly Rule FloatingPackageVersion = new(
        "STG3001", "A package version floats", Severity.Error, RuleOwner.Task);

    private static IEnumerable<Rule> PinningRules() => [FloatingPackageVersion];
}
