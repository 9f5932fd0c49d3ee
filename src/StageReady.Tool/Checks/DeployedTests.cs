using StageReady.Configuration;
using StageReady.Projects;

namespace StageReady.Tool.Checks;

/// <summary>
/// A web or worker project that a package makes a test project, although it has the settings of a deployed environment: perhaps an application that holds its own tests. Nothing of the project says
/// for certain which it is, so that it is taken as the .NET SDK takes it, and the check tells so.
/// </summary>
internal static class DeployedTests
{
    public static CheckProblem? Judge(Project project, ConfigurationProject settings, EnvironmentRoles roles)
    {
        if (!project.IsTest || !project.IsHosted || project.Release.IsTrue("IsTestProject") || project.TestPackage is not { } package)
            return null;

        var deployed = settings.Files
            .Select(file => RepositoryTree.FileNameOf(file.Path))
            .FirstOrDefault(name => ConfigurationFileName.Parse(name, project.AssemblyName)?.Environment is { } environment && roles.RoleOf(environment) is EnvironmentRole.Staging or EnvironmentRole.Production);
        return deployed is null ? null : new CheckProblem(
            project.Path, 1, 1,
            $"{package} makes this a test project, which is not judged as an application; yet it has {deployed}. If it is deployed, move its tests into a project of their own, or set IsTestProject to false",
            ProblemKind.Note);
    }
}
