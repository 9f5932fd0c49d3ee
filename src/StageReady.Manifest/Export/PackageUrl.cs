namespace StageReady.Manifest;

/// <summary>Names packages for tools that know no NuGet (package URL, https://github.com/package-url/purl-spec).</summary>
internal static class PackageUrl
{
    public static string Of(PackageFacts package) => $"pkg:nuget/{Uri.EscapeDataString(package.Id)}@{Uri.EscapeDataString(package.Version)}";

    /// <summary>The SHA-512 of the .nupkg in hexadecimal; null if it is not known. NuGet's content hash is none: it leaves out the signature.</summary>
    public static string? Sha512(PackageFacts package)
    {
        var bytes = new byte[64];
        return package.Sha512 is { } base64 && Convert.TryFromBase64String(base64, bytes, out var length) && length == bytes.Length ? Convert.ToHexStringLower(bytes) : null;
    }
}
