using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>The private key that commands sign with: a file, or the PEM in a variable.</summary>
internal static class SigningKeyFile
{
    public const string KeyVariable = "STAGEREADY_SIGNING_KEY";
    public const string PassPhraseVariable = "STAGEREADY_SIGNING_KEY_PASSPHRASE";
    private const int KeyBytes = 64 * 1024;

    /// <param name="path">The file; null for the variable.</param>
    /// <returns>Null if there is neither.</returns>
    /// <exception cref="UnusableInputException">It is no key.</exception>
    public static SigningKey? Load(string? path)
    {
        var passPhrase = Environment.GetEnvironmentVariable(PassPhraseVariable);
        if (path is not null)
            return SigningKey.FromPem(Encoding.UTF8.GetString(InputFile.Read(path, "key", KeyBytes)), path, passPhrase);

        // Set but empty is a secret that did not arrive, not a wish for no signature: FromPem refuses it.
        return Environment.GetEnvironmentVariable(KeyVariable) is { } pem ? SigningKey.FromPem(pem, KeyVariable, passPhrase) : null;
    }
}
