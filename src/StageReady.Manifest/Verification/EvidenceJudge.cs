namespace StageReady.Manifest;

/// <summary>Judges the evidence of a release by what an environment asks for.</summary>
/// <param name="policy">The policy.</param>
/// <param name="environment">The environment.</param>
/// <param name="digest">The release.</param>
/// <param name="log">The lines of the manifest.</param>
/// <param name="manifestName">The manifest's name, for problems.</param>
/// <param name="now">The time of the verification.</param>
/// <param name="judgement">Takes what is wrong, and what was looked at.</param>
internal sealed class EvidenceJudge(DeployPolicy policy, EnvironmentPolicy environment, string digest, ManifestLog log, string manifestName, DateTimeOffset now, Judgement judgement)
{
    /// <summary>How far the clocks of two machines may be apart.</summary>
    internal static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private readonly HashSet<SignedEvidence> _used = [];

    /// <summary>Judges all requirements.</summary>
    public void Judge()
    {
        foreach (var requirement in environment.Evidence)
            Judge(requirement);
        JudgeApprovals();
        if (environment.Promotion is { } promotion)
            Judge(promotion);
    }

    /// <summary>Judges whether somebody permits what the state objects to: to go back to this very release, here and now.</summary>
    /// <returns>Null if it is permitted.</returns>
    public Problem? JudgeRollback(RollbackPermission permission, Problem objection)
    {
        var subject = $"a permission to go back in {environment.Name} by {permission.Signer}";
        var lines = SignedFor(EvidenceKind.Rollback, permission.Signer).Where(line => IsAbout(line, environment.Name)).ToList();
        var problem = lines.Count == 0 ? null : JudgeNewest(subject, lines, permission.MaxAge, out _);
        return lines.Count > 0 && problem is null ? null : new Problem(
            objection.Code, objection.Path, $"{objection.Expected}, or {subject}", objection.Actual, problem is null ? objection.Message : $"{objection.Message}, and the permission does not count: {problem.Message}, {problem.Actual}");
    }

    /// <summary>Lists what nobody asked for.</summary>
    public void IgnoreOthers()
    {
        foreach (var line in log.Evidence.Where(line => !_used.Contains(line)))
            judgement.Ignore(line.Subject);
    }

    private void Judge(EvidenceRequirement requirement)
    {
        var lines = SignedFor(requirement.Kind, requirement.Signer);
        var here = lines.Where(line => IsAbout(line, requirement.Environment)).ToList();
        var suites = requirement.Scenarios.Count > 0 ? requirement.Scenarios : [.. here.Select(line => line.Statement.Suite ?? "").Distinct(StringComparer.Ordinal)];
        if (suites.Count == 0)
            suites = [""];
        foreach (var suite in suites)
        {
            var subject = $"{requirement.Kind}{(suite.Length > 0 ? $" '{suite}'" : "")} in {requirement.Environment} by {requirement.Signer}";
            var ofSuite = here.Where(line => (line.Statement.Suite ?? "") == suite).ToList();
            var problem = ofSuite.Count == 0 ? Missing(subject, lines.Where(line => requirement.Scenarios.Count == 0 || line.Statement.Suite == suite)) : JudgeNewest(subject, ofSuite, requirement.MaxAge, out _);
            judgement.Conclude("evidence", subject, problem);
        }
    }

    // Whoever has made evidence for something else and finds it accepted here has replayed it: that is worth another word than "missing".
    private Problem Missing(string subject, IEnumerable<SignedEvidence> elsewhere)
    {
        var other = elsewhere.FirstOrDefault();
        if (other is null)
            return new Problem(ProblemCode.EvidenceMissing, manifestName, subject, Problem.Absent, "The policy asks for evidence that is not there");
        var of = other.Statement;
        return new Problem(
            ProblemCode.EvidenceReplayed, $"{manifestName} line {other.Line}", $"{subject}, for {policy.Application} release {digest}", $"for {of.Application} release {of.Release} in {of.Environment}",
            "The evidence was made for another release, application or environment");
    }

