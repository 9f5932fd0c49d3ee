using System.CommandLine;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Checks what an environment asks for, and records that the release has it.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The directory of the release" };
        var environment = new Option<string>("--to") { Description = "The environment whose requirements the release must meet, as the policy names it", HelpName = "E", Required = true };
        var policy = new Option<string>("--policy") { Description = "What the deploying side asks for", HelpName = "P.json", Required = true };
        var key = new Option<string?>("--key") { Description = $"The private key that signs the promotion, PEM or PKCS#12, or its PKCS#11 URI [default: what is in {SigningKeyFile.KeyVariable}]", HelpName = "K.pem" };
        var manifest = new Option<string?>("--manifest") { Description = $"The manifest [default: DIR/{ReleaseFileNames.Manifest}]", HelpName = "F" };
        var now = Clock.Option();
        var format = OutputFormat.Option();
        var command = new Command("promote", "Verifies a release for an environment and appends the signed summary that other environments can ask for.") { directory, environment, policy, key, manifest, now, format };
        command.SetAction(result => Run(
            result.GetRequiredValue(directory), result.GetRequiredValue(environment), result.GetRequiredValue(policy), result.GetValue(key), result.GetValue(manifest),
            Clock.Read(result.GetValue(now)), result.GetRequiredValue(format)));
        return command.WithExample("promote publish --to staging --policy deploy-policy.json --key operations.pem");
    }

    private static int Run(string directory, string environment, string policyPath, string? keyPath, string? manifest, DateTimeOffset now, string format)
    {
        using var policy = PolicyFile.Load(policyPath);
        using var key = SigningKeyFile.Load(keyPath) ?? throw new UnusableInputException($"A promotion is signed; give --key or {SigningKeyFile.KeyVariable}");

        // Older releases may be promoted: what is put into an environment is for verify and its state to decide.
        var verification = ReleaseVerifier.VerifyForPromotion(directory, policy, environment, manifest, now);
        if (verification.IsVerified)
        {
            var path = manifest ?? Path.Combine(directory, ReleaseFileNames.Manifest);
            PromotionWriter.Append(path, verification, policy, environment, key, now);
            if (format == OutputFormat.Text)
                Console.Out.WriteLine(Printable.Of($"Appended to {path}: promotion of release {verification.Digest} to {environment}, signed by key {key.KeyId}"));
        }

        return VerifyCommand.Report(verification, format);
    }
}
