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
        var keys = new Option<string[]>("--key") { Description = "A public key that is trusted, PEM; may be given several times", HelpName = "PUB.pem" };
        var policy = new Option<string?>("--policy") { Description = "What the deploying side asks for; it names the trusted keys", HelpName = "P.json" };
        var environment = new Option<string?>("--environment") { Description = "The environment that the release is about to go to, as the policy names it", HelpName = "E" };
        var manifest = new Option<string?>("--manifest") { Description = $"The manifest [default: DIR/{ReleaseFileNames.Manifest}]", HelpName = "F" };
        var state = new Option<string?>("--state") { Description = "Remembers the last release that was accepted, and refuses older ones", HelpName = "FILE" };
        var now = Clock.Option();
        var format = OutputFormat.Option();
        var command = new Command("verify", "Verifies the signature and every file of a release, and what a policy asks for; ends with VERIFIED or REFUSED.") { directory, keys, policy, environment, manifest, state, now, format };
        command.Validators.Add(result =>
        {
            var (hasKey, hasPolicy) = (result.GetResult(keys) is not null, result.GetResult(policy) is not null);
            if (hasKey == hasPolicy)
                result.AddError(hasKey ? "--key and --policy exclude each other: a policy names its keys" : "Either --key or --policy is required");
            else if (hasPolicy != result.GetResult(environment) is not null)
                result.AddError(hasPolicy ? "--policy needs --environment" : "--environment needs --policy");
            else if (!hasPolicy && (result.GetResult(state) is not null || result.GetResult(now) is not null))
                result.AddError("--state and --now need --policy");
        });
        command.SetAction(result =>
        {
            var verification = result.GetValue(policy) is { } path
                ? VerifyByPolicy(result.GetRequiredValue(directory), path, result.GetRequiredValue(environment)!, result.GetValue(manifest), result.GetValue(state), Clock.Read(result.GetValue(now)))
                : VerifyByKeys(result.GetRequiredValue(directory), result.GetRequiredValue(keys), result.GetValue(manifest));
            return Report(verification, result.GetRequiredValue(format));
        });
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

    private static VerificationResult VerifyByKeys(string directory, string[] paths, string? manifest)
    {
        var keys = paths.Select(path => TrustedKey.FromPem(Encoding.UTF8.GetString(InputFile.Read(path, "key", KeyBytes)), path)).ToList();
        return ReleaseVerifier.Verify(directory, keys, manifest);
    }

    private static VerificationResult VerifyByPolicy(string directory, string policyPath, string environment, string? manifest, string? statePath, DateTimeOffset now)
    {
        using var policy = PolicyFile.Load(policyPath);
        var state = statePath is null ? null : ReleaseState.Load(statePath);
        var verification = ReleaseVerifier.VerifyForEnvironment(directory, policy, environment, manifest, state, now);
        if (verification.IsVerified)
            state?.Accept(verification, environment);
        return verification;
    }
}
