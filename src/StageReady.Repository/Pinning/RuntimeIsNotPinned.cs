using StageReady.Projects;

namespace StageReady.Pinning;

/// <summary>STG3017: a self-contained application carries the runtime that the SDK brings, so that the SDK decides what runs in production.</summary>
internal static class RuntimeIsNotPinned
{
    public const string Version = "RuntimeFrameworkVersion";

    public static readonly string[] SelfContained = ["SelfContained", "PublishSelfContained", "PublishAot"];

    /// <param name="isSdkPinned">Whether global.json names the SDK.</param>
    public static Finding? Judge(ProjectProperties properties, bool isApplication, bool isSdkPinned)
    {
        if (properties[Version] is not { } version)
            return null;
        if (version.IndexOf('*') >= 0)
            return At(Version, $"{Version} floats ({MessageText.Quote(version)}), so that the application runs on whatever runtime the feed has that day. Write the full version that is tested");
        return isApplication && !isSdkPinned && version.Length == 0 && !properties.IsFalse("TargetLatestRuntimePatch") && SelfContained.FirstOrDefault(properties.IsTrue) is { } property
            ? At(property, "The application carries the runtime of whichever SDK publishes it, and no global.json pins one. Pin the SDK in global.json (rollForward latestPatch or disable), or set RuntimeFrameworkVersion")
            : null;

        Finding At(string name, string message) => new(Catalogue.RuntimeIsNotPinned, properties.PlaceOf(name), message);
    }
}
