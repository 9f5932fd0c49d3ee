namespace StageReady.Manifest;

/// <summary>Who may say what about a release.</summary>
/// <param name="Release">The keys that may sign it.</param>
/// <param name="Expired">The keys that might have signed it at another time.</param>
/// <param name="Evidence">The keys whose evidence is looked at.</param>
internal sealed record Trust(IReadOnlyCollection<TrustedKey> Release, IReadOnlyCollection<TrustedKey> Expired, IReadOnlyList<PolicyKey> Evidence)
{
    /// <summary>Whose timestamps of signatures count.</summary>
    public IReadOnlyCollection<TrustedCertificate> TimestampAuthorities { get; init; } = [];

    /// <summary>The time of the verification.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;
}
