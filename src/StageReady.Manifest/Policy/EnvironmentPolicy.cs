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
