namespace StageReady.Manifest;

/// <summary>Words for the problems that both a directory and a manifest can have with a path.</summary>
internal static class PathProblems
{
    public static Problem Unsafe(string path, string objection) =>
        new(ProblemCode.PathUnsafe, path, "a path that is safe on every operating system", objection, $"The path has {objection}");

    public static Problem Collision(string path, string first) =>
        new(ProblemCode.PathCollision, path, "names that differ on every file system", first, "The name is taken by another one that differs in case or composition only, or not at all");
}
