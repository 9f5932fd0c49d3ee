namespace StageReady.Configuration;

/// <summary>STG1019: an artefact that is deployed makes the application run in development: with its pages for developers, its settings and its secrets.</summary>
internal static class DevelopmentInDeployableArtefact
{
    /// <param name="settings">What names an environment.</param>
    /// <param name="directory">The checked directory: what the names of folders above it say does not count.</param>
    /// <param name="rolesOf">The roles of environments that hold for a file.</param>
    public static IEnumerable<Finding> Judge(IEnumerable<EnvironmentSetting> settings, string directory, Func<string, EnvironmentRoles> rolesOf) =>
        from setting in settings
        where setting.Kind is ArtefactKind.Dockerfile or ArtefactKind.Compose or ArtefactKind.Kubernetes or ArtefactKind.WebConfig
        let path = setting.Written.Span.Path
        where setting.Value is not null && rolesOf(path).RoleOf(setting.Value.Trim()) == EnvironmentRole.Development && !IsForDevelopers(path, directory)
        select new Finding(Catalogue.DevelopmentInDeployableArtefact, setting.Written.Span, Message(setting)) { Subject = setting.Variable };

    private static string Message(EnvironmentSetting setting)
    {
        var consequence = setting.Kind switch
        {
            ArtefactKind.Dockerfile => "so that a container of this image runs with the settings and pages of developers",
            ArtefactKind.WebConfig => "so that IIS runs the application with the settings and pages of developers",
            _ => "so that what is deployed from this file runs with the settings and pages of developers",
        };
        return $"{setting.Variable} is {MessageText.Quote(setting.Value!)}{(setting.IsDefault ? " by default" : "")}, {consequence}. "
            + "Leave it out, so that the host runs in Production, and set it in a file for developers (override, local or dev in its name)";
    }

    private static bool IsForDevelopers(string path, string directory)
    {
        var relative = directory.Length > 0 && path.StartsWith(directory + "/", StringComparison.Ordinal) ? path.Substring(directory.Length + 1) : path;
        return relative.Split('/').Any(segment => SaysDevelopers(KeyPath.Words(segment)));
    }

    // DevOps is about deployment.
    private static bool SaysDevelopers(IReadOnlyList<string> words) => words
        .Where((word, i) => word is "override" or "local" or "development" or "devcontainer" || (word == "dev" && (i + 1 == words.Count || words[i + 1] != "ops")))
        .Any();
}
