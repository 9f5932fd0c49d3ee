using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>Where the projects of a tree have their lock files.</summary>
internal static class LockFiles
{
    private const string DefaultName = "packages.lock.json";

    /// <summary>Where restore looks for the lock file of a project, whether it is there or not; null if the text does not decide.</summary>
    /// <param name="exists">Whether there is a file.</param>
    public static string? PathOf(Project project, Func<string, bool> exists)
    {
        var written = project.Release.Find("NuGetLockFilePath");
        if (!written.IsCertain)
            return null;
        if (written.Value.Length > 0)
            return RepositoryTree.Resolve(project.Directory, written.Value);
        var own = RepositoryTree.Join(project.Directory, $"packages.{project.Name.Replace(' ', '_')}.lock.json");
        return exists(own) ? own : RepositoryTree.Join(project.Directory, DefaultName);
    }
}
