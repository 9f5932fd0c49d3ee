using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3010: who forces an evaluation asks for the lock file to be written anew, and locked mode forbids it.</summary>
internal static class LockFileIsEvaluatedAnew
{
    private const string Force = "RestoreForceEvaluate";

    /// <param name="isLocked">Whether locked mode is on.</param>
    public static Finding? Judge(ProjectProperties properties, bool isLocked) => isLocked && properties.IsTrue(Force)
        ? new Finding(Catalogue.LockFileIsEvaluatedAnew, properties.PlaceOf(Force), $"{Force} asks restore to write the lock file anew, and locked mode is there to forbid it. Remove {Force}; give --force-evaluate by hand when packages are to change")
        : null;
}
