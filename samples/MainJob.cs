#:property TargetFramework=net10.0
#:property PublishAot=false

// StageReady from end to end: dotnet run samples/MainJob.cs
// Needs the .NET 10 SDK and git; uses no network but package restore; leaves nothing behind.
// The exit code is 0 if every step ended as it should, 1 if one did not, 130 if it was interrupted.

using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

var samples = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
var repository = Path.GetDirectoryName(samples)!;

using var interrupt = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);

using var job = new MainJob(repository, samples, interrupt.Token);
try
{
    await job.RunAsync();
    return 0;
}
catch (StepFailed failure)
{
    Console.Error.WriteLine();
    Console.Error.WriteLine($"FAILED: {failure.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine();
    Console.Error.WriteLine("Interrupted.");
    return 130;
}

void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupt.Cancel();
}

internal sealed class StepFailed(string message) : Exception(message);

internal sealed partial class MainJob : IDisposable
{
    /// <summary>What the build of StorefrontNotReady must find, at the least.</summary>
    private static readonly string[] ExpectedRules =
    [
        "STG1001", "STG1002", "STG1003", "STG1005", "STG1006", "STG1007", "STG1008", "STG1009", "STG1010", "STG1011", "STG1012", "STG1013", "STG1015", "STG1016", "STG1017", "STG1018", "STG1019", "STG1021", "STG1022", "STG1023",
        "STG1101", "STG1102", "STG1104", "STG1105", "STG1106", "STG1107", "STG1108", "STG1109",
        "STG2001", "STG2003", "STG2004", "STG2005", "STG2010", "STG2014",
        "STG3001", "STG3006", "STG3012", "STG3013", "STG3014", "STG3015", "STG3016", "STG3019", "STG3020", "STG3022", "STG3024", "STG3025", "STG3026",
        "STG4003",
        "STG5001", "STG5002", "STG5003",
    ];

    private readonly string _repository;
    private readonly string _samples;
    private readonly Shell _shell;
    private readonly string _scratch = Directory.CreateTempSubdirectory("stageready-mainjob-").FullName;

    // A version of its own, so that no cache can answer with yesterday's packages.
    private readonly string _version = $"0.1.0-mainjob.{DateTime.UtcNow:yyyyMMddHHmmss}";
    private int _step;

    public MainJob(string repository, string samples, CancellationToken interrupt)
    {
        _repository = repository;
        _samples = samples;
        _shell = new Shell(_scratch, interrupt);
    }

    private string Feed => Path.Combine(_scratch, "feed");

    private string StageReady => Path.Combine(_scratch, "tool", OperatingSystem.IsWindows() ? "stageready.exe" : "stageready");

    private string Key => Path.Combine(_scratch, "release.pem");

    private string PublicKey => Path.Combine(_scratch, "release.pub.pem");

    private string Release => Path.Combine(_scratch, "release");

    public async Task RunAsync()
    {
        Console.WriteLine($"StageReady from end to end, in {_scratch}, which is removed at the end.");

        await PackAsync();
        await BuildWhatIsNotReadyAsync();
        await PublishWhatIsReadyAsync();
        await VerifyAsync();
        await ChangeOneByteAndVerifyAsync();

        Console.WriteLine();
        Console.WriteLine("Every step ended as it should.");
    }

    private async Task PackAsync()
    {
        Step("Pack StageReady from this clone and install the command, as any team would from its feed");
        await MustSucceedAsync(_repository, "dotnet", "pack", "Analyzers.sln", "-c", "Release", "-o", Feed, $"-p:Version={_version}");
        Say($"Packed {string.Join(", ", Directory.EnumerateFiles(Feed, "*.nupkg").Select(Path.GetFileName).Order(StringComparer.Ordinal))}");

        File.WriteAllText(Path.Combine(_scratch, "nuget.config"), NuGetConfig());
        await MustSucceedAsync(_scratch, "dotnet", "tool", "install", "StageReady.Tool", "--version", _version, "--tool-path", Path.GetDirectoryName(StageReady)!);
    }

    private async Task BuildWhatIsNotReadyAsync()
    {
        Step("Build a shop that is not ready: StorefrontNotReady has most of the mistakes there are");
        var shop = await CopyAsync("StorefrontNotReady");
        var build = await _shell.RunAsync(shop, "dotnet", "build", "--nologo", "-tl:off", "-v:q", "-clp:NoSummary");

        var findings = Finding.Parse(build.Output, shop);
        foreach (var file in findings.GroupBy(finding => finding.File))
        {
            Say(file.Key);
            foreach (var finding in file)
                Say($"  {finding.Place,8}  {finding.Severity} {finding.Rule}: {finding.Message}");
        }

        Require(build.ExitCode != 0, "the build succeeded, although the shop is not ready", build);
        var missed = ExpectedRules.Except(findings.Select(finding => finding.Rule)).ToList();
        Require(missed.Count == 0, $"the build did not report {string.Join(", ", missed)}", build);
        Say($"The build failed, as it should: {findings.Count} findings, each with a page that says how to mend it");

        var check = await _shell.RunAsync(shop, StageReady, "check");
        Say(check.LastLine);
        Require(check.ExitCode == 1, $"check ended with {check.ExitCode}, not 1 (there are findings)", check);

        // A quiet build shows no information, and what is copied into a release (STG1020) is judged when it is published.
        var places = findings.Select(finding => (finding.Rule, finding.File, finding.Place)).ToHashSet();
        var expected = Finding.Parse(check.Output, shop).Where(finding => finding.Severity != "info" && finding.Rule != "STG1020");
        Require(places.SetEquals(expected.Select(finding => (finding.Rule, finding.File, finding.Place))), "check and build differ", check);
        Say("The command finds the same, and needs neither a build nor a restore");
    }

