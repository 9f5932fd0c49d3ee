using System.Diagnostics;
using System.Text.Json;
using StageReady.RehearsalHost;

namespace StageReady.Rehearsal;

/// <summary>The process that runs the migrations, with the application's own dependencies and on its own runtime. It is asked a line at a time, and dies with the rehearsal.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string HostName = "StageReady.RehearsalHost.dll";
    private const int KeptErrorLines = 20;

    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    private HostProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <param name="assembly">The application's, with all that it runs with beside it.</param>
    /// <param name="projectDirectory">Where its settings are looked for.</param>
    public static HostProcess Start(string assembly, string projectDirectory)
    {
        // Beside the application: a host finds what deps.json names in the folder of what it starts.
        var host = Path.Combine(Path.GetDirectoryName(assembly)!, HostName);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "rehearsal-host", HostName), host, overwrite: true);
        var start = new ProcessStartInfo(
            ToolProcess.DotNet,
            ["exec", "--runtimeconfig", Path.ChangeExtension(assembly, ".runtimeconfig.json"), "--depsfile", Path.ChangeExtension(assembly, ".deps.json"), host, assembly, projectDirectory])
        {
            WorkingDirectory = projectDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // As EF Core's tools do it. The runtime may be a newer one than the application asks for: what is rehearsed is the database.
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        return new HostProcess(ToolProcess.Start(start));
    }

    /// <exception cref="RehearsalException">The process has ended.</exception>
    public async Task<Answer> AskAsync(Request request, CancellationToken cancellationToken)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, ProtocolJson.Default.Request).AsMemory(), cancellationToken);
            await _process.StandardInput.FlushAsync(cancellationToken);
            if (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                return JsonSerializer.Deserialize(line, ProtocolJson.Default.Answer)!;
        }
        catch (IOException)
        {
            // The pipe is closed: what the process said last tells why.
        }

        await _process.WaitForExitAsync(cancellationToken);
        throw new RehearsalException($"The application ended while its migrations ran: {LastWords()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_errors)
        {
            _errors.Enqueue(line.Trim());
            if (_errors.Count > KeptErrorLines)
                _errors.Dequeue();
        }
    }

    // The first line of an unhandled exception; the others are its stack.
    private string LastWords()
    {
        lock (_errors)
            return _errors.LastOrDefault(line => !line.StartsWith("at ", StringComparison.Ordinal)) ?? $"exit code {_process.ExitCode}";
    }
}
