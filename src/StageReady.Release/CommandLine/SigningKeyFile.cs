using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>
/// The key that commands sign with: a file, PEM or PKCS#12, or the PEM in a variable, or in place of either the URI of a key in a token (<see cref="Pkcs11Uri"/>). It is the private key, or the
/// public one where a <see cref="SigningCommand"/> signs. A certificate beside it goes into the signature.
/// </summary>
internal static class SigningKeyFile
{
    public const string KeyVariable = "STAGEREADY_SIGNING_KEY";
    public const string PassPhraseVariable = "STAGEREADY_SIGNING_KEY_PASSPHRASE";
    public const string TimestampVariable = "STAGEREADY_TIMESTAMP_COMMAND";
    private const int KeyBytes = 64 * 1024;

    // The first byte of every file in DER, and no letter of PEM: a SEQUENCE.
    private const byte Der = 0x30;

    /// <param name="path">The file; null for the variable.</param>
    /// <returns>Null if there is neither.</returns>
    /// <exception cref="UnusableInputException">It is no key.</exception>
    public static SigningKey? Load(string? path)
    {
        // Set but empty is a secret that did not arrive, not a wish for no signature: it is refused as no key.
        var (name, variable) = (path ?? KeyVariable, path is null ? Environment.GetEnvironmentVariable(KeyVariable) : null);
        var key = (path ?? variable) is { } uri && Pkcs11Uri.Is(uri)
            ? LoadFromToken(uri)
            : Load(path is not null ? InputFile.Read(path, "key", KeyBytes) : variable is not null ? Encoding.UTF8.GetBytes(variable) : null, name);
        if (ExternalCommand.Of(TimestampVariable, "timestamp") is not { } authority || key is null)
            return key;

        if (!key.HasCertificate)
            throw new UnusableInputException($"{TimestampVariable} is set, but {name} holds no certificate that a signature could outlive");
        key.TimestampAuthority = authority.Run;
        return key;
    }

    private static SigningKey LoadFromToken(string uri) => Environment.GetEnvironmentVariable(SigningCommand.Variable) is null
        ? Pkcs11Key.Load(uri)
        : throw new UnusableInputException($"{SigningCommand.Variable} is set, and the key is one that a token signs with; unset the one, or give the public key");

    private static SigningKey? Load(byte[]? content, string name)
    {
        if (SigningCommand.Signer() is { } signer)
        {
            return content is not null
                ? SigningKey.FromSigner(Encoding.UTF8.GetString(content), name, signer)
                : throw new UnusableInputException($"{SigningCommand.Variable} is set; give the public key that belongs to it, by --key or {KeyVariable}");
        }

        if (content is null)
            return null;
        var passPhrase = Environment.GetEnvironmentVariable(PassPhraseVariable);
        return content is [Der, ..] ? SigningKey.FromPkcs12(content, name, passPhrase) : SigningKey.FromPem(Encoding.UTF8.GetString(content), name, passPhrase);
    }
}
