namespace StageReady.Manifest;

/// <summary>What kind of key to make.</summary>
public enum SignatureAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256, which every tool of the field verifies.</summary>
    EcdsaP256,

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    EcdsaP384,

    /// <summary>RSA of 3072 bits with SHA-256, PSS.</summary>
    Rsa3072,

    /// <summary>Ed25519.</summary>
    Ed25519,
}
