namespace StageReady.Manifest;

/// <summary>The kind of a problem. The number is the exit code of <c>stageready verify</c>.</summary>
public enum ProblemClass
{
    /// <summary>The directory is not what the manifest says.</summary>
    Content = 1,

    /// <summary>Something that a verified release must have is not there.</summary>
    Absent = 3,

    /// <summary>The manifest is not vouched for by a trusted key, or it speaks of something else.</summary>
    Trust = 4,

    /// <summary>The manifest cannot be read without guessing.</summary>
    Malformed = 5,

    /// <summary>What the policy wants to be proven of the release is not.</summary>
    Evidence = 6,

    /// <summary>The policy does not admit the release.</summary>
    Policy = 7,
}

/// <summary>What is wrong, as a stable name that programs can rely on.</summary>
public sealed class ProblemCode
{
    private ProblemCode(string name, ProblemClass @class) => (Name, Class) = (name, @class);

    /// <summary>A file's content is not what the manifest says.</summary>
    public static ProblemCode FileChanged { get; } = new("file-changed", ProblemClass.Content);

    /// <summary>A file that the manifest lists is not in the directory.</summary>
    public static ProblemCode FileMissing { get; } = new("file-missing", ProblemClass.Content);

    /// <summary>A file in the directory is not listed by the manifest.</summary>
    public static ProblemCode FileExtra { get; } = new("file-extra", ProblemClass.Content);

    /// <summary>A file cannot be read, or it is a pipe, socket or device, which are never opened.</summary>
    public static ProblemCode FileUnreadable { get; } = new("file-unreadable", ProblemClass.Content);

    /// <summary>A path that means something else, or nothing, on some operating system.</summary>
    public static ProblemCode PathUnsafe { get; } = new("path-unsafe", ProblemClass.Content);

    /// <summary>Two names that some file systems take for one.</summary>
    public static ProblemCode PathCollision { get; } = new("path-collision", ProblemClass.Content);

    /// <summary>A symbolic link, or another reparse point.</summary>
    public static ProblemCode Link { get; } = new("link", ProblemClass.Content);

    /// <summary>There is no manifest.</summary>
    public static ProblemCode ManifestMissing { get; } = new("manifest-missing", ProblemClass.Absent);

    /// <summary>The manifest is not signed.</summary>
    public static ProblemCode SignatureMissing { get; } = new("signature-missing", ProblemClass.Absent);

    /// <summary>A signature does not fit the manifest.</summary>
    public static ProblemCode SignatureInvalid { get; } = new("signature-invalid", ProblemClass.Trust);

    /// <summary>The manifest is signed, but by no trusted key.</summary>
    public static ProblemCode KeyUntrusted { get; } = new("key-untrusted", ProblemClass.Trust);

    /// <summary>An envelope does not hold an in-toto statement.</summary>
    public static ProblemCode PayloadType { get; } = new("payload-type", ProblemClass.Trust);

    /// <summary>The statements are none about a release.</summary>
    public static ProblemCode PredicateType { get; } = new("predicate-type", ProblemClass.Trust);

    /// <summary>The subject, the list of files and <c>release.sha256sums</c> do not agree.</summary>
    public static ProblemCode SubjectMismatch { get; } = new("subject-mismatch", ProblemClass.Trust);

    /// <summary>The manifest breaks its format.</summary>
    public static ProblemCode Malformed { get; } = new("malformed", ProblemClass.Malformed);

    /// <summary>A JSON object has two members of the same name, or of names that differ in case only.</summary>
    public static ProblemCode DuplicateKey { get; } = new("duplicate-key", ProblemClass.Malformed);

    /// <summary>The input is larger than any honest manifest.</summary>
    public static ProblemCode LimitExceeded { get; } = new("limit-exceeded", ProblemClass.Malformed);

    /// <summary>The key that signed the manifest is not valid yet, or no longer.</summary>
    public static ProblemCode KeyExpired { get; } = new("key-expired", ProblemClass.Trust);

    /// <summary>There is no evidence of a kind that the policy requires, or evidence that a promotion relied on is gone.</summary>
    public static ProblemCode EvidenceMissing { get; } = new("evidence-missing", ProblemClass.Evidence);

    /// <summary>The newest evidence says that something failed, or two contradict each other.</summary>
    public static ProblemCode EvidenceFailed { get; } = new("evidence-failed", ProblemClass.Evidence);

    /// <summary>The evidence is older than the policy admits.</summary>
    public static ProblemCode EvidenceExpired { get; } = new("evidence-expired", ProblemClass.Evidence);

    /// <summary>The evidence is of a time that has not come.</summary>
    public static ProblemCode EvidenceFuture { get; } = new("evidence-future", ProblemClass.Evidence);

    /// <summary>The only evidence there is was made for another release, application or environment.</summary>
    public static ProblemCode EvidenceReplayed { get; } = new("evidence-replayed", ProblemClass.Evidence);

    /// <summary>Fewer people approved than the policy requires.</summary>
    public static ProblemCode ApprovalsInsufficient { get; } = new("approvals-insufficient", ProblemClass.Evidence);

    /// <summary>The release was not promoted from the environment that comes before.</summary>
    public static ProblemCode PromotionMissing { get; } = new("promotion-missing", ProblemClass.Evidence);

    /// <summary>An older release than the last one that was accepted.</summary>
    public static ProblemCode RolledBack { get; } = new("rolled-back", ProblemClass.Policy);

    /// <summary>The policy does not know the environment.</summary>
    public static ProblemCode EnvironmentMismatch { get; } = new("environment-mismatch", ProblemClass.Policy);

    /// <summary>The policy is for another application.</summary>
    public static ProblemCode ApplicationMismatch { get; } = new("application-mismatch", ProblemClass.Policy);

    /// <summary>More migrations than the policy admits cannot be rolled back, as far as is proven.</summary>
    public static ProblemCode IrreversibleMigration { get; } = new("irreversible-migration", ProblemClass.Policy);

    /// <summary>More findings than the policy admits are suppressed.</summary>
    public static ProblemCode SuppressionRefused { get; } = new("suppression-refused", ProblemClass.Policy);

    /// <summary>A package of the release is from a source, or signed by somebody, that the policy does not admit.</summary>
    public static ProblemCode PackageRefused { get; } = new("package-refused", ProblemClass.Policy);

    /// <summary>The release needs a setting that the environment does not supply.</summary>
    public static ProblemCode ConfigurationMissing { get; } = new("configuration-missing", ProblemClass.Policy);

    /// <summary>The stable name, in lower-case words joined by hyphens.</summary>
    public string Name { get; }

    /// <summary>The class, which decides the exit code.</summary>
    public ProblemClass Class { get; }

    /// <summary>The stable name.</summary>
    public override string ToString() => Name;
}
