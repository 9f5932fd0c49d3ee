using System.ComponentModel;
using System.Diagnostics;

namespace StageReady.Rehearsal;

/// <summary>Runs <c>dotnet</c> to its end.</summary>
internal static class ToolProcess
{
    /// <summary>The one that runs this process, if it says so.</summary>
    public static string DotNet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <returns>What it exits with and what it writes to both of its outputs.</returns>
    /// <exception cref="RehearsalException">There is no SDK.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(IEnumerable<string> arguments, string directory, CancellationToken cancellationToken)
    {
        using var process = Start(new ProcessStartInfo(DotNet, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <exception cref="RehearsalException">There is no SDK.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new RehearsalException($"A project is rehearsed with the .NET SDK, and {start.FileName} cannot be started: {exception.Message}", exception);
        }
    }
}
