using StageReady.Configuration;
using StageReady.Manifest;
using StageReady.Projects;
using StageReady.Release;
using StageReady.Tool.Checks;

namespace StageReady.Tool.Files;

/// <summary>
/// The directory that is checked and the files that belong to it: those that git tracks, or all of them where git tracks none. In a git work tree the tree of files starts at its top, so
/// that a checked subdirectory sees the Directory.Build.props above it. Nothing is opened through a link that leaves the tree.
/// </summary>
internal sealed class CheckedDirectory
{
    private static readonly string[] SkippedDirectories = ["bin", "obj", "node_modules", ".git", ".vs", ".idea"];

    private readonly string _root;
    private readonly string _realRoot;
    private readonly IReadOnlyDictionary<string, byte[]>? _contents;

    private CheckedDirectory(string fullPath, string root, IEnumerable<string> paths, IReadOnlyList<CheckProblem> problems, bool isRepository, IReadOnlyDictionary<string, byte[]>? contents = null)
    {
        _contents = contents;
        FullPath = fullPath;
        _root = root;
        _realRoot = RealPath(root);
        Scope = Path.GetRelativePath(root, fullPath) is var relative && relative == "." ? "" : relative.Replace('\\', '/');
        Tree = new RepositoryTree(paths, path => ReadBytes(path) is { } bytes ? TextDecoding.Decode(bytes) : null) { GitHubName = GitHubName.Of(root), IsRepository = isRepository };
        Problems = problems;
    }

    public string FullPath { get; }

    public RepositoryTree Tree { get; }

    /// <summary>The checked directory as a path in the tree; empty if it is the tree's root.</summary>
    public string Scope { get; }

    public IReadOnlyList<CheckProblem> Problems { get; }

    /// <summary>The files that are to be checked.</summary>
    public IEnumerable<string> Files => Tree.Under(Scope);

    /// <exception cref="UnusableInputException">It is no directory, or cannot be listed.</exception>
    public static CheckedDirectory Open(string directory)
    {
        var fullPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (!Directory.Exists(fullPath))
            throw new UnusableInputException(File.Exists(fullPath) ? $"{directory} is a file; expected a directory" : $"There is no directory {directory}");

        try
        {
            return FromGit(fullPath, out var problems) ?? new CheckedDirectory(fullPath, fullPath, Walk(fullPath), problems, isRepository: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The directory {directory} cannot be read: {exception.Message}");
        }
    }

    /// <summary>The directory as it would be with other content in some of its files, those that are not there yet included.</summary>
    public CheckedDirectory With(IReadOnlyDictionary<string, byte[]> contents) =>
        new(FullPath, _root, Tree.Paths.Union(contents.Keys, StringComparer.Ordinal), Problems, Tree.IsRepository, contents);

    public string FullPathOf(string path) => Path.Combine(_root, path);

    /// <summary>A path in the tree as the user sees it, relative to the checked directory.</summary>
    public string Display(string path)
    {
        if (Scope.Length == 0)
            return path;
        return path.StartsWith(Scope + "/", StringComparison.Ordinal)
            ? path[(Scope.Length + 1)..]
            : Path.GetRelativePath(FullPath, FullPathOf(path)).Replace('\\', '/');
    }

    /// <summary>Null if the file is gone, cannot be read, is no ordinary file or a link that leaves the tree.</summary>
    public byte[]? ReadBytes(string path)
    {
        if (_contents?.TryGetValue(path, out var content) == true)
            return content;

        var fullPath = FullPathOf(path);
        try
        {
            return IsInside(fullPath) ? File.ReadAllBytes(fullPath) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a file of that name stands there, whatever it is: a file that git tracks can be deleted.</summary>
    public bool IsPresent(string path) => _contents?.ContainsKey(path) == true || new FileInfo(FullPathOf(path)) is var file && (file.Exists || file.LinkTarget is not null);

    // A pipe or a device would never end. Only the file itself can be a link: neither git nor the walk goes through a linked directory.
    private bool IsInside(string fullPath)
    {
        var file = new FileInfo(fullPath);
        if (file.LinkTarget is null)
            return file.Exists && (file.UnixFileMode == (UnixFileMode)(-1) || (file.Attributes & FileAttributes.Device) == 0);
        return file.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target
            && target.FullName.StartsWith(_realRoot + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static string RealPath(string directory) =>
        new DirectoryInfo(directory).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? directory;

    private static CheckedDirectory? FromGit(string fullPath, out IReadOnlyList<CheckProblem> problems)
    {
        problems = [];
        var workTree = Git.Run(fullPath, "rev-parse --show-cdup");
        if (workTree.ExitCode != 0)
        {
            if (InsideGit(fullPath))
                problems = [new CheckProblem(".", 1, 1, $"git cannot list the files, so that all are checked: {workTree.Error}", ProblemKind.Note)];
            return null;
        }

        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(fullPath, workTree.Output.Trim())));
        var list = Git.Run(root, "ls-files -z");
        var paths = list.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (list.ExitCode != 0)
            problems = [new CheckProblem(".", 1, 1, $"git cannot list the files, so that all are checked: {list.Error}", ProblemKind.Note)];

        // A directory that git ignores, or a repository before its first file: what the user names is what is meant.
        var directory = new CheckedDirectory(fullPath, root, paths, problems, isRepository: true);
        if (!directory.Files.Any())
            return null;

        // A baseline holds from when it is written, not from when it is added.
        var baseline = RepositoryTree.Join(directory.Scope, StageReadySettings.BaselineFileName);
        return paths.Contains(baseline) || !directory.IsPresent(baseline) ? directory : new CheckedDirectory(fullPath, root, [.. paths, baseline], problems, isRepository: true);
    }

    private static bool InsideGit(string directory)
    {
        for (var current = directory; current is not null; current = Path.GetDirectoryName(current))
        {
            if (IsRepository(current))
                return true;
        }

        return false;
    }

    private static bool IsRepository(string directory) => Path.Exists(Path.Combine(directory, ".git"));

    // What has a .git of its own in a repository is another one: a submodule, a clone, a work tree.
    private static IEnumerable<string> Walk(string root)
    {
        var isRepository = IsRepository(root);
        var pending = new Stack<string>([root]);
        while (pending.TryPop(out var directory))
        {
            foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Visible))
            {
                if (entry is FileInfo)
                    yield return Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
                else if (entry.LinkTarget is null && !SkippedDirectories.Contains(entry.Name, StringComparer.OrdinalIgnoreCase) && !(isRepository && IsRepository(entry.FullName)))
                    pending.Push(entry.FullName);
            }
        }
    }

    private static readonly EnumerationOptions Visible = new() { AttributesToSkip = 0, IgnoreInaccessible = true };
}
