using System.CommandLine;
using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>Decides whether a directory is the release that a trusted key signed.</summary>
internal static class VerifyCommand
{
    private const int KeyBytes = 64 * 1024;

    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "The directory that is about to be deployed" };
        var keys = new Option<string[]>("--key") { Description = "A public key that is trusted, PEM; may be given several times", HelpName = "PUB.pem", Required = true };
        var manifest = new Option<string?>("--manifest") { Description = $"The manifest [default: DIR/{ReleaseFileNames.Manifest}]", HelpName = "F" };
        var format = OutputFormat.Option();
        var command = new Command("verify", "Verifies the signature and every file of a release; ends with VERIFIED or REFUSED.") { directory, keys, manifest, format };
        command.SetAction(result => Run(result.GetRequiredValue(directory), result.GetRequiredValue(keys), result.GetValue(manifest), result.GetRequiredValue(format)));
        return command.WithExample("verify publish --key release.pub.pem");
    }

    private static int Run(string directory, string[] keyPaths, string? manifest, string format)
    {
        var keys = keyPaths.Select(LoadKey).ToList();
        var verification = ReleaseVerifier.Verify(directory, keys, manifest);
        if (format == OutputFormat.Json)
            VerificationReport.WriteJson(verification);
        else
            VerificationReport.WriteText(verification);
        return verification.ExitCode;
    }

    private static TrustedKey LoadKey(string path) => TrustedKey.FromPem(Encoding.UTF8.GetString(InputFile.Read(path, "key", KeyBytes)), path);
}
