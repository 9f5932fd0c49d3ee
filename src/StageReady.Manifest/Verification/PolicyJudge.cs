using System.Globalization;

namespace StageReady.Manifest;

/// <summary>Judges a release whose manifest is trusted by what a policy asks for in an environment.</summary>
internal sealed class PolicyJudge(DeployPolicy policy, EnvironmentPolicy environment, ManifestLog log, string manifestName, ReleaseState? state, DateTimeOffset now)
{
    private readonly Judgement _judgement = new();

    public Judgement Judge()
    {
        var release = log.Statement!.Manifest!;
        _judgement.Conclude("application", policy.Application, release.Name == policy.Application ? null
            : new Problem(ProblemCode.ApplicationMismatch, manifestName, policy.Application, release.Name, "The release is of another application than the policy"));

        new EvidenceJudge(policy, environment, log.Digest!, log, manifestName, now, _judgement).Judge();
        JudgeFacts(release.Facts);
        if (state is not null && environment.AllowsRollback != true)
            _judgement.Conclude("rollback", environment.Name, state.Objection(release, log.Digest!, environment.Name, manifestName));
        return _judgement;
    }

    // What nobody knows is not known to be few: the policy asks for proof.
    private void JudgeFacts(ReleaseFacts facts)
    {
        if (environment.MaxSuppressions is { } suppressions)
        {
            var count = facts.Checks is { } checks ? checks.Suppressions.Count + checks.Baseline.Count : default(int?);
            _judgement.Conclude("suppressions", $"at most {suppressions}", count <= suppressions ? null : new Problem(
                ProblemCode.SuppressionRefused, manifestName, $"at most {suppressions}", Text(count), "More findings are suppressed or in the baseline than the policy admits"));
        }

        if (environment.MaxIrreversibleMigrations is { } migrations)
        {
            var count = facts.Migrations?.Count(migration => migration.Reversibility != Reversibility.Reversible);
            _judgement.Conclude("migrations", $"at most {migrations}", count <= migrations ? null : new Problem(
                ProblemCode.IrreversibleMigration, manifestName, $"at most {migrations}", Text(count), "More migrations than the policy admits are declared irreversible or not proven to be reversible"));
        }
    }

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "unknown: the manifest does not say";
}