    private Problem? JudgeNewest(string subject, List<SignedEvidence> lines, TimeSpan? maxAge, out SignedEvidence newest)
    {
        // Time, and at the same time the worse one: a tie must not hide a failure.
        newest = lines.MaxBy(line => (line.Statement.Time, line.Statement.Passed ? 0 : 1))!;
        _used.Add(newest);
        var where = $"{manifestName} line {newest.Line}";
        var time = newest.Statement.Time;
        if (time > now + ClockTolerance)
            return new Problem(ProblemCode.EvidenceFuture, where, $"{subject}, by {EvidenceStatement.Text(now)}", EvidenceStatement.Text(time), "The evidence is of a time that has not come");
        if (lines.Count(line => line.Statement.Time == time) > 1)
            return new Problem(ProblemCode.EvidenceFailed, where, $"{subject}, one newest", $"{lines.Count(line => line.Statement.Time == time)} of {EvidenceStatement.Text(time)}", "Two pieces of evidence are of the same time, so that none is the newest");
        if (!newest.Statement.Passed)
            return new Problem(ProblemCode.EvidenceFailed, where, $"{subject}, passed", "failed", "The newest evidence says that it failed");
        if (now >= newest.Statement.Expires)
            return new Problem(ProblemCode.EvidenceExpired, where, $"{subject}, valid at {EvidenceStatement.Text(now)}", $"until {EvidenceStatement.Text(newest.Statement.Expires.Value)}", "The evidence has expired");
        return now - time > maxAge
            ? new Problem(ProblemCode.EvidenceExpired, where, $"{subject}, not before {EvidenceStatement.Text(now - maxAge.Value)}", EvidenceStatement.Text(time), "The evidence is older than the policy admits")
            : null;
    }

    // Each person counts once, and for one role: a matching of keys to places, not a count for each role.
    private void JudgeApprovals()
    {
        if (environment.Approvals.Count == 0)
            return;
        var approvals = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var decisions in Valid(EvidenceKind.Approval)
            .Where(line => IsAbout(line, environment.Name) && line.Statement.Role is not null)
            .SelectMany(line => line.Signers.Where(signer => MaySign(signer, line.Statement.Role!)).Select(signer => (Signer: signer.KeyId, Line: line)))
            .GroupBy(decision => (decision.Signer, decision.Line.Statement.Role!)))
        {
            var newest = decisions.MaxBy(decision => (decision.Line.Statement.Time, decision.Line.Statement.Passed ? 0 : 1)).Line;
            _used.Add(newest);
            if (newest.Statement.Passed && newest.Statement.Time <= now + ClockTolerance && !(now >= newest.Statement.Expires))
            {
                if (!approvals.TryGetValue(decisions.Key.Signer, out var roles))
                    approvals[decisions.Key.Signer] = roles = new HashSet<string>(StringComparer.Ordinal);
                roles.Add(decisions.Key.Item2);
            }
        }

        var places = environment.Approvals.SelectMany(requirement => Enumerable.Repeat(requirement.Role, requirement.Count)).ToList();
        var taken = Matching.Of(approvals.Keys.ToList(), places, (key, role) => approvals[key].Contains(role));
        foreach (var requirement in environment.Approvals)
        {
            var count = taken.Count(place => places[place] == requirement.Role);
            var subject = $"{requirement.Count} of {requirement.Role} in {environment.Name}";
            judgement.Conclude("approvals", subject, count >= requirement.Count ? null : new Problem(
                ProblemCode.ApprovalsInsufficient, manifestName, subject, $"{count}", "Fewer people approve the release than the policy asks for; a key counts for one role, and its newest decision"));
        }
    }

    private void Judge(PromotionRequirement requirement)
    {
        var subject = $"promotion from {requirement.From} by {requirement.Signer}";
        var lines = SignedFor(EvidenceKind.Promotion, requirement.Signer).Where(line => IsAbout(line, requirement.From)).ToList();
        if (lines.Count == 0)
        {
            judgement.Conclude("promotion", subject, new Problem(ProblemCode.PromotionMissing, manifestName, subject, Problem.Absent, $"The release was not promoted from {requirement.From}"));
            return;
        }

        var problem = JudgeNewest(subject, lines, requirement.MaxAge, out var promotion);
        if (problem is null && promotion.Statement.Inputs.FirstOrDefault(input => !log.Digests.Contains(input)) is { } gone)
            problem = new Problem(ProblemCode.EvidenceMissing, manifestName, $"the statement {gone}, which the promotion on line {promotion.Line} saw", Problem.Absent, "What the promotion relied on is no longer there");
        judgement.Conclude("promotion", subject, problem);
    }

    private List<SignedEvidence> SignedFor(EvidenceKind kind, string role) =>
        [.. Valid(kind).Where(line => line.Signers.Any(signer => MaySign(signer, role)))];

    private bool MaySign(Signer signer, string role) => signer.Key.IsValidAt(now) && signer.Key.Roles.Contains(role);

    private IEnumerable<SignedEvidence> Valid(EvidenceKind kind) => log.Evidence.Where(line => line.Statement.Kind == kind);

    private bool IsAbout(SignedEvidence line, string where) =>
        line.Statement.Release == digest && line.Statement.Application == policy.Application && line.Statement.Environment == where;
}
