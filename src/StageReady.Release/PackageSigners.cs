using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>
/// Says who signed the packages of a release, from the packages as restore left them. It names the signer; whether to trust one is for whoever restores (NuGet's
/// <c>trustedSigners</c>) and for the deploy policy to decide.
/// </summary>
/// <param name="folder">NuGet's folder of packages: <c>ID/VERSION/ID.VERSION.nupkg</c>, all in lower case.</param>
internal sealed class PackageSigners(string folder)
{
    /// <summary>Where a signed package holds its signature, a CMS message (NuGet's package signature specification).</summary>
    private const string SignatureEntry = ".signature.p7s";

    private const int MaxSignatureBytes = 1024 * 1024;

    /// <summary>The same packages, with the signer of each that is signed and lies in the folder.</summary>
    public IReadOnlyList<PackageFacts> Complete(IReadOnlyList<PackageFacts> packages) => [.. packages.Select(package => package.Signer is not null ? package : new PackageFacts
    {
        Id = package.Id,
        Version = package.Version,
        ContentHash = package.ContentHash,
        Sha512 = package.Sha512,
        Source = package.Source,
        Signer = SignerOf(package),
    })];

    private string? SignerOf(PackageFacts package)
    {
        var (id, version) = (package.Id.ToLowerInvariant(), package.Version.ToLowerInvariant());
        if (!IsName(id) || !IsName(version))
            return null;

        var archive = Path.Combine(folder, id, version, $"{id}.{version}.nupkg");
        try
        {
            return File.Exists(archive) ? FingerprintIn(archive) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{archive}: its signature cannot be read: {exception.Message}");
        }
    }

    // The primary signature: the author's if the author signed, else the repository's.
    private static string? FingerprintIn(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        if (zip.GetEntry(SignatureEntry) is not { } entry)
            return null;
        if (entry.Length > MaxSignatureBytes)
            throw new InvalidDataException($"it has {entry.Length} bytes");

        var encoded = new byte[entry.Length];
        using (var stream = entry.Open())
            stream.ReadExactly(encoded);
        var message = new SignedCms();
        message.Decode(encoded);
        return message.SignerInfos is [{ Certificate: { } certificate }, ..] ? Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)) : null;
    }

    private static bool IsName(string name) => name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' or '+') && name.Trim('.').Length > 0;
}
