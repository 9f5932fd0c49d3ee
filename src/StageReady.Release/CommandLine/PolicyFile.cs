using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>The deploy policy that the command line names.</summary>
internal static class PolicyFile
{
    /// <exception cref="UnusableInputException">It cannot be read, or is no policy.</exception>
    public static DeployPolicy Load(string path) => DeployPolicy.Parse(InputFile.Read(path, "policy", DeployPolicy.MaxBytes), path);
}