    private async Task PublishWhatIsReadyAsync()
    {
        Step("Publish the shop that is ready, signed with a key made for it");
        var shop = await CopyAsync("Storefront");
        Say((await MustSucceedAsync(shop, StageReady, "check")).LastLine);
        await MustSucceedAsync(_scratch, StageReady, "keys", "create", "--out", Path.Combine(_scratch, "release"));

        var publish = await MustSucceedAsync(shop, "dotnet", "publish", "--nologo", "-tl:off", "-c", "Release", "-o", Release, $"-p:StageReadySigningKey={Key}");
        var findings = Finding.Parse(publish.Output, shop);
        Require(findings.Count == 0, $"the shop has {findings.Count} findings", publish);
        foreach (var name in (string[])["release.sha256sums", "release.intoto.jsonl"])
            Require(File.Exists(Path.Combine(Release, name)), $"publish wrote no {name}", publish);

        var files = File.ReadLines(Path.Combine(Release, "release.sha256sums")).Count();
        Say($"No findings. Published {files} files, listed in release.sha256sums and signed in release.intoto.jsonl");
    }

    private async Task VerifyAsync()
    {
        Step("Verify the release, as the deployment does: all it trusts is the public key");
        var verify = await MustSucceedAsync(_scratch, StageReady, "verify", Release, "--key", PublicKey);
        Say(verify.Lines);
        Require(verify.LastLine.StartsWith("VERIFIED", StringComparison.Ordinal), "the last line is not VERIFIED", verify);
    }

    private async Task ChangeOneByteAndVerifyAsync()
    {
        Step("Change one byte, so that production's payments go to another host, and verify again");
        const string Name = "appsettings.Production.json";
        var path = Path.Combine(Release, Name);
        var bytes = File.ReadAllBytes(path);
        var place = bytes.AsSpan().IndexOf("pay.leafandclay"u8);
        bytes[place + "pay.lea".Length] = (byte)'v';
        File.WriteAllBytes(path, bytes);
        Say($"{Name} now says {Encoding.UTF8.GetString(bytes, place, "pay.leafandclay.example".Length)}");

        var verify = await _shell.RunAsync(_scratch, StageReady, "verify", Release, "--key", PublicKey);
        Say(verify.Lines);
        Require(verify.ExitCode == 1, $"verify ended with {verify.ExitCode}, not 1 (the contents differ)", verify);
        Require(verify.LastLine.StartsWith("REFUSED", StringComparison.Ordinal), "the last line is not REFUSED", verify);
        Require(verify.Output.Contains(Name, StringComparison.Ordinal), $"verify does not name {Name}", verify);
    }

    /// <summary>The sample in a repository of its own, as its team has it: committed, tagged, with StageReady from the feed.</summary>
    private async Task<string> CopyAsync(string sample)
    {
        var source = Path.Combine(_samples, sample);
        var target = Path.Combine(_scratch, sample);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj" or "artifacts" || relative.EndsWith(".db", StringComparison.Ordinal))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, relative))!);
            File.Copy(file, Path.Combine(target, relative));
        }

        var globalJson = Path.Combine(target, "global.json");
        var settings = JsonNode.Parse(File.ReadAllText(globalJson), documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!;
        settings["msbuild-sdks"]!["StageReady.Sdk"] = _version;
        File.WriteAllText(globalJson, settings.ToString());
        File.WriteAllText(Path.Combine(target, "nuget.config"), NuGetConfig());

        string[] identity = ["-c", "user.name=Leaf & Clay", "-c", "user.email=support@leafandclay.example", "-c", "commit.gpgSign=false", "-c", "tag.gpgSign=false"];
        await QuietlyAsync("init", "--quiet", "--initial-branch=main");
        await QuietlyAsync("remote", "add", "origin", "https://git.leafandclay.example/storefront.git");
        await QuietlyAsync("add", "--all");
        await QuietlyAsync([.. identity, "commit", "--quiet", "--no-verify", "--message", "Open the shop"]);
        await QuietlyAsync([.. identity, "tag", "v1.0.0"]);
        Say($"Copied samples/{sample} and committed it in a repository of its own");
        return target;

        async Task QuietlyAsync(params string[] arguments)
        {
            var result = await _shell.RunAsync(target, "git", arguments, show: false);
            Require(result.ExitCode == 0, $"git {string.Join(' ', arguments)} ended with {result.ExitCode}", result);
        }
    }

