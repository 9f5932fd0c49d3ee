using NuGet.Versioning;
using StageReady.Configuration.Json;

namespace StageReady.Pinning;

/// <summary>Whether a global.json names the SDK, up to patches.</summary>
internal static class SdkPin
{
    public const string FileName = "global.json";

    private static readonly string[] HoldsFeature = ["disable", "patch", "latestPatch"];

    public static bool Holds(string globalJson)
    {
        var sdk = JsonReader.Read(globalJson).Root.Member("sdk");
        return NuGetVersion.TryParseStrict(sdk.Member("version").Text() ?? "", out _)
            && (sdk.Member("rollForward").Text() is not { } rollForward || HoldsFeature.Contains(rollForward, StringComparer.OrdinalIgnoreCase));
    }
}
