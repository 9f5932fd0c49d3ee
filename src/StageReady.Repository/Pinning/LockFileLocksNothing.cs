using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3008: locked mode refuses a lock file that is stale, but writes one where there is none, and says nothing.</summary>
internal static class LockFileLocksNothing
{
    public const string Switch = "RestoreLockedMode";

    /// <summary>Judges a project with packages whose locked mode is on.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="file">The name of its lock file.</param>
    /// <param name="exists">Whether there is one.</param>
    /// <param name="isTracked">Whether git tracks it; null if there is no git to ask.</param>
    /// <param name="sharedWith">Another file-based app that has the same lock file; null if none has.</param>
    /// <param name="unanswered">A package that it does not lock as it is asked for; null if it answers all.</param>
    public static Finding? Judge(ProjectProperties properties, string name, string file, bool exists, bool? isTracked, string? sharedWith, string? unanswered)
    {
        if (sharedWith is not null)
            return At($"but {name} and {sharedWith} lie in one folder and share its {file}, which each restore writes anew for one of them. Move one into a folder of its own");
        if (!exists)
            return At($"but {name} has no {file}: restore writes one and holds to nothing. Set {PackagesAreNotLocked.Switch} to true, restore once and commit {file}");
        if (isTracked == false)
            return At($"but git does not track the {file} of {name}, so that a clone has none to hold to. Commit it");
        return unanswered is not null
            ? At($"but the {file} of {name} does not lock {unanswered} as it is asked for. Restore with --force-evaluate and commit {file}")
            : null;

        Finding At(string message) => new(Catalogue.LockFileLocksNothing, properties.PlaceOf(Switch), $"Locked mode is on, {message}") { Subject = name };
    }
}