    private string NuGetConfig() => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <configuration>
          <packageSources>
            <clear />
            <add key="this-clone" value="{Feed}" />
            <add key="nuget.org" value="https://api.nuget.org/v3/index.json" />
          </packageSources>
          <packageSourceMapping>
            <packageSource key="this-clone">
              <package pattern="StageReady.*" />
            </packageSource>
            <packageSource key="nuget.org">
              <package pattern="*" />
            </packageSource>
          </packageSourceMapping>
        </configuration>
        """;

    private async Task<Result> MustSucceedAsync(string directory, string program, params string[] arguments)
    {
        var result = await _shell.RunAsync(directory, program, arguments);
        Require(result.ExitCode == 0, $"{Path.GetFileNameWithoutExtension(program)} {arguments[0]} ended with {result.ExitCode}", result);
        return result;
    }

    private static void Require(bool condition, string otherwise, Result result)
    {
        if (condition)
            return;
        Console.Error.WriteLine(result.Output);
        throw new StepFailed(otherwise);
    }

    private void Step(string text)
    {
        Console.WriteLine();
        Console.WriteLine($"{++_step}. {text}");
    }

    private static void Say(string text) => Console.WriteLine($"   {text}");

    private static void Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            Say(line);
    }

    public void Dispose()
    {
        Remove(_scratch);

        // Restoring put the packages of this run into the user's packages folder as well.
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        if (Directory.Exists(packages))
        {
            foreach (var package in Directory.EnumerateDirectories(packages, "stageready.*"))
            {
                Remove(Path.Combine(package, _version));
                if (!Directory.EnumerateFileSystemEntries(package).Any())
                    Remove(package);
            }
        }
    }

    private static void Remove(string directory)
    {
        if (!Directory.Exists(directory))
            return;
        try
        {
            // Git makes its objects read-only, and Windows does not remove what is read-only.
            foreach (var file in new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.IsReadOnly))
                file.IsReadOnly = false;
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Could not remove {directory}: {e.Message}");
        }
    }
}

internal sealed record Result(int ExitCode, string Output)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public string LastLine => Lines.LastOrDefault() ?? "";
}

internal sealed class Shell(string scratch, CancellationToken interrupt)
{
    public Task<Result> RunAsync(string directory, string program, params string[] arguments) => RunAsync(directory, program, arguments, show: true);

    public async Task<Result> RunAsync(string directory, string program, string[] arguments, bool show)
    {
        interrupt.ThrowIfCancellationRequested();
        if (show)
            Console.WriteLine($"   $ {Path.GetFileNameWithoutExtension(program)} {string.Join(' ', arguments).Replace(scratch + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");

        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        Isolate(start.Environment);
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(interrupt);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw;
        }

        return new Result(process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
            {
                lock (output)
                    output.Append(line.Data).Append('\n');
            }
        }
    }

    /// <summary>Neither the dotnet run around this program nor the caller's shell may change what the steps do; and no build server may outlive them.</summary>
    private static void Isolate(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsForeign).ToList())
            environment.Remove(name);

        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        environment["DOTNET_NOLOGO"] = "1";
        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["NO_COLOR"] = "1";
        environment["UseSharedCompilation"] = "false";
        environment["UseRazorBuildServer"] = "false";

        static bool IsForeign(string name) =>
            name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("GIT_", StringComparison.Ordinal)
            || name.StartsWith("StageReady", StringComparison.OrdinalIgnoreCase);
    }
}

internal sealed partial record Finding(string File, string Place, string Severity, string Rule, string Message)
{
    /// <summary>MSBuild repeats diagnostics in its summary and ends the compiler's with the link to their page: once, and without it, is enough here.</summary>
    public static IReadOnlyList<Finding> Parse(string output, string directory) =>
        [.. Diagnostic().Matches(output)
            .Select(match => new Finding(
                Path.GetRelativePath(directory, Path.Combine(directory, match.Groups["file"].Value)),
                match.Groups["place"].Value,
                match.Groups["severity"].Value,
                match.Groups["rule"].Value,
                match.Groups["message"].Value))
            .Distinct()
            .OrderBy(finding => finding.File, StringComparer.Ordinal)
            .ThenBy(finding => int.TryParse(finding.Place.Split(',')[0], out var line) ? line : 0)];

    [GeneratedRegex(@"^\s*(?<file>[^\n]+?)(\((?<place>\d+,\d+)[\d,]*\))?\s*: (?<severity>error|warning) (?<rule>STG\d{4}): (?<message>[^\n]*?)( \(https:[^\s)]*\))?( \[[^\n\]]*\])?$", RegexOptions.Multiline)]
    private static partial Regex Diagnostic();
}
