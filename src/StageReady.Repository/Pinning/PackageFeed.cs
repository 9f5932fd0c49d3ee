using StageReady.Configuration.Json;
using StageReady.Release;

namespace StageReady.Pinning;

/// <summary>The feed that a package came from, by the note (<c>.nupkg.metadata</c>) that NuGet leaves beside it.</summary>
internal static class PackageFeed
{
    public const string NoteName = ".nupkg.metadata";

    /// <summary>Without credentials; null if the package came from a folder, or the note does not say.</summary>
    public static string? Parse(string note)
    {
        var source = JsonReader.Read(note).Root is { Kind: JsonKind.Object } root ? root.Member("source").Text() : null;
        return Uri.TryCreate(source, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? ReleaseSource.PublicAddress(source!)
            : null;
    }
}
