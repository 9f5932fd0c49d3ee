namespace StageReady.Pinning.Fixes;

/// <summary>What a registry, a git remote or another file tells.</summary>
/// <param name="Value">The digest, commit or version; null if it does not tell.</param>
/// <param name="Problem">Why it does not.</param>
internal sealed record Resolution(string? Value, string Problem)
{
    public static Resolution Of(string value) => new(value, "");

    public static Resolution None(string problem) => new(null, problem);
}
