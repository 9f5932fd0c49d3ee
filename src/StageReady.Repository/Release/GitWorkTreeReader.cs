namespace StageReady.Release;

/// <summary>Asks git for the state of a work tree.</summary>
internal static class GitWorkTreeReader
{
    // Written by StageReady at publish: a folder that holds both is a release, not a source.
    private const string Sums = "release.sha256sums";
    private const string Manifest = "release.intoto.jsonl";

    // Written by 'keys create'.
    private const string PrivateKey = ".pem";
    private const string PublicKey = ".pub.pem";

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
        var result = Git.Run(directory, "--no-optional-locks status --porcelain=v2 --branch --untracked-files=all --ignore-submodules=none -z");
        if (result.ExitCode != 0)
            return new GitWorkTree { Root = root, Unreadable = result.Error };

        var status = GitStatus.Parse(result.Output);
        var isOutput = OutputsIn(root, ownPaths);
        return new GitWorkTree
        {
            Root = root,
            Commit = status.Commit,
            Changes =
            [
                .. status.Changed
                    .Concat(status.Untracked.Where(path => !isOutput(path)))
                    .Concat(status.Submodules.Where(path => Read($"{root}/{path}", ownPaths).IsClean != true))
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

    private static Func<string, bool> OutputsIn(string root, IEnumerable<string> ownPaths)
    {
        var own = ownPaths.Select(path => path.Replace('\\', '/').TrimEnd('/')).ToArray();
        var releases = new Dictionary<string, bool>();
        return path => IsOwn($"{root}/{path}") || IsKey($"{root}/{path}") || path.Split('/').Intersect(BuildFolders).Any()
            || Path.GetFileName(path) is Sums or Manifest || IsInRelease(path);

        bool IsOwn(string full) => own.Any(o => full == o || full.StartsWith(o + "/", StringComparison.Ordinal));

        bool IsInRelease(string path)
        {
            var slash = path.LastIndexOf('/');
            if (slash < 0)
                return false;

            var folder = path.Substring(0, slash);
            if (!releases.TryGetValue(folder, out var isRelease))
                releases[folder] = isRelease = (File.Exists($"{root}/{folder}/{Sums}") && File.Exists($"{root}/{folder}/{Manifest}")) || IsInRelease(folder);
            return isRelease;
        }
    }

    private static bool IsKey(string full) => full.EndsWith(PublicKey, StringComparison.Ordinal)
        ? File.Exists(full.Substring(0, full.Length - PublicKey.Length) + PrivateKey)
        : full.EndsWith(PrivateKey, StringComparison.Ordinal) && File.Exists(full.Substring(0, full.Length - PrivateKey.Length) + PublicKey);
}
