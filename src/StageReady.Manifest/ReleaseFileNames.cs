namespace StageReady.Manifest;

/// <summary>The names of the two files that StageReady writes into the root of a release.</summary>
public static class ReleaseFileNames
{
    /// <summary>The sums of every other file, in the format of <c>sha256sum</c>.</summary>
    public const string Sums = "release.sha256sums";

    /// <summary>The manifest and its evidence, one envelope a line.</summary>
    public const string Manifest = "release.intoto.jsonl";
}
