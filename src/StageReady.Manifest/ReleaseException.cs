namespace StageReady.Manifest;

/// <summary>A release cannot be described, or a manifest cannot be read; <see cref="Problems"/> says why.</summary>
/// <param name="problems">At least one problem.</param>
public sealed class ReleaseException(IReadOnlyList<Problem> problems) : Exception(problems[0].ToString())
{
    internal ReleaseException(ProblemCode code, string path, string expected, string actual, string message)
        : this([new Problem(code, path, expected, actual, message)])
    {
    }

    /// <summary>Everything that is wrong, in the order of the paths.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
