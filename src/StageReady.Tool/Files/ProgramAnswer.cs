using System.ComponentModel;
using System.Diagnostics;

namespace StageReady.Tool.Files;

/// <summary>What a program answers that is asked and waited for.</summary>
/// <param name="ExitCode">Null if it did not answer in time.</param>
internal sealed record ProgramAnswer(int? ExitCode, string Output, string Error)
{
    /// <summary>Null if there is no such program.</summary>
    /// <param name="start">The program, its arguments and its environment. It gets no input.</param>
    /// <param name="patience">How long it is waited for; then it is ended.</param>
    public static ProgramAnswer? Of(ProcessStartInfo start, TimeSpan patience)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (process.WaitForExit(patience))
                return new ProgramAnswer(process.ExitCode, output.Result, error.Result);

            process.Kill(entireProcessTree: true);
            return new ProgramAnswer(null, "", "");
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            return null;
        }
    }
}
