using StageReady.Configuration.Fixes;

namespace StageReady.Pinning.Fixes;

/// <summary>What the fixes say that write a version with which the rest of the repository uses something.</summary>
internal static class VersionInUseFix
{
    public static PinningFix Write(string version, params FileEdit[] edits) => PinningFix.Write($"Write {version}, with which it is used", edits);

    /// <param name="version">The one that is not known.</param>
    /// <param name="name">The package that has it.</param>
    public static PinningFix Leave(Resolution version, string name) => PinningFix.Leave(version.Problem, $"dotnet package search {CommandWord.Of(name)} --exact-match");
}
