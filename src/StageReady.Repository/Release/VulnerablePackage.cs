using StageReady.Pinning;
using StageReady.Projects;

namespace StageReady.Release;

/// <summary>STG4005: a vulnerability that is known to everybody, or would be if the audit were on.</summary>
internal static class VulnerablePackage
{
    private const string Audit = "NuGetAudit", Level = "NuGetAuditLevel", NoWarn = "NoWarn";

    // By severity: low, moderate, high, critical.
    private static readonly string[] Levels = ["low", "moderate", "high", "critical"];
    private static readonly string[] Codes = ["NU1901", "NU1902", "NU1903", "NU1904"];

    /// <summary>Whether the audit is on, which needs no restore.</summary>
    public static IEnumerable<Finding> JudgeAudit(ProjectProperties properties)
    {
        if (properties.IsFalse(Audit))
            yield return new Finding(Catalogue.VulnerablePackage, properties.PlaceOf(Audit), $"{Audit} is off, so that nobody hears of vulnerable packages. Remove it");
        else if (properties.List(NoWarn).Intersect(Reported(properties), StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } hidden)
            yield return new Finding(Catalogue.VulnerablePackage, properties.PlaceOf(NoWarn), $"NoWarn hides {MessageText.Join(hidden)}, so that nobody hears of vulnerable packages. Name the advisory that you live with in NuGetAuditSuppress instead");
    }

    public static IEnumerable<Finding> Judge(IReadOnlyList<RestoreLog> logs, ProjectProperties properties, RestoredPlaces places) => logs
        .Where(log => Reported(properties).Contains(log.Code, StringComparer.OrdinalIgnoreCase))
        .Select(log => new Finding(Catalogue.VulnerablePackage, places.Of(log.Library), $"{log.Message}. Ask for a version that is mended, or name the advisory in NuGetAuditSuppress") { Subject = log.Library ?? "" });

    private static IEnumerable<string> Reported(ProjectProperties properties) =>
        Codes.Skip(Math.Max(0, Array.FindIndex(Levels, level => string.Equals(level, properties[Level], StringComparison.OrdinalIgnoreCase))));
}
