using StageReady.Release;

namespace StageReady.Projects;

/// <summary>Lists the files of a repository, and reads them as a tree.</summary>
internal static class RepositoryListing
{
    private const long MaxFileLength = 16 * 1024 * 1024;

    private static readonly string[] SkippedDirectories = ["bin", "obj", "node_modules", ".git", ".vs", ".idea"];

    /// <summary>
    /// What a build sees: what git tracks or would add, all files outside git. A link is not followed, so that nothing outside of the folder is read.
    /// </summary>
    public static RepositoryTree Read(string root)
    {
        var git = Git.Run(root, "ls-files -z --cached --others --exclude-standard");
        var paths = git.ExitCode == 0 ? git.Output.Split('\0').Where(path => path.Length > 0).Distinct() : Walk(root);
        return new RepositoryTree(paths, path => ReadText(Path.Combine(root, path))) { GitHubName = GitHubName.Of(root), IsRepository = git.ExitCode == 0 };
    }

    /// <summary>All files below a folder by relative path, without build output, packages of a front end and the folders of git and editors.</summary>
    public static IEnumerable<string> Walk(string root)
    {
        var pending = new Stack<string>([""]);
        while (pending.Count > 0)
        {
            var directory = pending.Pop();
            foreach (var entry in Entries(Path.Combine(root, directory)))
            {
                var path = RepositoryTree.Join(directory, entry.Name);
                if (entry is FileInfo)
                    yield return path;
                else if ((entry.Attributes & FileAttributes.ReparsePoint) == 0 && !SkippedDirectories.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
                    pending.Push(path);
            }
        }
    }

    private static FileSystemInfo[] Entries(string directory)
    {
        try
        {
            return new DirectoryInfo(directory).GetFileSystemInfos();
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? ReadText(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= MaxFileLength } file && (file.Attributes & FileAttributes.ReparsePoint) == 0 ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
