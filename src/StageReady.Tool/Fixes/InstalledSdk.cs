using System.Diagnostics;
using StageReady.Pinning;
using StageReady.Tool.Files;

namespace StageReady.Tool.Fixes;

/// <summary>The .NET SDK that builds a folder, as <c>dotnet --version</c> tells it there.</summary>
internal sealed class InstalledSdk(CheckedDirectory directory)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, string?> _versions = new(StringComparer.Ordinal);

    /// <summary>Null if none answers, or the repository would decide which program is asked.</summary>
    public string? VersionIn(string folder)
    {
        if (!_versions.TryGetValue(folder, out var version))
            _versions[folder] = version = GlobalJson.NearestAbove(directory.Tree, folder) is { NamesPaths: true } ? null : Ask(directory.FullPathOf(folder));
        return version;
    }

    /// <summary>The same for a folder of no repository.</summary>
    public static string? Ask(string folder)
    {
        var start = new ProcessStartInfo("dotnet", "--version") { WorkingDirectory = folder };
        start.Environment["DOTNET_NOLOGO"] = "true";
        start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "true";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "true";
        return ProgramAnswer.Of(start, Patience) is { ExitCode: 0 } answer && answer.Output.Trim() is var version && ExactVersion.IsSemantic(version) ? version : null;
    }
}
