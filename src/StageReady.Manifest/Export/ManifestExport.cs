namespace StageReady.Manifest;

/// <summary>Gives the lines of a manifest the forms that other tools read. Nothing is verified, and but for a bill of materials what is not signed is left out.</summary>
public static class ManifestExport
{
    /// <summary>A Sigstore bundle (v0.3) for each signature: sigstore-js, sigstore-go and cosign verify it with the bare public key, or with the root of the signer's certificate.</summary>
    /// <param name="lines">The lines of a manifest.</param>
    /// <exception cref="UnusableInputException">None is signed.</exception>
    public static IReadOnlyList<ExportedFile> SigstoreBundles(IReadOnlyList<ManifestLine> lines) => SigstoreBundle.Export(Signed(lines));

    /// <summary>The attestations of an image in the form that cosign reads without bundles: an OCI image layout with an image, each layer of which is an envelope.</summary>
    /// <param name="lines">The lines of a manifest.</param>
    /// <exception cref="UnusableInputException">None is signed.</exception>
    public static IReadOnlyList<ExportedFile> CosignLayers(IReadOnlyList<ManifestLine> lines) => CosignImage.Export(Signed(lines));

    /// <summary>An in-toto 0.9 layout and a link that says which files the release has, both signed by the key that signed the release, and the public key in the form that in-toto reads.</summary>
    /// <param name="lines">The lines of a manifest.</param>
    /// <param name="key">The key. Another one than that of the manifest would vouch for what it never saw.</param>
    /// <param name="expires">Until when the layout is valid.</param>
    /// <exception cref="UnusableInputException">The file has not one release, the key did not sign it, or in-toto knows no such key.</exception>
    public static IReadOnlyList<ExportedFile> InTotoLayout(IReadOnlyList<ManifestLine> lines, SigningKey key, DateTimeOffset expires) => new InTotoMetadata(key).Export(new ExportedRelease(lines), expires);

    /// <summary>SLSA provenance v1 of the release, a DSSE line that the key of the manifest signs: source, packages and base image with their digests, toolchain and builder.</summary>
    /// <param name="lines">The lines of a manifest.</param>
    /// <param name="key">The key that signed the manifest.</param>
    /// <param name="builder">The platform that built the release (<c>builder.id</c>), an absolute URI. The manifest does not know it, and whoever verifies provenance decides by it.</param>
    /// <exception cref="ArgumentException">The builder is no absolute URI.</exception>
    /// <exception cref="UnusableInputException">The file has not one release, or the key did not sign it.</exception>
    public static IReadOnlyList<ExportedFile> SlsaProvenance(IReadOnlyList<ManifestLine> lines, SigningKey key, Uri builder) => builder.IsAbsoluteUri
        ? Manifest.SlsaProvenance.Export(new ExportedRelease(lines), key, builder)
        : throw new ArgumentException("Expected an absolute URI", nameof(builder));

    /// <summary>A CycloneDX 1.6 bill of the packages of the release, signed or not, which refers to the sums of its files by their hash.</summary>
    /// <param name="lines">The lines of a manifest.</param>
    /// <exception cref="UnusableInputException">The file has not one release.</exception>
    public static IReadOnlyList<ExportedFile> CycloneDx(IReadOnlyList<ManifestLine> lines) => CycloneDxBom.Export(new ExportedRelease(lines));

    private static List<ManifestLine> Signed(IReadOnlyList<ManifestLine> lines)
    {
        var signed = lines.Where(line => line.Envelope.Signatures.Count > 0).ToList();
        return signed.Count > 0 ? signed : throw new UnusableInputException("The manifest is not signed, so there is nothing to export");
    }
}

/// <summary>A file to write.</summary>
/// <param name="path">Where, relative with <c>/</c>.</param>
/// <param name="content">Its bytes.</param>
public sealed class ExportedFile(string path, ReadOnlyMemory<byte> content)
{
    /// <summary>Where, relative with <c>/</c>.</summary>
    public string Path { get; } = path;

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Content { get; } = content;
}
