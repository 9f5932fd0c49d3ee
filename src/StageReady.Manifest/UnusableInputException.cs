namespace StageReady.Manifest;

/// <summary>
/// Something the caller handed in (a key, a facts file, a directory) cannot be used. The message is one line, says what is wrong and what would mend it, and holds nothing secret.
/// </summary>
/// <param name="message">The line.</param>
public sealed class UnusableInputException(string message) : Exception(message);
