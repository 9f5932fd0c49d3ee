namespace StageReady.Pinning;

/// <summary>What holds a project's packages at the versions that were tested.</summary>
/// <param name="FileIsFresh">The lock file exists and answers exactly what the project asks for.</param>
/// <param name="LockedMode">Restore fails rather than changes the lock file.</param>
internal readonly record struct LockCoverage(bool FileIsFresh, bool LockedMode)
{
    public static LockCoverage None => default;

    public bool Holds => FileIsFresh && LockedMode;
}
