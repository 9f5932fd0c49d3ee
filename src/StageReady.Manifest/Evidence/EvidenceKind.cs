namespace StageReady.Manifest;

/// <summary>A kind of evidence: its name on the command line and in policies, and the type of its predicate.</summary>
public sealed class EvidenceKind
{
    private EvidenceKind(string name, string predicateType) => (Name, PredicateType) = (name, predicateType);

    /// <summary>Tests ran (in-toto attestation, test-result v0.1).</summary>
    public static EvidenceKind TestResult { get; } = new("test-result", "https://in-toto.io/attestation/test-result/v0.1");

    /// <summary>Known vulnerabilities were looked for (in-toto attestation, vulns v0.2).</summary>
    public static EvidenceKind Vulnerabilities { get; } = new("vulns", "https://in-toto.io/attestation/vulns/v0.2");

    /// <summary>A static analysis ran.</summary>
    public static EvidenceKind Sarif { get; } = new("sarif", "https://stageready.dev/sarif/v1");

    /// <summary>The migrations were rehearsed.</summary>
    public static EvidenceKind Rehearsal { get; } = new("rehearsal", "https://stageready.dev/rehearsal/v1");

    /// <summary>The data of the environment hold nothing personal.</summary>
    public static EvidenceKind Sanitization { get; } = new("sanitization", "https://stageready.dev/sanitization/v1");

    /// <summary>The environment is like production.</summary>
    public static EvidenceKind Parity { get; } = new("parity", "https://stageready.dev/parity/v1");

    /// <summary>The release was deployed.</summary>
    public static EvidenceKind Deployment { get; } = new("deployment", "https://stageready.dev/deployment/v1");

    /// <summary>Somebody has read the runbook, or had the training.</summary>
    public static EvidenceKind Acknowledgement { get; } = new("acknowledgement", "https://stageready.dev/acknowledgement/v1");

    /// <summary>Somebody approves or rejects the release.</summary>
    public static EvidenceKind Approval { get; } = new("approval", "https://stageready.dev/approval/v1");

    /// <summary>Somebody permits to go back to the release, although a newer one was accepted.</summary>
    public static EvidenceKind Rollback { get; } = new("rollback", "https://stageready.dev/rollback/v1");

    /// <summary>The release met the requirements of an environment (SLSA verification summary v1); <c>promote</c> writes it.</summary>
    internal static EvidenceKind Promotion { get; } = new("promotion", "https://slsa.dev/verification_summary/v1");

    /// <summary>The kinds that can be attested.</summary>
    public static IReadOnlyList<EvidenceKind> All { get; } = [TestResult, Vulnerabilities, Sarif, Rehearsal, Sanitization, Approval, Parity, Deployment, Acknowledgement, Rollback];

    /// <summary>The name on the command line and in policies.</summary>
    public string Name { get; }

    /// <summary>The type of the predicate.</summary>
    public string PredicateType { get; }

    /// <summary>The kind of a name; null if there is none.</summary>
    /// <param name="name">The name.</param>
    public static EvidenceKind? Named(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>The kind of a predicate, promotions included; null for statements of others.</summary>
    internal static EvidenceKind? OfPredicate(string predicateType) =>
        predicateType == Promotion.PredicateType ? Promotion : All.FirstOrDefault(kind => kind.PredicateType == predicateType);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
