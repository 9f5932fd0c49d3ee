using StageReady.Projects;
using StageReady.Release;

namespace StageReady.Pinning;

/// <summary>The rules over one project whose facts a build knows, and the text of the project in part: the same for both.</summary>
internal static class ProjectCheck
{
    /// <summary>What the properties pin besides packages.</summary>
    public static IEnumerable<Finding> JudgeProperties(ProjectProperties properties, bool isApplication, bool isTest, GlobalJson? globalJson)
    {
        if (RuntimeIsNotPinned.Judge(properties, isApplication, globalJson is { PinsFeatureBand: true }) is { } runtime)
            yield return runtime;
        foreach (var finding in isTest ? [] : BaseImageIsNotPinned.Judge(properties).Concat(VulnerablePackage.JudgeAudit(properties)))
            yield return finding;
    }

    /// <summary>What restore chose for one target framework.</summary>
    /// <param name="graph">The packages.</param>
    /// <param name="framework">The target framework, as the project names it.</param>
    /// <param name="logs">What restore warned of.</param>
    /// <param name="properties">The properties.</param>
    /// <param name="requests">What the project asks for.</param>
    /// <param name="hidden">The codes that NoWarn of the project hides.</param>
    /// <param name="hiddenBy">The codes that NoWarn of a reference hides, by the package.</param>
    /// <param name="isTest">Whether the project is for tests.</param>
    public static IEnumerable<Finding> JudgeRestored(
        RestoredGraph graph,
        string framework,
        IReadOnlyList<RestoreLog> logs,
        ProjectProperties properties,
        IEnumerable<PackageRequest> requests,
        IEnumerable<string> hidden,
        ILookup<string, string> hiddenBy,
        bool isTest)
    {
        var places = new RestoredPlaces(properties.Project, requests);
        var hiddenEverywhere = new HashSet<string>(hidden, StringComparer.OrdinalIgnoreCase);
        return RestoreChoseAnotherVersion.Judge(graph, logs, places)
            .Concat(RestoreWarningUnheeded.Judge(graph, logs, places))
            .Concat(isTest ? [] : VulnerablePackage.Judge(logs, properties, places))
            .Concat(RestoreWarningUnheeded.JudgeHidden(graph, framework, (code, package) =>
                hiddenEverywhere.Contains(code)
                    ? properties.PlaceOf("NoWarn")
                    : hiddenBy.FirstOrDefault(group => group.Any(list => list.Contains(code)) && graph.Reaches(group.Key, package)) is { } by ? places.Of(by.Key) : null));
    }
}
