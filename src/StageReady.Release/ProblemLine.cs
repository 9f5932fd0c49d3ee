using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>A problem on one line for people.</summary>
internal static class ProblemLine
{
    public static string Of(Problem problem) =>
        Printable.Of($"{problem.Code}: {problem.Path}: expected {problem.Expected}, found {problem.Actual}. {problem.Message}");
}
