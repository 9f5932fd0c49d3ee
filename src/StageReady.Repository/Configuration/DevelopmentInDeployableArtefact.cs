using StageReady.Projects;

namespace StageReady.Configuration;

/// <summary>STG1019: an artefact that is deployed makes the application run in development: with its pages for developers, its settings and its secrets.</summary>
internal static class DevelopmentInDeployableArtefact
{
    /// <param name="settings">What names an environment.</param>
    /// <param name="directory">The checked directory: what the names of folders above it say does not count.</param>
    /// <param name="rolesOf">The roles of environments that hold for a file.</param>
    public static IEnumerable<Finding> Judge(IReadOnlyList<EnvironmentSetting> settings, string directory, Func<string, EnvironmentRoles> rolesOf) =>
        from setting in settings
        let path = setting.Written.Span.Path
        let roles = rolesOf(path)
        where setting.Value is not null && roles.RoleOf(setting.Value.Trim()) == EnvironmentRole.Development
            && IsDeployed(setting, directory, roles) && !IsForDevelopers(path, directory) && !setting.UsedBy.All(user => IsForDevelopers(user, directory))
            && !IsReplaced(setting, settings, roles)
        select new Finding(Catalogue.DevelopmentInDeployableArtefact, setting.Written.Span, Message(setting)) { Subject = setting.Variable };

    // The machine's own .env, and scripts that do not say that they deploy, are for whoever sits at the machine.
    private static bool IsDeployed(EnvironmentSetting setting, string directory, EnvironmentRoles roles) => setting.Kind switch
    {
        ArtefactKind.Dockerfile or ArtefactKind.Compose or ArtefactKind.Kubernetes or ArtefactKind.WebConfig => true,
        ArtefactKind.EnvFile => RepositoryTree.FileNameOf(setting.Written.Span.Path) != ".env" && setting.UsedBy.Any(user => !IsScript(user) || SaysDeployment(user, directory, roles)),
        ArtefactKind.Script => SaysDeployment(setting.Written.Span.Path, directory, roles),
        _ => false,
    };

    private static bool IsScript(string path) => Artefacts.IsScript(RepositoryTree.FileNameOf(path));

    // docker-compose.prod.yml, which is laid over docker-compose.yml, puts another environment into its place.
    private static bool IsReplaced(EnvironmentSetting setting, IReadOnlyList<EnvironmentSetting> settings, EnvironmentRoles roles) =>
        setting.Layers.Count > 0 && setting.Layers.All(layer => settings.Any(other =>
            other.Variable == setting.Variable
            && other.Layers.Contains(layer)
            && other.UsedBy.Any(user => IsOverlay(user, setting, roles))
            && (other.Value is null || roles.RoleOf(other.Value.Trim()) != EnvironmentRole.Development)));

    private static bool IsOverlay(string path, EnvironmentSetting setting, EnvironmentRoles roles) =>
        setting.UsedBy.All(user => user != path && RepositoryTree.DirectoryOf(user) == RepositoryTree.DirectoryOf(path) && !NamesDeployedEnvironment(RepositoryTree.FileNameOf(user), roles))
        && NamesDeployedEnvironment(RepositoryTree.FileNameOf(path), roles);

    private static bool NamesDeployedEnvironment(string name, EnvironmentRoles roles) => KeyPath.Words(name).Any(word => roles.RoleOf(word) is EnvironmentRole.Staging or EnvironmentRole.Production);

    private static bool SaysDeployment(string path, string directory, EnvironmentRoles roles) =>
        SegmentsOf(path, directory).Any(segment => NamesDeployedEnvironment(segment, roles) || KeyPath.Words(segment).Any(word => word is "deploy" or "deployment" or "release"));

    private static string Message(EnvironmentSetting setting)
    {
        var consequence = setting.Kind switch
        {
            ArtefactKind.Dockerfile => "so that a container of this image runs with the settings and pages of developers",
            ArtefactKind.Script => "so that the container that it starts runs with the settings and pages of developers",
            ArtefactKind.WebConfig => "so that IIS runs the application with the settings and pages of developers",
            _ => "so that what is deployed from this file runs with the settings and pages of developers",
        };
        return $"{setting.Variable} is {MessageText.Quote(setting.Value!)}{(setting.IsDefault ? " by default" : "")}, {consequence}. "
            + "Leave it out, so that the host runs in Production, and set it in a file for developers (override, local or dev in its name)";
    }

    /// <summary>Whether the name of a file or of its folders, seen from the checked directory, says that it is for developers.</summary>
    public static bool IsForDevelopers(string path, string directory) => SegmentsOf(path, directory).Any(segment => SaysDevelopers(KeyPath.Words(segment)));

    private static string[] SegmentsOf(string path, string directory) =>
        (directory.Length > 0 && path.StartsWith(directory + "/", StringComparison.Ordinal) ? path.Substring(directory.Length + 1) : path).Split('/');

    // DevOps is about deployment.
    private static bool SaysDevelopers(IReadOnlyList<string> words) => words
        .Where((word, i) => word is "override" or "local" or "development" or "devcontainer" or "debug" || (word == "dev" && (i + 1 == words.Count || words[i + 1] != "ops")))
        .Any();
}
