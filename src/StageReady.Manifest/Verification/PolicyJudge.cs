using System.Globalization;

namespace StageReady.Manifest;

/// <summary>Judges a release whose manifest is trusted by what a policy asks for in an environment.</summary>
internal sealed class PolicyJudge(DeployPolicy policy, EnvironmentPolicy environment, ManifestLog log, string manifestName, ReleaseState? state, DateTimeOffset now)
{
    private const string Unknown = "unknown: the manifest does not say";

    private readonly Judgement _judgement = new();

    public Judgement Judge()
    {
        var release = log.Statement!.Manifest!;
        _judgement.Conclude("application", policy.Application, release.Name == policy.Application ? null
            : new Problem(ProblemCode.ApplicationMismatch, manifestName, policy.Application, release.Name, "The release is of another application than the policy"));

        var evidence = new EvidenceJudge(policy, environment, log.Digest!, log, manifestName, now, _judgement);
        evidence.Judge();
        JudgeFacts(release.Facts);
        if (environment.Configuration is { } configuration)
            JudgeConfiguration(configuration, release.Facts.Configuration?.FirstOrDefault(known => string.Equals(known.Environment, configuration.Environment, StringComparison.OrdinalIgnoreCase)));
        if (environment.Packages is { } packages)
            JudgePackages(packages, release.Facts.Packages);
        if (state is not null && environment.AllowsRollback != true)
        {
            var objection = state.Objection(release, log.Digest!, environment.Name, manifestName);
            _judgement.Conclude("rollback", environment.Name, objection is not null && environment.Rollback is { } permission ? evidence.JudgeRollback(permission, objection) : objection);
        }

        evidence.IgnoreOthers();
        return _judgement;
    }

    private void JudgeConfiguration(SuppliedConfiguration configuration, EnvironmentFacts? known)
    {
        if (known is null)
        {
            _judgement.Conclude("configuration", configuration.Environment, new Problem(
                ProblemCode.ConfigurationMissing, manifestName, $"the keys of {configuration.Environment}", Unknown, "Nobody knows which settings the release needs from the environment"));
            return;
        }

        var keys = known.Keys.Where(key => key.External).ToList();
        if (keys.Count == 0)
            _judgement.Conclude("configuration", configuration.Environment, null);
        foreach (var key in keys)
        {
            _judgement.Conclude("configuration", key.Key, configuration.Supplies(key.Key) ? null : new Problem(
                ProblemCode.ConfigurationMissing, manifestName, $"{key.Key} from the environment", Problem.Absent, "The release needs a setting that the environment does not supply"));
        }
    }

    private void JudgePackages(PackageRequirement requirement, IReadOnlyList<PackageFacts>? packages)
    {
        if (packages is null or [])
            _judgement.Conclude("packages", environment.Name, packages is null ? Refused("the packages of the release", Unknown, "Nobody knows which packages the release has") : null);
        foreach (var package in packages ?? [])
        {
            if (requirement.Sources is { } sources)
                _judgement.Conclude("packages", $"source of {package.Id} {package.Version}", sources.Contains(package.Source) ? null : Refused(
                    $"{package.Id} {package.Version} from {string.Join(" or ", sources)}", package.Source ?? Unknown, "A package is from a source that the policy does not admit"));
            if (requirement.Signers is { } signers)
                _judgement.Conclude("packages", $"signer of {package.Id} {package.Version}", signers.Contains(package.Signer, StringComparer.OrdinalIgnoreCase) ? null : Refused(
                    $"{package.Id} {package.Version} signed by {string.Join(" or ", signers)}", package.Signer ?? Unknown, "A package is signed by nobody whom the policy admits"));
        }

        Problem Refused(string expected, string actual, string message) => new(ProblemCode.PackageRefused, manifestName, expected, actual, message);
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

    private static string Text(int? count) => count?.ToString(CultureInfo.InvariantCulture) ?? Unknown;
}
