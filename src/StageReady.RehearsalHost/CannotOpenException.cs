namespace StageReady.RehearsalHost;

/// <summary>The application's migrations cannot be run, for a reason that its developer can mend.</summary>
internal sealed class CannotOpenException(string message) : Exception(message);
