using System.Diagnostics;
using StageReady.Manifest;

namespace StageReady.Release.Tests;

/// <summary>What the executable did.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A working directory with a release, a key pair, and the executable as a user runs it.</summary>
internal sealed class ReleaseProcess : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stageready-");

    public ReleaseProcess()
    {
        Put("publish/app.dll", "the application");
        Put("publish/wwwroot/index.html", "<p>hello");
    }

    public string Folder => _folder.FullName;

    public string PathOf(string path) => Path.Combine(Folder, path);

    public void Put(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), content);
    }

    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>In this process, to be quick: with a key pair <c>k</c> and a manifest signed by it.</summary>
    public ReleaseProcess Signed()
    {
        using var key = SigningKey.Generate();
        Put("k.pem", key.ExportPrivateKeyPem());
        Put("k.pub.pem", key.ExportPublicKeyPem());
        ReleaseWriter.Write(PathOf("publish"), new ReleaseDescription { Name = "Storefront", Version = "1.4.0", Sequence = 7 }, key);
        return this;
    }

    public ProcessResult Run(string arguments, params (string Name, string Value)[] environment) =>
        Start("dotnet", Arguments(arguments), environment);

    /// <summary>Sends a signal as soon as the time has come.</summary>
    public ProcessResult RunAndSignal(string arguments, Func<bool> when, string signal)
    {
        using var process = Begin("dotnet", Arguments(arguments), []);
        while (!process.HasExited && !when())
            Thread.Yield();
        Start("kill", [$"-{signal}", $"{process.Id}"]);
        return End(process);
    }

    public ProcessResult Start(string program, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Begin(program, arguments, environment);
        return End(process);
    }

    private static IEnumerable<string> Arguments(string arguments) =>
        [Path.Combine(AppContext.BaseDirectory, "stageready-verify.dll"), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private Process Begin(string program, IEnumerable<string> arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("STAGEREADY_SIGNING_KEY");
        start.Environment.Remove("STAGEREADY_SIGNING_KEY_PASSPHRASE");
        start.Environment.Remove("STAGEREADY_SIGNING_COMMAND");
        start.Environment.Remove("STAGEREADY_TIMESTAMP_COMMAND");
        start.Environment.Remove("STAGEREADY_PKCS11_PIN");
        start.Environment["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(Folder);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static ProcessResult End(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
