namespace StageReady.Rehearsal;

/// <summary>The rehearsal cannot take place or cannot go on, through no fault of a migration: exit code 2.</summary>
internal sealed class RehearsalException(string message, Exception? cause = null) : Exception(message, cause);
