using System.Globalization;

namespace StageReady.Manifest;

/// <summary>What a line of evidence says. It is worth what the signature over it is worth: <see cref="ReleaseVerifier.VerifyForEnvironment"/> judges.</summary>
public sealed class EvidenceStatement
{
    internal const string Approved = "approved";
    internal const string Rejected = "rejected";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string ATime = "a time in UTC with milliseconds, such as 2027-01-31T12:00:00.000Z";

    private EvidenceStatement(EvidenceKind kind, string release, JsonObjectReader context)
    {
        Kind = kind;
        Release = release;
        Application = context.Label("application");
        Environment = context.Label("environment");
        RunId = context.Label("runId");
        Suite = context.OptionalLabel("suite");
        Role = context.OptionalLabel("role");
        Time = TimeOf(context, "time") ?? throw context.Wrong("time", ATime, "nothing");
        Expires = TimeOf(context, "expires");
        if (kind == EvidenceKind.Rollback && Expires is null)
            throw context.Wrong("expires", ATime, "nothing");
    }

    /// <summary>What kind of evidence it is.</summary>
    public EvidenceKind Kind { get; }

    /// <summary>The digest of the release that it is about.</summary>
    public string Release { get; }

    /// <summary>The application that it is about.</summary>
    public string Application { get; }

    /// <summary>The environment that it was made in, or is approved for.</summary>
    public string Environment { get; }

    /// <summary>What sets the run that made it apart from every other one.</summary>
    public string RunId { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>From when on it does not count any more; null if it does not say.</summary>
    public DateTimeOffset? Expires { get; }

    /// <summary>Which of several suites or scenarios it is about; null for the only one.</summary>
    public string? Suite { get; }

    /// <summary>In which role somebody approves; null for other kinds.</summary>
    public string? Role { get; }

    /// <summary>Whether it speaks for the release: the tests passed, somebody approved, nothing was found.</summary>
    public bool Passed { get; private init; }

    /// <summary>The digests of the statements that a promotion saw.</summary>
    internal IReadOnlyList<string> Inputs { get; private init; } = [];

    /// <summary>Null for a statement of a type that is no evidence.</summary>
    /// <exception cref="ReleaseException">It breaks its format.</exception>
    internal static EvidenceStatement? Read(ReadOnlyMemory<byte> payload, string where)
    {
        using var document = StrictJson.Parse(payload, where);
        var root = JsonObjectReader.Root(document.RootElement, where);
        if (EvidenceKind.OfPredicate(root.Text("predicateType")) is not { } kind)
            return null;

        var subjects = root.Objects("subject").Take(2).ToList();
        if (subjects.Count != 1)
            throw root.Wrong("subject", "exactly one subject", subjects.Count == 0 ? "none" : "several");
        var predicate = root.Object("predicate");
        return new EvidenceStatement(kind, subjects[0].Object("digest").Sha256("sha256"), predicate.Object("stageready"))
        {
            Passed = HasPassed(kind, predicate),
            Inputs = kind == EvidenceKind.Promotion ? [.. (predicate.OptionalObjects("inputAttestations") ?? []).Select(input => input.Object("digest").Sha256("sha256"))] : [],
        };
    }

    /// <summary>A time as statements have it: UTC, with milliseconds.</summary>
    internal static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static DateTimeOffset? TimeOf(JsonObjectReader context, string name) =>
        context.OptionalText(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw context.Wrong(name, ATime, "other text");

    private static bool HasPassed(EvidenceKind kind, JsonObjectReader predicate)
    {
        if (kind == EvidenceKind.TestResult)
            return predicate.Text("result") == "PASSED";
        if (kind == EvidenceKind.Promotion)
            return predicate.Text("verificationResult") == "PASSED";
        if (kind == EvidenceKind.Vulnerabilities)
            return !predicate.Object("scanner").Objects("result").Any();
        if (kind == EvidenceKind.Acknowledgement || kind == EvidenceKind.Rollback)
            return true;
        var (member, good, bad) = kind == EvidenceKind.Approval ? ("decision", Approved, Rejected) : ("result", "passed", "failed");
        var text = predicate.Text(member);
        return text == good || (text == bad ? false : throw predicate.Wrong(member, $"{good} or {bad}", "other text"));
    }
}
