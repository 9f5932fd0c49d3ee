namespace StageReady.Release;

/// <summary>Asks git for the state of a work tree.</summary>
internal static class GitWorkTreeReader
{
    // Written by StageReady at publish: a folder that holds both is a release, not a source.
    private static readonly string[] ReleaseFiles = ["release.sha256sums", "release.intoto.jsonl"];

    // What the .NET SDK writes and never compiles.
    private static readonly string[] BuildFolders = ["bin", "obj"];

    /// <summary>Reads the work tree that holds <paramref name="directory"/>.</summary>
    /// <param name="directory">A folder that exists.</param>
    /// <param name="ownPaths">Full paths of files and folders that this build writes or is given (publish folder, signing key): new ones are no change.</param>
    public static GitWorkTree Read(string directory, IEnumerable<string> ownPaths)
    {
        var top = Git.Run(directory, "rev-parse --show-toplevel");
        if (top.ExitCode != 0)
            return Outside(directory, top);

        var root = top.Output.TrimEnd('\n', '\r');
        var status = Git.Run(directory, "--no-optional-locks status --porcelain=v2 --branch --untracked-files=normal --ignore-submodules=none -z");
        if (status.ExitCode != 0)
            return new GitWorkTree { Root = root, Unreadable = status.Error };

        var own = ownPaths.Select(path => path.TrimEnd('/', '\\').Replace('\\', '/')).ToArray();
        var entries = GitStatus.Parse(status.Output);
        return new GitWorkTree
        {
            Root = root,
            Commit = entries.Commit,
            Changes =
            [
                .. entries.Changed
                    .Concat(entries.Untracked.Where(path => !IsOutput(root, path, own)))
                    .Concat(entries.Submodules.Where(path => Read($"{root}/{path}", ownPaths).IsClean != true))
                    .OrderBy(path => path, StringComparer.Ordinal),
            ],
        };
    }

    // git fails the same way for 'no repository' and for one that it refuses to read; only the first is an answer.
    private static GitWorkTree Outside(string directory, GitResult result)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
        {
            var git = Path.Combine(folder.FullName, ".git");
            if (File.Exists(git) || Directory.Exists(git))
                return new GitWorkTree { Root = folder.FullName, Unreadable = result.Error };
        }

        return GitWorkTree.Absent;
    }

    private static bool IsOutput(string root, string path, string[] own)
    {
        var full = $"{root}/{path}";
        var folder = full.TrimEnd('/');
        if (own.Any(o => folder == o || folder.StartsWith(o + "/", StringComparison.Ordinal)))
            return true;
        if (!path.EndsWith("/", StringComparison.Ordinal))
            return ReleaseFiles.Contains(Path.GetFileName(path)) || path.Split('/').Intersect(BuildFolders).Any();
        return BuildFolders.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase)
            || ReleaseFiles.All(file => File.Exists($"{folder}/{file}"))
            || OnlyHolds(folder, own);
    }

    // git names a new folder, not what is in it: a key or a publish folder may be all it holds.
    private static bool OnlyHolds(string folder, string[] own) =>
        own.Any(o => o.StartsWith(folder + "/", StringComparison.Ordinal))
        && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).All(file =>
            own.Any(o => file.Replace('\\', '/') is var f && (f == o || f.StartsWith(o + "/", StringComparison.Ordinal))));
}
