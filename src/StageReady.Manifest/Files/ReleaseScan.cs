using System.IO.Enumeration;

namespace StageReady.Manifest;

/// <summary>The files of a directory, without the two that StageReady writes, and what is wrong with their names and kinds.</summary>
internal sealed class ReleaseScan
{
    private static readonly EnumerationOptions EveryEntry = new() { AttributesToSkip = 0, IgnoreInaccessible = false, RecurseSubdirectories = false, ReturnSpecialDirectories = false };

    private readonly List<(string Path, FileStatus Status)> _files = [];
    private readonly List<Problem> _problems = [];

    private ReleaseScan()
    {
    }

    /// <summary>Regular files with safe names, in no particular order.</summary>
    public IReadOnlyList<(string Path, FileStatus Status)> Files => _files;

    public IReadOnlyList<Problem> Problems => _problems;

    public static ReleaseScan Of(ReleaseRoot root)
    {
        var scan = new ReleaseScan();
        var pending = new Stack<string>([""]);
        while (pending.TryPop(out var directory))
            scan.ReadDirectory(root, directory, pending);
        return scan;
    }

    private void ReadDirectory(ReleaseRoot root, string directory, Stack<string> pending)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        if (directory.Length == 0)
        {
            taken.Add(NameFolding.Key(ReleaseFileNames.Sums), ReleaseFileNames.Sums);
            taken.Add(NameFolding.Key(ReleaseFileNames.Manifest), ReleaseFileNames.Manifest);
        }

        try
        {
            // StageReady's own two files are left out, but only as files: a link or a directory of that name is an entry like any other.
            foreach (var name in Names(Path.Combine(root.Directory, directory)).Order(ReleasePath.Utf8Order))
            {
                var path = directory.Length == 0 ? name : $"{directory}/{name}";
                if (path is ReleaseFileNames.Sums or ReleaseFileNames.Manifest ? StatusOf(root, path).Kind != FileKind.Regular : Accept(path, name, taken))
                    AddEntry(root, path, pending);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new Problem(ProblemCode.FileUnreadable, directory.Length == 0 ? "." : directory, "a readable directory", "unreadable", "The directory cannot be listed"));
        }
    }

    private bool Accept(string path, string name, Dictionary<string, string> taken)
    {
        if (ReleasePath.SegmentObjection(name) is { } objection)
        {
            _problems.Add(PathProblems.Unsafe(path, objection));
            return false;
        }

        var key = NameFolding.Key(name);
        if (!taken.TryAdd(key, name))
            _problems.Add(PathProblems.Collision(path, path[..^name.Length] + taken[key]));
        return true;
    }

    private void AddEntry(ReleaseRoot root, string path, Stack<string> pending)
    {
        var status = StatusOf(root, path);
        switch (status.Kind)
        {
            case FileKind.Regular when _files.Count == Limits.Files:
                throw new ReleaseException(ProblemCode.LimitExceeded, ".", $"at most {Limits.Files} files", "more", $"The directory has more than {Limits.Files} files");
            case FileKind.Regular:
                _files.Add((path, status));
                break;
            case FileKind.Directory:
                pending.Push(path);
                break;
            default:
                _problems.Add(NotRegular(path, status.Kind));
                break;
        }
    }

    private static FileStatus StatusOf(ReleaseRoot root, string path)
    {
        try
        {
            return root.Status(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    public static Problem NotRegular(string path, FileKind kind) => kind switch
    {
        FileKind.Link => new Problem(ProblemCode.Link, path, "a file", "a link", "Symbolic links are refused; put the file itself in the release"),
        FileKind.Directory => new Problem(ProblemCode.FileUnreadable, path, "a file", "a directory", "A directory stands where a file should be"),
        FileKind.Special => new Problem(ProblemCode.FileUnreadable, path, "a file", "a pipe, socket or device", "Pipes, sockets and devices are never opened"),
        _ => new Problem(ProblemCode.FileUnreadable, path, "a file", Problem.Absent, "The file vanished or its status cannot be read"),
    };

    private static FileSystemEnumerable<string> Names(string directory) => new(directory, static (ref entry) => entry.FileName.ToString(), EveryEntry);
}
