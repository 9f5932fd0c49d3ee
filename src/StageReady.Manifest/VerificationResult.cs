namespace StageReady.Manifest;

/// <summary>What came out of verifying a release.</summary>
public sealed class VerificationResult
{
    private static readonly ProblemClass[] Precedence = [ProblemClass.Malformed, ProblemClass.Absent, ProblemClass.Trust, ProblemClass.Content, ProblemClass.Evidence, ProblemClass.Policy];

    internal VerificationResult(ReleaseManifest? release, string? digest, IReadOnlyList<Problem> problems, IReadOnlyList<Evaluation> evaluated) =>
        (Release, Digest, Problems, Evaluated) = (release, digest, problems, evaluated);

    /// <summary>Whether the release is exactly what a trusted key signed. False unless every check passed.</summary>
    public bool IsVerified => Problems.Count == 0;

    /// <summary>What the manifest says; null unless a trusted key signed it.</summary>
    public ReleaseManifest? Release { get; }

    /// <summary>The SHA-256 of the payload in lower-case hexadecimal; null unless a trusted key signed it.</summary>
    public string? Digest { get; }

    /// <summary>Everything that is wrong; empty if and only if the release is verified.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>What was looked at, also what was ignored.</summary>
    public IReadOnlyList<Evaluation> Evaluated { get; }

    /// <summary>The digests of the statements that keys of the policy signed, which a promotion records.</summary>
    internal IReadOnlyList<string> EvidenceDigests { get; init; } = [];

    /// <summary>0 if verified, else the number of the gravest class: malformed, absent, trust, content, evidence, policy.</summary>
    public int ExitCode => (int)Precedence.FirstOrDefault(@class => Problems.Any(problem => problem.Code.Class == @class));
}

/// <summary>One thing that verification looked at.</summary>
/// <param name="check">What was asked: <c>signature</c>, <c>statement</c>, <c>sums</c>, <c>files</c>, <c>evidence</c>, <c>approvals</c>, <c>promotion</c> or a rule of the policy.</param>
/// <param name="subject">Of what.</param>
/// <param name="result"><c>passed</c>, <c>failed</c> or <c>ignored</c>.</param>
public sealed class Evaluation(string check, string subject, string result)
{
    /// <summary>What was asked: <c>signature</c>, <c>statement</c>, <c>sums</c>, <c>files</c>, <c>evidence</c>, <c>approvals</c>, <c>promotion</c> or a rule of the policy.</summary>
    public string Check { get; } = check;

    /// <summary>Of what.</summary>
    public string Subject { get; } = subject;

    /// <summary><c>passed</c>, <c>failed</c> or <c>ignored</c>.</summary>
    public string Result { get; } = result;
}
