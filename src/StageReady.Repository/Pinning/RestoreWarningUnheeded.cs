namespace StageReady.Pinning;

/// <summary>STG3005: restore's warnings that a version is not what somebody asked for, or that NoWarn hides one.</summary>
internal static class RestoreWarningUnheeded
{
    private const string Downgrade = "NU1605", AnotherVersion = "NU1603", AboveUpperBound = "NU1608", AnotherFramework = "NU1701";

    private static readonly string[] Codes = [AnotherVersion, AboveUpperBound, AnotherFramework, Downgrade];

    public static IEnumerable<Finding> Judge(RestoredGraph graph, IReadOnlyList<RestoreLog> logs, RestoredPlaces places) => logs
        .Where(log => Codes.Contains(log.Code))
        .Select(log => new Finding(Catalogue.RestoreWarningUnheeded, places.Of(Direct(graph, log, places)), $"{log.Code} of restore: {log.Message}. Ask for a version that all can have") { Subject = log.Library ?? "" });

    /// <param name="hidden">Whether a code is hidden for a package, and the place that hides it; null if it is not.</param>
    public static IEnumerable<Finding> JudgeHidden(RestoredGraph graph, string framework, Func<string, RestoredNode, SourceSpan?> hidden)
    {
        foreach (var package in graph.Packages)
        {
            foreach (var code in Codes)
            {
                if (hidden(code, package) is { } place && Occurs(code, package, graph, framework))
                    yield return new Finding(Catalogue.RestoreWarningUnheeded, place, $"NoWarn hides {code} about {package.Id} {package.Version.ToNormalizedString()}. Ask for a version that all can have, and let restore warn") { Subject = package.Id };
            }
        }
    }

    // Computed from what was chosen: restore keeps nothing of what it does not say.
    private static bool Occurs(string code, RestoredNode package, RestoredGraph graph, string framework) => code switch
    {
        AnotherVersion => RestoreChoseAnotherVersion.Asked(graph, package) is not null,
        AboveUpperBound => graph.IsAboveAnUpperBound(package),
        AnotherFramework => RestoredGraph.IsForAnotherFramework(package, framework),
        _ => graph.MinimumOf(package) is { } minimum && package.Version < minimum,
    };

    // What is found in the depth of the graph came in through a package that the project asks for.
    private static string? Direct(RestoredGraph graph, RestoreLog log, RestoredPlaces places) =>
        log.Library is null || places.IsDirect(log.Library)
            ? log.Library
            : graph.Packages.FirstOrDefault(node => string.Equals(node.Id, log.Library, StringComparison.OrdinalIgnoreCase)) is { } package ? places.ThroughWhich(graph, package) : null;
}
