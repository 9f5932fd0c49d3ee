namespace StageReady.Manifest;

/// <summary>The one release that a manifest is about, for forms that say something of it as a whole.</summary>
internal sealed class ExportedRelease
{
    private readonly IReadOnlyList<ManifestLine> _lines;

    /// <exception cref="UnusableInputException">The lines hold no release, or several.</exception>
    public ExportedRelease(IReadOnlyList<ManifestLine> lines)
    {
        var releases = lines.Where(line => line.Release is not null).DistinctBy(line => line.Digest).ToList();
        if (releases is not [{ Release: { } release } line])
            throw new UnusableInputException($"Expected one release in the manifest, found {(releases.Count == 0 ? "none" : "several")}");
        (Manifest, Digest) = (release, line.Digest);
        _lines = [.. lines.Where(other => other.Digest == line.Digest)];
    }

    public ReleaseManifest Manifest { get; }

    /// <summary>The release's identity: the SHA-256 of its payload.</summary>
    public string Digest { get; }

    /// <summary>The SHA-256 of <see cref="ReleaseFileNames.Sums"/>.</summary>
    public string SumsDigest => Sha256Hex.Of(SumsFile.Write(Manifest.Files));

    /// <summary>Another key than that of the manifest would vouch for what it never saw.</summary>
    /// <exception cref="UnusableInputException">The key did not sign the manifest.</exception>
    public void RequireSignatureOf(SigningKey key)
    {
        using var publicKey = TrustedKey.FromPem(key.ExportPublicKeyPem(), "the key");
        foreach (var envelope in _lines.Select(line => line.Envelope))
        {
            var encoding = DsseEnvelope.PreAuthenticationEncoding(envelope.PayloadType, envelope.Payload.Span);
            if (envelope.Signatures.Any(signature => publicKey.Verify(encoding, signature.Value.Span)))
                return;
        }

        throw new UnusableInputException($"The manifest is not signed by the key {key.KeyId}, so that key cannot vouch for the release; give the key that signed it");
    }
}
