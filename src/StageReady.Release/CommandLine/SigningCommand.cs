using System.Buffers.Text;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>
/// A command that signs, as those of key management services and tokens: it reads on its standard input what to sign (DSSE 1.0.2, PAE) and writes the signature to its standard output, as
/// bytes or in base64. What it says on its standard error is shown.
/// </summary>
internal sealed class SigningCommand(string command)
{
    public const string Variable = "STAGEREADY_SIGNING_COMMAND";

    // An RSA signature of 16384 bits in base64 has less.
    private const int SignatureBytes = 16 * 1024;

    /// <exception cref="UnusableInputException">The command fails, or gives no signature.</exception>
    public byte[] Sign(ReadOnlyMemory<byte> data)
    {
        using var process = Start();
        // A full pipe on one side must not stop the other.
        var output = Task.Run(() => Read(process.StandardOutput.BaseStream));
        try
        {
            using var input = process.StandardInput.BaseStream;
            input.Write(data.Span);
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code and its signature tell whether that matters.
        }

        var signature = output.GetAwaiter().GetResult();
        if (signature is null)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        if (signature is null)
            throw new UnusableInputException($"The command in {Variable} writes more than a signature");
        if (process.ExitCode != 0)
            throw new UnusableInputException($"The command in {Variable} fails with exit code {process.ExitCode}");
        return signature.Length > 0 ? Decode(signature) : throw new UnusableInputException($"The command in {Variable} writes no signature to its standard output");
    }

    // By the shell, so that the command is written as it is typed.
    private Process Start()
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(Environment.GetEnvironmentVariable("ComSpec") ?? "cmd.exe", $"/d /s /c \"{command}\"")
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new UnusableInputException($"The command in {Variable} cannot be started: {exception.Message}");
        }
    }

    // Null if there is more than a signature has.
    private static byte[]? Read(Stream stream)
    {
        var content = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > SignatureBytes)
                return null;
        }

        return content.ToArray();
    }

    // No signature in bytes is all letters: DER has its tags, and hundreds of random bytes are never.
    private static byte[] Decode(byte[] output)
    {
        var text = Encoding.Latin1.GetString(output).Trim();
        return text.Length > 0 && Base64.IsValid(text) ? Convert.FromBase64String(text) : output;
    }
}
