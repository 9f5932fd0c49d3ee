using System.Diagnostics;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace StageReady.Build.Release;

/// <summary>Starts the release tool, which writes the manifest into the publish folder. A failure leaves none.</summary>
public sealed class CreateManifest : StageReadyTask, ICancelableTask
{
    private const string KeyVariable = "STAGEREADY_SIGNING_KEY";
    private const string CommandVariable = "STAGEREADY_SIGNING_COMMAND";
    private const string TimestampVariable = "STAGEREADY_TIMESTAMP_COMMAND";
    private const string TokenScheme = "pkcs11:";
    private const int UnusableInput = 2;
    private const int Killed = -1;

    private readonly object _gate = new();
    private Process? _process;
    private bool _cancelled;

    /// <summary>The <c>dotnet</c> executable.</summary>
    [Required]
    public string DotNetHost { get; set; } = "";

    /// <summary>stageready-verify.dll.</summary>
    [Required]
    public string Tool { get; set; } = "";

    /// <summary>The folder that is released.</summary>
    [Required]
    public string PublishDirectory { get; set; } = "";

    /// <summary>The product's name.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The product's version.</summary>
    [Required]
    public string Version { get; set; } = "";

    /// <summary>A number that grows from release to release; the number of commits if it is empty.</summary>
    public string? Sequence { get; set; }

    /// <summary>The private key's file, or the URI of one in a token; if it is empty, the environment may hold the key.</summary>
    public string? SigningKey { get; set; }

    /// <summary>What <see cref="WriteReleaseFacts"/> wrote.</summary>
    [Required]
    public string FactsFile { get; set; } = "";

    /// <summary>NuGet's folder of packages, in which the tool looks who signed them; empty if there is none.</summary>
    public string? PackageFolder { get; set; }

    /// <summary>The image that the container of the release is built on; empty if there is none.</summary>
    public string? BaseImage { get; set; }

    private bool IsToBeSigned => !string.IsNullOrEmpty(SigningKey) || Environment.GetEnvironmentVariable(KeyVariable) is not null;

    /// <inheritdoc />
    public void Cancel()
    {
        lock (_gate)
        {
            _cancelled = true;
            if (_process is { HasExited: false })
                _process.Kill();
        }
    }

    private protected override void Run()
    {
        var arguments = new CommandLineBuilder();
        arguments.AppendFileNameIfNotNull(Tool);
        arguments.AppendTextUnquoted(" manifest create");
        arguments.AppendFileNameIfNotNull(PublishDirectory.TrimEnd('/', '\\'));
        arguments.AppendSwitchIfNotNull("--name ", Name);
        arguments.AppendSwitchIfNotNull("--version ", Version);
        arguments.AppendSwitchIfNotNull("--facts ", FactsFile);
        if (!string.IsNullOrEmpty(PackageFolder))
            arguments.AppendSwitchIfNotNull("--package-folder ", PackageFolder!.TrimEnd('/', '\\'));
        if (!string.IsNullOrEmpty(BaseImage))
            arguments.AppendSwitchIfNotNull("--base-image ", BaseImage);
        if (!string.IsNullOrEmpty(Sequence))
            arguments.AppendSwitchIfNotNull("--sequence ", Sequence);
        if (!string.IsNullOrEmpty(SigningKey))
            arguments.AppendSwitchIfNotNull("--key ", SigningKey);

        var (exitCode, errors) = Start(arguments.ToString());
        if (exitCode != 0)
            Fail(exitCode, errors);
        else if (IsToBeSigned)
            Log.LogMessage(MessageImportance.High, $"The release manifest is written and signed: {PublishDirectory}");
        else
            Log.LogMessage(MessageImportance.High, $"The release manifest is written but not signed, so that verify will refuse it. Give StageReadySigningKey or {KeyVariable}: {PublishDirectory}");
    }

    private void Fail(int exitCode, IReadOnlyList<string> errors)
    {
        const string Prefix = "error: ";
        var lines = errors.Select(line => line.StartsWith(Prefix, StringComparison.Ordinal) ? line.Substring(Prefix.Length) : line).DefaultIfEmpty("no reason is given");
        var reason = string.Join("; ", lines);
        if (exitCode == UnusableInput && SaysWhyNotSigned(reason))
            Report(new Finding(Catalogue.SigningKeyUnusable, SourceSpan.StartOf(ProjectFile), $"The release manifest cannot be signed, so that there is none: {WithoutFolder(reason)}"));
        else
            Log.LogError(null, null, null, ProjectFile, 0, 0, 0, 0, $"There is no release manifest: {reason}");
    }

    private bool SaysWhyNotSigned(string reason) => reason.Contains(KeyVariable) || reason.Contains(CommandVariable) || reason.Contains(TimestampVariable) || reason.StartsWith(TokenScheme, StringComparison.OrdinalIgnoreCase) || (!string.IsNullOrEmpty(SigningKey) && reason.Contains(SigningKey!));

    private string WithoutFolder(string reason) => string.IsNullOrEmpty(SigningKey) ? reason : reason.Replace(SigningKey!, Path.GetFileName(SigningKey));

    private (int ExitCode, IReadOnlyList<string> Errors) Start(string arguments)
    {
        var start = new ProcessStartInfo(DotNetHost, arguments)
        {
            WorkingDirectory = Path.GetDirectoryName(ProjectFile)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = new Process { StartInfo = start };
        lock (_gate)
        {
            if (_cancelled)
                return (Killed, ["the build was cancelled"]);
            process.Start();
            _process = process;
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        lock (_gate)
            _process = null;
        Log.LogMessage(MessageImportance.Low, output.Result);
        return (process.ExitCode, [.. error.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)]);
    }
}
