using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using StageReady.Release;

namespace StageReady.Build.Release;

/// <summary>
/// ASP.NET Core writes the time at which a clone or a build made each static file into the published application, as Last-Modified. The commit's time takes its place, so
/// that the same commit gives the same release; browsers go by the ETag, which is a hash.
/// </summary>
public sealed class PinAssetTimes : StageReadyTask
{
    private static readonly Regex LastModified = new(
        """(?<="Name":\s*"Last-Modified",\s*"Value":\s*")[^"]*(?=")""", RegexOptions.CultureInvariant);

    /// <summary>The files <c>*.staticwebassets.endpoints.json</c> of the publish folder.</summary>
    public ITaskItem[] EndpointFiles { get; set; } = [];

    private protected override void Run()
    {
        if (EndpointFiles.Length == 0)
            return;

        var time = Git.Run(Path.GetDirectoryName(ProjectFile)!, "show --no-patch --format=%ct HEAD");
        if (time.ExitCode != 0 || !long.TryParse(time.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return;

        var value = DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("R", CultureInfo.InvariantCulture);
        foreach (var path in EndpointFiles.Select(file => file.GetMetadata("FullPath")))
            File.WriteAllText(path, LastModified.Replace(File.ReadAllText(path), value));
    }
}
