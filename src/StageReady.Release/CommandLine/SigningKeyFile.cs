using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>The key that commands sign with: a file, or the PEM in a variable. It is the private key, or the public one where a <see cref="SigningCommand"/> signs.</summary>
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
        // Set but empty is a secret that did not arrive, not a wish for no signature: it is refused as no key.
        var name = path ?? KeyVariable;
        var pem = path is not null ? Encoding.UTF8.GetString(InputFile.Read(path, "key", KeyBytes)) : Environment.GetEnvironmentVariable(KeyVariable);
        if (Environment.GetEnvironmentVariable(SigningCommand.Variable) is not { } command)
            return pem is null ? null : SigningKey.FromPem(pem, name, Environment.GetEnvironmentVariable(PassPhraseVariable));

        if (string.IsNullOrWhiteSpace(command))
            throw new UnusableInputException($"{SigningCommand.Variable} is empty: expected a command, or no such variable");
        if (pem is null)
            throw new UnusableInputException($"{SigningCommand.Variable} is set; give the public key that belongs to it, by --key or {KeyVariable}");
        return SigningKey.FromSigner(pem, name, new SigningCommand(command).Sign);
    }
}
