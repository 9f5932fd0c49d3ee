using System.Diagnostics;
using System.Globalization;

namespace StageReady.Rehearsal;

/// <summary>
/// A folder for a rehearsal's files that only its user can read. It names the process that owns it, so that the next rehearsal removes what a killed one left behind, and nothing else.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Prefix = "stageready-rehearsal-";
    private const string MarkerName = "owner";
    private const string MarkerTitle = "Left by a rehearsal of StageReady. Owner: ";

    private TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    public static TemporaryFolder Create()
    {
        RemoveLeftOvers();
        var path = Directory.CreateTempSubdirectory(Prefix).FullName;
        File.WriteAllText(System.IO.Path.Combine(path, MarkerName), MarkerTitle + IdentityOf(Process.GetCurrentProcess()));
        return new TemporaryFolder(path);
    }

    public void Dispose() => Remove(Path);

    private static void RemoveLeftOvers()
    {
        foreach (var folder in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            // Someone else's folder cannot be read; one without a marker is not ours, or is being made right now.
            if (folder.LinkTarget is null && OwnerOf(folder.FullName) is { } owner && !Lives(owner))
                Remove(folder.FullName);
        }
    }

    private static string? OwnerOf(string folder)
    {
        try
        {
            var marker = new FileInfo(System.IO.Path.Combine(folder, MarkerName));
            if (marker is not { Exists: true, LinkTarget: null, Length: < 1024 })
                return null;
            var text = File.ReadAllText(marker.FullName);
            return text.StartsWith(MarkerTitle, StringComparison.Ordinal) ? text[MarkerTitle.Length..] : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A number alone is no identity: it is given again to the next process.
    private static string IdentityOf(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} {process.Id} {process.StartTime.ToUniversalTime():O}");

    private static bool Lives(string owner)
    {
        var parts = owner.Split(' ');
        if (parts.Length != 3 || parts[0] != Environment.MachineName || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var id))
            return true;
        try
        {
            using var process = Process.GetProcessById(id);
            return DateTime.TryParse(parts[2], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started) && (process.StartTime.ToUniversalTime() - started).Duration() < TimeSpan.FromSeconds(2);
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Whoever removed it did the same.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next rehearsal tries again.
        }
    }
}
