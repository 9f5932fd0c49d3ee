using System.Buffers.Text;
using System.Text;

namespace StageReady.Release;

/// <summary>
/// A command that signs, as those of key management services and tokens: it reads on its standard input what to sign (DSSE 1.0.2, PAE) and writes the signature to its standard output, as
/// bytes or in base64.
/// </summary>
internal static class SigningCommand
{
    public const string Variable = "STAGEREADY_SIGNING_COMMAND";

    /// <exception cref="StageReady.Manifest.UnusableInputException">The variable is set but empty.</exception>
    /// <returns>Null without the variable.</returns>
    public static Func<ReadOnlyMemory<byte>, byte[]>? Signer() => ExternalCommand.Of(Variable, "signature") is { } command ? data => Decode(command.Run(data)) : null;

    // No signature in bytes is all letters: DER has its tags, and hundreds of random bytes are never.
    private static byte[] Decode(byte[] output)
    {
        var text = Encoding.Latin1.GetString(output).Trim();
        return text.Length > 0 && Base64.IsValid(text) ? Convert.FromBase64String(text) : output;
    }
}
