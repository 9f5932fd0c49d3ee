using StageReady.Projects;
using StageReady.Workflows;

namespace StageReady.Pinning;

/// <summary>STG3007: without locked mode a restore writes a stale lock file anew and says nothing, on the build server as anywhere.</summary>
internal static class LockFileIsNotEnforced
{
    /// <summary>Judges a project that has a lock file.</summary>
    public static Finding? Judge(Project project, string lockFile, Pipelines pipelines)
    {
        var locked = project.ContinuousIntegration.Find(LockFileLocksNothing.Switch);
        return locked.IsCertain && !string.Equals(locked.Value, "true", StringComparison.OrdinalIgnoreCase) && !pipelines.Mention("--locked-mode", LockFileLocksNothing.Switch)
            ? new Finding(
                Catalogue.LockFileIsNotEnforced,
                SourceSpan.StartOf(lockFile),
                $"Nothing makes a build server hold to this lock file: a restore writes it anew where it does not fit. Set {LockFileLocksNothing.Switch} where CI is true, or restore with --locked-mode in the workflow")
            : null;
    }
}
