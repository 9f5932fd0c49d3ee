namespace StageReady.Pinning;

/// <summary>STG3013: another feature band is another compiler with other analyzers and defaults; a prerelease is one that nobody supports.</summary>
internal static class DotNetSdkRollsForward
{
    private static readonly string[] Policies = ["feature", "minor", "major", "latestFeature", "latestMinor", "latestMajor"];

    public static bool LeavesFeatureBand(GlobalJson file) => file.RollForward is { } policy && Policies.Contains(policy.Value, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<Finding> Judge(GlobalJson file)
    {
        if (LeavesFeatureBand(file) && file.RollForward is { } policy)
        {
            yield return new Finding(Catalogue.DotNetSdkRollsForward, policy.Span,
                $"rollForward {MessageText.Quote(policy.Value)} lets a machine build with another feature band of the SDK than the one that was tested. Write 'latestPatch', or 'disable'")
            {
                Subject = "rollForward",
            };
        }

        if (file.AllowsPrerelease is { } span)
        {
            yield return new Finding(Catalogue.DotNetSdkRollsForward, span, "allowPrerelease lets a machine build with a preview of the SDK. Write false")
            {
                Severity = Severity.Info,
                Subject = "allowPrerelease",
            };
        }
    }
}
