using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3012: without a version each machine builds with the newest SDK that it has, so that two builds of one commit differ.</summary>
internal static class DotNetSdkIsNotPinned
{
    private const string Mend = "Write the version that 'dotnet --version' tells here";

    /// <param name="files">Every global.json of the checked directory, and the one above that holds for it.</param>
    /// <param name="directory">The checked directory.</param>
    /// <param name="isNeeded">Whether the directory holds projects, and nothing outside of the repository can hold for them.</param>
    public static IEnumerable<Finding> Judge(IReadOnlyCollection<GlobalJson> files, string directory, bool isNeeded)
    {
        if (files.Count == 0 && isNeeded)
            yield return At(SourceSpan.StartOf(RepositoryTree.Join(directory, GlobalJson.FileName)), $"No global.json says which .NET SDK builds this repository, so that each machine takes the newest that it has. {Mend} as sdk.version");
        foreach (var file in files)
        {
            if (file.Version is not { } version)
                yield return At(file.SdkSpan, $"global.json gives no sdk.version, so that each machine builds with the newest SDK that it has. {Mend}");
            else if (!ExactVersion.IsSemantic(version.Value))
                yield return At(version.Span, $"sdk.version {MessageText.Quote(version.Value)} is no full version: the SDK ignores it without a word and takes the newest that is there. {Mend}");
        }
    }

    private static Finding At(SourceSpan span, string message) => new(Catalogue.DotNetSdkIsNotPinned, span, message);
}
