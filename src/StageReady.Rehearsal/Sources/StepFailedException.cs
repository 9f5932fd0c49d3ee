namespace StageReady.Rehearsal;

/// <summary>A migration fails in one direction. The message is the database's or the tool's own, in a line, and names no secret.</summary>
internal sealed class StepFailedException(string message, Exception? cause = null) : Exception(message, cause);
