namespace StageReady.Manifest;

/// <summary>One thing that is wrong with a release. Every member always has a value, so that reports have one shape.</summary>
/// <param name="code">What is wrong.</param>
/// <param name="path">The file it is about, relative to the release with <c>/</c>, or the manifest as the caller named it.</param>
/// <param name="expected">What should be there; hashes are lower-case hexadecimal.</param>
/// <param name="actual">What is there instead.</param>
/// <param name="message">The problem in one sentence for people.</param>
public sealed class Problem(ProblemCode code, string path, string expected, string actual, string message)
{
    /// <summary>Stands for what is not there in <see cref="Expected"/> and <see cref="Actual"/>.</summary>
    internal const string Absent = "absent";

    /// <summary>What is wrong.</summary>
    public ProblemCode Code { get; } = code;

    /// <summary>The file it is about, relative to the release with <c>/</c>, or the manifest as the caller named it.</summary>
    public string Path { get; } = path;

    /// <summary>What should be there; hashes are lower-case hexadecimal.</summary>
    public string Expected { get; } = expected;

    /// <summary>What is there instead.</summary>
    public string Actual { get; } = actual;

    /// <summary>The problem in one sentence for people. It may quote names from the release: escape it before printing it to a terminal.</summary>
    public string Message { get; } = message;

    /// <summary>The code, the path and the message.</summary>
    public override string ToString() => $"{Code}: {Path}: {Message}";
}
