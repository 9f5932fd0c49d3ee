namespace StageReady.Manifest;

/// <summary>A manifest that was written.</summary>
public sealed class WrittenRelease
{
    internal WrittenRelease(ReleaseManifest manifest, string digest, string? keyId) => (Manifest, Digest, KeyId) = (manifest, digest, keyId);

    /// <summary>What it says.</summary>
    public ReleaseManifest Manifest { get; }

    /// <summary>The release's identity: the SHA-256 of the payload in lower-case hexadecimal. It does not depend on who signed.</summary>
    public string Digest { get; }

    /// <summary>The signing key's <see cref="SigningKey.KeyId"/>; null if the manifest is not signed.</summary>
    public string? KeyId { get; }
}
