using StageReady.Configuration.Fixes;
using StageReady.Projects;

namespace StageReady.Pinning.Fixes;

/// <summary>Gives an MSBuild SDK the version with which other files of the repository use it.</summary>
internal static class SdkVersionFix
{
    /// <param name="file">The file that names it.</param>
    /// <param name="finding">What is wrong there.</param>
    /// <param name="versions">What the other files say.</param>
    public static PinningFix For(TextFile file, Finding finding, VersionsInUse versions)
    {
        var name = finding.Subject;
        if (RepositoryTree.FileNameOf(file.Path) == GlobalJson.FileName)
        {
            var listed = GlobalJson.Read(file)!.MSBuildSdks.First(sdk => sdk.Version.Span == finding.Span).Version;
            return Write(versions.OfSdk(name, listed.Value), name, version => [new FileEdit(file.Path, listed.Span.Start, listed.Span.Length, $"\"{version}\"")]);
        }

        // All places of a file at once: one import with a version and one without would be two SDKs.
        var all = file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) ? SdkReference.InFileBasedApp(file) : SdkReference.AllInProject(file);
        var open = all.Where(sdk => sdk.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !sdk.IsUnknown && (sdk.Version is null || !ExactVersion.IsOfPackage(sdk.Version))).ToList();
        var asked = open.Select(sdk => sdk.Version).OfType<string>().FirstOrDefault();
        return Write(versions.OfSdk(name, asked), name, version => [.. open.Select(sdk => sdk.Pin(version))]);
    }

    private static PinningFix Write(Resolution version, string name, Func<string, FileEdit[]> edits) => version.Value is { } value
        ? VersionInUseFix.Write(value, edits(value))
        : VersionInUseFix.Leave(version, name);
}
