using System.CommandLine;
using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Decides whether a directory is the release that a trusted key signed, and has what a policy asks for.</summary>
internal static class VerifyCommand
{
    private const int KeyBytes = 64 * 1024;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The directory that is about to be deployed" };
        var keys = new Option<string[]>("--key") { Description = "A public key that is trusted, or the certificate of who issues those of signers, PEM; may be given several times", HelpName = "PUB.pem" };
        var authorities = new Option<string[]>("--timestamp-authority") { Description = "A certificate whose timestamps count, PEM, for signatures that outlived theirs; may be given several times", HelpName = "TSA.pem" };
        var policy = new Option<string?>("--policy") { Description = "What the deploying side asks for; it names the trusted keys", HelpName = "P.json" };
        var environment = new Option<string?>("--environment") { Description = "The environment that the release is about to go to, as the policy names it", HelpName = "E" };
        var manifest = new Option<string?>("--manifest") { Description = $"The manifest [default: DIR/{ReleaseFileNames.Manifest}]", HelpName = "F" };
        var state = new Option<string?>("--state") { Description = "Remembers the last release that was accepted, and refuses older ones", HelpName = "FILE" };
        var stageTo = new Option<string?>("--stage-to") { Description = "Where a copy of the very bytes that were verified appears; it must not exist, or be empty", HelpName = "DIR" };
        var now = Clock.Option();
        var format = OutputFormat.Option();
        var command = new Command("verify", "Verifies the signature and every file of a release, and what a policy asks for; ends with VERIFIED or REFUSED.") { directory, keys, authorities, policy, environment, manifest, state, stageTo, now, format };
        command.Validators.Add(result =>
        {
            var (hasKey, hasPolicy) = (result.GetResult(keys) is not null, result.GetResult(policy) is not null);
            if (hasKey == hasPolicy)
                result.AddError(hasKey ? "--key and --policy exclude each other: a policy names its keys" : "Either --key or --policy is required");
            else if (hasPolicy != result.GetResult(environment) is not null)
                result.AddError(hasPolicy ? "--policy needs --environment" : "--environment needs --policy");
            else if (!hasPolicy && result.GetResult(state) is not null)
                result.AddError("--state needs --policy");
            else if (hasPolicy && result.GetResult(authorities) is not null)
                result.AddError("--timestamp-authority and --policy exclude each other: a policy names its time-stamping authorities");
        });
        // Not on the thread that hears of Ctrl-C: a copy that was begun is removed first.
        command.SetAction((result, cancellationToken) => Task.Run(() =>
        {
            using var stage = result.GetValue(stageTo) is { } target ? ReleaseStage.Create(target, cancellationToken) : null;
            var release = new ReleaseArguments(result.GetRequiredValue(directory), result.GetValue(manifest), stage);
            var verification = result.GetValue(policy) is { } path
                ? VerifyByPolicy(release, path, result.GetRequiredValue(environment)!, result.GetValue(state), Clock.Read(result.GetValue(now)))
                : VerifyByKeys(release, result.GetRequiredValue(keys), result.GetValue(authorities) ?? [], Clock.Read(result.GetValue(now)));
            if (verification.IsVerified)
                stage?.Complete();
            return Report(verification, result.GetRequiredValue(format));
        }));
        return command.WithExample("verify publish --key release.pub.pem");
    }

    /// <summary>Writes a verification to stdout.</summary>
    /// <returns>The exit code.</returns>
    public static int Report(VerificationResult verification, string format)
    {
        if (format == OutputFormat.Json)
            VerificationReport.WriteJson(verification);
        else
            VerificationReport.WriteText(verification);
        return verification.ExitCode;
    }

    private static VerificationResult VerifyByKeys(ReleaseArguments release, string[] paths, string[] authorityPaths, DateTimeOffset now)
    {
        var keys = paths.Select(path => TrustedKey.FromPem(Read(path), path)).ToList();
        return ReleaseVerifier.Verify(release.Directory, keys, release.Manifest, release.Stage, [.. authorityPaths.Select(path => TrustedCertificate.FromPem(Read(path), path))], now);
    }

    private static string Read(string path) => Encoding.UTF8.GetString(InputFile.Read(path, "key", KeyBytes));

    private static VerificationResult VerifyByPolicy(ReleaseArguments release, string policyPath, string environment, string? statePath, DateTimeOffset now)
    {
        using var policy = PolicyFile.Load(policyPath);
        var state = statePath is null ? null : ReleaseState.Load(statePath);
        var verification = ReleaseVerifier.VerifyForEnvironment(release.Directory, policy, environment, release.Manifest, state, now, release.Stage);
        if (verification.IsVerified)
            state?.Accept(verification, environment);
        return verification;
    }

    /// <summary>What is verified, and where it goes.</summary>
    private sealed record ReleaseArguments(string Directory, string? Manifest, ReleaseStage? Stage);
}
