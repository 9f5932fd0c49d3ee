using System.ComponentModel;
using System.Diagnostics;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>A command that a variable of the environment names: it reads on its standard input and writes to its standard output. What it says on its standard error is shown.</summary>
/// <param name="variable">The variable, for messages.</param>
/// <param name="command">The command line, for the shell.</param>
/// <param name="gives">What it writes, for messages.</param>
internal sealed class ExternalCommand(string variable, string command, string gives)
{
    private const int OutputBytes = 64 * 1024;

    /// <exception cref="UnusableInputException">The variable is set but empty.</exception>
    /// <returns>Null without the variable.</returns>
    public static ExternalCommand? Of(string variable, string gives) => Environment.GetEnvironmentVariable(variable) is not { } command ? null
        : !string.IsNullOrWhiteSpace(command) ? new ExternalCommand(variable, command, gives)
        : throw new UnusableInputException($"{variable} is empty: expected a command, or no such variable");

    /// <exception cref="UnusableInputException">The command fails, or writes nothing or too much.</exception>
    public byte[] Run(ReadOnlyMemory<byte> data)
    {
        using var process = Start();
        // A full pipe on one side must not stop the other.
        var reading = Task.Run(() => Read(process.StandardOutput.BaseStream));
        try
        {
            using var input = process.StandardInput.BaseStream;
            input.Write(data.Span);
        }
        catch (IOException)
        {
            // It ended without reading all; its exit code and what it writes tell whether that matters.
        }

        var output = reading.GetAwaiter().GetResult();
        if (output is null)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        if (output is null)
            throw new UnusableInputException($"The command in {variable} writes more than a {gives}");
        if (process.ExitCode != 0)
            throw new UnusableInputException($"The command in {variable} fails with exit code {process.ExitCode}");
        return output.Length > 0 ? output : throw new UnusableInputException($"The command in {variable} writes no {gives} to its standard output");
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
            throw new UnusableInputException($"The command in {variable} cannot be started: {exception.Message}");
        }
    }

    // Null if there is more than any command has to say.
    private static byte[]? Read(Stream stream)
    {
        var content = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > OutputBytes)
                return null;
        }

        return content.ToArray();
    }
}
