namespace StageReady.Manifest;

/// <summary>What an environment asks of a release.</summary>
public sealed class EnvironmentPolicy
{
    /// <summary>The environment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The role of who signs the manifest.</summary>
    public required string ManifestSigner { get; init; }

    /// <summary>The evidence that must be there.</summary>
    public required IReadOnlyList<EvidenceRequirement> Evidence { get; init; }

    /// <summary>Who must have approved the release for this environment.</summary>
    public required IReadOnlyList<ApprovalRequirement> Approvals { get; init; }

    /// <summary>Where the release must have been promoted from; null if nowhere.</summary>
    public PromotionRequirement? Promotion { get; init; }

    /// <summary>How many findings may be suppressed or in the baseline; null for any number.</summary>
    public int? MaxSuppressions { get; init; }

    /// <summary>How many migrations need not be proven to be reversible; null for any number.</summary>
    public int? MaxIrreversibleMigrations { get; init; }

    /// <summary>Whether an older release than the last accepted one is admitted; null if the policy does not say, which refuses it where the last one is known.</summary>
    public bool? AllowsRollback { get; init; }

    /// <summary>Who may permit to go back to an older release nevertheless; null if nobody may.</summary>
    public RollbackPermission? Rollback { get; init; }

    /// <summary>Which settings the environment supplies to releases; null if the policy does not say.</summary>
    public SuppliedConfiguration? Configuration { get; init; }

    /// <summary>Which packages a release may have; null for any.</summary>
    public PackageRequirement? Packages { get; init; }
}

/// <summary>Who may permit, by signed evidence that names the release and expires, to go back to it.</summary>
/// <param name="signer">The role of who permits it.</param>
/// <param name="maxAge">How old a permission may be, even if it has not expired; null for any age.</param>
public sealed class RollbackPermission(string signer, TimeSpan? maxAge)
{
    /// <summary>The role of who permits it.</summary>
    public string Signer { get; } = signer;

    /// <summary>How old a permission may be, even if it has not expired; null for any age.</summary>
    public TimeSpan? MaxAge { get; } = maxAge;
}

/// <summary>What an environment supplies of the settings that releases leave to the deployment.</summary>
/// <param name="environment">The environment's name in the manifest, which is that of its settings files.</param>
/// <param name="supplied">Keys, or sections with all keys below them.</param>
public sealed class SuppliedConfiguration(string environment, IReadOnlyList<string> supplied)
{
    /// <summary>The environment's name in the manifest, which is that of its settings files.</summary>
    public string Environment { get; } = environment;

    /// <summary>Keys, or sections with all keys below them.</summary>
    public IReadOnlyList<string> Supplied { get; } = supplied;

    internal bool Supplies(string key) => Supplied.Any(supplied =>
        key.StartsWith(supplied, StringComparison.OrdinalIgnoreCase) && (key.Length == supplied.Length || key[supplied.Length] == ':'));
}

/// <summary>What each package of a release must be like.</summary>
/// <param name="sources">The feeds that it may come from; null for any.</param>
/// <param name="signers">The SHA-256 fingerprints, in lower-case hexadecimal, of the certificates that it may be signed by; null for any.</param>
public sealed class PackageRequirement(IReadOnlyList<string>? sources, IReadOnlyList<string>? signers)
{
    /// <summary>The feeds that it may come from; null for any.</summary>
    public IReadOnlyList<string>? Sources { get; } = sources;

    /// <summary>The SHA-256 fingerprints, in lower-case hexadecimal, of the certificates that it may be signed by; null for any.</summary>
    public IReadOnlyList<string>? Signers { get; } = signers;
}

/// <summary>Evidence that must be there: the newest of its kind, suite and environment, by a key of a role, and passed.</summary>
/// <param name="kind">The kind.</param>
/// <param name="signer">The role of who signs it.</param>
/// <param name="environment">Where it was made.</param>
/// <param name="maxAge">How old it may be; null for any age.</param>
/// <param name="scenarios">The suites that must be there; empty for any.</param>
public sealed class EvidenceRequirement(EvidenceKind kind, string signer, string environment, TimeSpan? maxAge, IReadOnlyList<string> scenarios)
{
    /// <summary>The kind.</summary>
    public EvidenceKind Kind { get; } = kind;

    /// <summary>The role of who signs it.</summary>
    public string Signer { get; } = signer;

    /// <summary>Where it was made.</summary>
    public string Environment { get; } = environment;

    /// <summary>How old it may be; null for any age.</summary>
    public TimeSpan? MaxAge { get; } = maxAge;

    /// <summary>The suites that must be there; empty for any.</summary>
    public IReadOnlyList<string> Scenarios { get; } = scenarios;
}

/// <summary>People who must have approved.</summary>
/// <param name="role">Their role.</param>
/// <param name="count">How many, each with a key of their own.</param>
public sealed class ApprovalRequirement(string role, int count)
{
    /// <summary>Their role.</summary>
    public string Role { get; } = role;

    /// <summary>How many, each with a key of their own.</summary>
    public int Count { get; } = count;
}

/// <summary>The promotion that must have come before.</summary>
/// <param name="from">The environment whose requirements the release has met.</param>
/// <param name="signer">The role of who promotes.</param>
/// <param name="maxAge">How long ago it may be; null for any time.</param>
public sealed class PromotionRequirement(string from, string signer, TimeSpan? maxAge)
{
    /// <summary>The environment whose requirements the release has met.</summary>
    public string From { get; } = from;

    /// <summary>The role of who promotes.</summary>
    public string Signer { get; } = signer;

    /// <summary>How long ago it may be; null for any time.</summary>
    public TimeSpan? MaxAge { get; } = maxAge;
}
