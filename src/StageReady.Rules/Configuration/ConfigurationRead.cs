namespace StageReady.Configuration;

/// <summary>A key that code reads and has no default for.</summary>
/// <param name="Key">Segments joined by ':'.</param>
/// <param name="HasSection">Whether all below the key is read with it: it is bound to a collection.</param>
internal sealed record ConfigurationRead(string Key, bool HasSection);
