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

    /// <summary>The stable name, in lower-case words joined by hyphens.</summary>
    public string Name { get; }

    /// <summary>The class, which decides the exit code.</summary>
    public ProblemClass Class { get; }

    /// <summary>The stable name.</summary>
    public override string ToString() => Name;
}
