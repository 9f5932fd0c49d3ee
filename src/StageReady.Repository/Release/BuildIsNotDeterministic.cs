using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady.Release;

/// <summary>STG4003: two builds of one commit can only be compared if they give the same bytes.</summary>
internal static class BuildIsNotDeterministic
{
    private const string Switch = "Deterministic", OnServer = "ContinuousIntegrationBuild";

    // It switches ContinuousIntegrationBuild on wherever CI builds.
    private const string Switcher = "DotNet.ReproducibleBuilds";

    /// <summary>Judges a project that is published.</summary>
    public static Finding? Judge(Project project, Pipelines pipelines)
    {
        if (project.Release.Find(Switch) is { IsCertain: true } deterministic && string.Equals(deterministic.Value, "false", StringComparison.OrdinalIgnoreCase))
            return At($"{Switch} is off, so that two builds of one commit differ. Remove it", project.Release.PlaceOf(Switch));

        var server = project.OnBuildServer.Find(OnServer);
        return server.IsCertain && !string.Equals(server.Value, "true", StringComparison.OrdinalIgnoreCase)
            && project.Release.HasOnlyKnownSdks
            && !project.Release.Items.Any(item => item.Include.StartsWith(Switcher, StringComparison.OrdinalIgnoreCase))
            && pipelines.BuildDotNet && !pipelines.Mention(OnServer)
                ? At($"A build server builds this without {OnServer}, so that its paths get into the assemblies. Set {OnServer} to true where CI is true", project.OnBuildServer.PlaceOf(OnServer))
                : null;

        Finding At(string message, SourceSpan? place) => new(Catalogue.BuildIsNotDeterministic, place ?? SourceSpan.StartOf(project.Path), message);
    }
}
