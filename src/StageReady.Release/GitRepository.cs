using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using StageReady.Manifest;

namespace StageReady.Release;

/// <summary>What git says about the repository around a release, or else around the working directory. Without git, or outside a repository, nothing is known.</summary>
internal sealed class GitRepository
{
    private readonly string? _root;
    private readonly string _release;

    public GitRepository(string release)
    {
        _release = Path.GetFullPath(release);
        _root = Ask(_release, "rev-parse", "--show-toplevel") ?? Ask(Directory.GetCurrentDirectory(), "rev-parse", "--show-toplevel");
    }

    /// <summary>The commit that is checked out, or null.</summary>
    public SourceFacts? Source()
    {
        if (_root is null || Ask(_root, "rev-parse", "--verify", "HEAD^{commit}") is not { } commit)
            return null;
        return new SourceFacts
        {
            Uri = Address(Ask(_root, "config", "--get", "remote.origin.url")),
            Commit = commit,
            Tag = Ask(_root, "describe", "--tags", "--exact-match", "HEAD"),
            Clean = Ask(_root, ["status", "--porcelain", "--", ".", .. ExcludeRelease()]) is "",
        };
    }

    /// <summary>How many commits led to the one that is checked out; null if the clone is shallow, because it would be too low.</summary>
    public long? CommitCount() =>
        _root is not null && Ask(_root, "rev-parse", "--is-shallow-repository") == "false"
        && long.TryParse(Ask(_root, "rev-list", "--count", "HEAD"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    // The release itself may lie untracked in the work tree: that is no change to the source.
    private string[] ExcludeRelease()
    {
        var relative = Path.GetRelativePath(_root!, _release).Replace('\\', '/');
        return relative == "." || relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? [] : [$":(top,exclude,literal){relative}"];
    }

    // Neither credentials nor the place of a directory belong in a release.
    private static string? Address(string? remote)
    {
        if (string.IsNullOrEmpty(remote))
            return null;
        if (!remote.Contains("://", StringComparison.Ordinal))
        {
            var colon = remote.IndexOf(':');
            var isHostAndPath = colon > 1 && remote.IndexOfAny(['/', '\\']) is var slash && (slash < 0 || slash > colon);
            return isHostAndPath ? remote : null;
        }

        if (!Uri.TryCreate(remote, UriKind.Absolute, out var uri) || uri.IsFile)
            return null;
        return uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
    }

    private static string? Ask(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add("--no-optional-locks");

        // The file monitor in a repository's own .git/config is a program that git would start.
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("core.fsmonitor=false");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start)!;
            git.StandardInput.Close();
            git.ErrorDataReceived += static (_, _) => { };
            git.BeginErrorReadLine();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.TrimEnd('\r', '\n') : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
