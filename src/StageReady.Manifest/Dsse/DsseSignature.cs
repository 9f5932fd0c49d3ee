namespace StageReady.Manifest;

/// <summary>A signature in an envelope.</summary>
/// <param name="keyId">A hint at the key, never more; null if there is none.</param>
/// <param name="value">The signature's bytes.</param>
public sealed class DsseSignature(string? keyId, ReadOnlyMemory<byte> value)
{
    /// <summary>A hint at the key, never more; null if there is none.</summary>
    public string? KeyId { get; } = keyId;

    /// <summary>The signature's bytes.</summary>
    public ReadOnlyMemory<byte> Value { get; } = value;
}
