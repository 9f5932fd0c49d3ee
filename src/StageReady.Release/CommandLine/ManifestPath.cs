using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>A manifest that an argument names: by its file, or by the directory of its release.</summary>
internal static class ManifestPath
{
    public static string Of(string argument) => Directory.Exists(argument) ? Path.Combine(argument, ReleaseFileNames.Manifest) : argument;
}
