namespace StageReady.Pinning;

/// <summary>STG3014: an MSBuild SDK runs in the build with all its rights; without a version another one may run tomorrow.</summary>
internal static class MSBuildSdkIsNotPinned
{
    // They come with the .NET SDK, which global.json pins, and with Visual Studio.
    private static readonly string[] OfTheBuild = ["Microsoft.NET.Sdk", "Microsoft.Docker.Sdk"];

    /// <param name="sdk">What a file names.</param>
    /// <param name="globalJson">The one that holds for the file.</param>
    public static Finding? Judge(SdkReference sdk, GlobalJson? globalJson)
    {
        if (sdk.IsUnknown || IsOfTheBuild(sdk.Name) || (sdk.Version is not null && ExactVersion.IsOfPackage(sdk.Version)))
            return null;
        // A version that floats there is a finding there.
        if (sdk.Version is null && globalJson?.MSBuildSdks.Any(listed => listed.Name.Equals(sdk.Name, StringComparison.OrdinalIgnoreCase)) == true)
            return null;

        var what = sdk.Version is null ? "has no version, here or in msbuild-sdks of global.json" : $"has the version {MessageText.Quote(sdk.Version)}, which is not one";
        return At(sdk.Span, sdk.Name, $"The MSBuild SDK {sdk.Name} {what}. Write the full version");
    }

    /// <summary>The entries of <c>msbuild-sdks</c> that float.</summary>
    public static IEnumerable<Finding> Judge(GlobalJson globalJson) =>
        from sdk in globalJson.MSBuildSdks
        where !ExactVersion.IsOfPackage(sdk.Version.Value)
        select At(sdk.Version.Span, sdk.Name, $"The MSBuild SDK {sdk.Name} has the version {MessageText.Quote(sdk.Version.Value)}, which is not one. Write the full version");

    private static bool IsOfTheBuild(string name) =>
        OfTheBuild.Any(known => name.Equals(known, StringComparison.OrdinalIgnoreCase) || name.StartsWith(known + ".", StringComparison.OrdinalIgnoreCase));

    private static Finding At(SourceSpan span, string name, string message) => new(Catalogue.MSBuildSdkIsNotPinned, span, message) { Subject = name };
}
