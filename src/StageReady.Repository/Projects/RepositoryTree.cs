namespace StageReady.Projects;

/// <summary>
/// The files that a check may see, by paths relative to the checked directory with forward slashes. Nothing outside of it can be named: a path that climbs out is no path.
/// </summary>
internal sealed class RepositoryTree
{
    private readonly string[] _paths;
    private readonly HashSet<string> _set;
    private readonly Func<string, string?> _read;

    /// <param name="paths">The files.</param>
    /// <param name="read">The text of one of them; null if it cannot be read.</param>
    public RepositoryTree(IEnumerable<string> paths, Func<string, string?> read)
    {
        _paths = [.. paths];
        Array.Sort(_paths, StringComparer.Ordinal);
        _set = new HashSet<string>(_paths, StringComparer.Ordinal);
        _read = read;
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>OWNER/NAME of the repository on GitHub, by the remote that it was cloned from; null if that is not known.</summary>
    public string? GitHubName { get; init; }

    /// <summary>Whether the tree is a whole repository: then a file that is not in it is nowhere.</summary>
    public bool IsRepository { get; init; }

    public bool Contains(string path) => _set.Contains(path);

    public string? Read(string path) => Contains(path) ? _read(path) : null;

    /// <summary>The same with its path; null if it cannot be read.</summary>
    public TextFile? ReadFile(string path) => Read(path) is { } text ? new TextFile(path, text) : null;

    /// <summary>All files in a directory and below; the empty string is the root.</summary>
    public IEnumerable<string> Under(string directory)
    {
        var prefix = directory.Length == 0 ? "" : directory + "/";
        var index = Array.BinarySearch(_paths, prefix, StringComparer.Ordinal);
        for (var i = index < 0 ? ~index : index; i < _paths.Length && _paths[i].StartsWith(prefix, StringComparison.Ordinal); i++)
            yield return _paths[i];
    }

    /// <summary>The nearest file of that name in the directory or above it.</summary>
    public string? NearestAbove(string directory, string fileName) => AtAndAbove(directory).Select(folder => Join(folder, fileName)).FirstOrDefault(Contains);

    /// <summary>A directory and those it lies in, up to the root, which is the empty string.</summary>
    public static IEnumerable<string> AtAndAbove(string directory)
    {
        for (; directory.Length > 0; directory = DirectoryOf(directory))
            yield return directory;
        yield return "";
    }

    public static string DirectoryOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path.Substring(0, slash);
    }

    public static string FileNameOf(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>Whether a file is in a directory or below; the empty string is the root.</summary>
    public static bool IsIn(string path, string directory) => directory.Length == 0 || path.StartsWith(directory + "/", StringComparison.Ordinal);

    public static string Join(string directory, string name) => directory.Length == 0 ? name : directory + "/" + name;

    /// <summary>A path as a project file writes it, seen from a directory. Null if it is absolute elsewhere or leaves the tree.</summary>
    public static string? Resolve(string directory, string written)
    {
        var path = written.Replace('\\', '/');
        if (path.Length > 1 && path[1] == ':')
            return null;

        // Inside the evaluation the root of the tree is "/", so that $(MSBuildThisFileDirectory) is rooted as it is for MSBuild.
        var segments = new List<string>();
        if (!path.StartsWith("/", StringComparison.Ordinal))
            segments.AddRange(directory.Split(Slash, StringSplitOptions.RemoveEmptyEntries));
        foreach (var segment in path.Split(Slash, StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == ".")
                continue;
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            else
                return null;
        }

        return string.Join("/", segments);
    }

    private static readonly char[] Slash = ['/'];
}
